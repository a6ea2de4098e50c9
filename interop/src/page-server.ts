import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { installedFolder, interopFolder } from "./validators/installed.ts";

const head = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">';

/** The scripts that LHC-Forms names in its README, from the installed package. */
const lhcFormsPage = `${head}<title>LHC-Forms</title>
<link rel="stylesheet" href="/lforms/webcomponent/styles.css">
<div id="form"></div>
${[
  "webcomponent/assets/lib/zone.min",
  "webcomponent/runtime",
  "webcomponent/polyfills",
  "webcomponent/main",
  "fhir/R4/lformsFHIR.min",
]
  .map((file) => `<script src="/lforms/${file}.js"></script>`)
  .join("\n")}`;

const formPage = `${head}<title>digital-factors-form</title>
<script type="module" src="/digital-factors-form.js"></script>
<style>body { margin: 24px; max-width: 44rem; font-family: Arial, sans-serif; }</style>
<digital-factors-form layout="inline" nation="england" reporter="staff" event-type="incident"></digital-factors-form>`;

const pages: Readonly<Record<string, string>> = { "/lhc-forms": lhcFormsPage, "/form": formPage };

const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css", ".png": "image/png" };

/** A server of the two pages on loopback. */
export interface PageServer {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Starts a server that gives the two pages and the files they name, and nothing else. */
export async function startPageServer(): Promise<PageServer> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://127.0.0.1").pathname);
    const page = pages[path];
    if (page !== undefined) {
      response.setHeader("content-type", "text/html; charset=utf-8").end(page);
      return;
    }
    const file = fileOf(path);
    if (path === "/favicon.ico") response.writeHead(204).end();
    else if (file === undefined || !existsSync(file)) response.writeHead(404).end();
    else response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream").end(readFileSync(file));
  });
  await new Promise<void>((settle) => {
    server.listen(0, "127.0.0.1", settle);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

function fileOf(path: string): string | undefined {
  if (path.startsWith("/lforms/")) return join(installedFolder("lforms"), "dist", path);
  return path === "/digital-factors-form.js" ? join(interopFolder, ".tmp", "digital-factors-form.js") : undefined;
}
