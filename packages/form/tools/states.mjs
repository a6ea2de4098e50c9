// Shows every state of every element, from the fixtures of the tests.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("../states/", import.meta.url));
const loopback = "127.0.0.1";

const help = `npm run states -- [options]

Shows every state of every element, from the fixtures of the tests, on loopback until Ctrl-C.

  --port N    port to listen on; 0 takes a free one. Default 8083
  --out DIR   writes the page into a folder for any web server, and ends
  --help      this text`;

/** The policy of the page, the same in its head and from our server. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
].join("; ");

const contentTypes = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

/** Returns the files of the page: name, and text. They ask no other host for anything. */
export async function statesPage() {
  const { outputFiles } = await build({
    entryPoints: [join(folder, "states.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions: ["@digital-factors/source"],
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const textOf = (name) => readFileSync(join(folder, name), "utf8");
  return new Map([
    ["index.html", textOf("states.html").replace("{policy}", policy)],
    ["states.css", textOf("states.css")],
    ["states.js", outputFiles[0].text],
  ]);
}

/** Serves the page on loopback. Returns its address, and how to stop. */
export async function serveStates({ port }) {
  const files = await statesPage();
  const server = createServer(({ url }, response) => {
    const name = new URL(url, `http://${loopback}`).pathname.slice(1) || "index.html";
    const text = files.get(name);
    response.writeHead(text === undefined ? 404 : 200, {
      "content-type": contentTypes[name.split(".").at(-1)] ?? "text/plain; charset=utf-8",
      "content-security-policy": `${policy}; frame-ancestors 'none'`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    response.end(text ?? "Not found\n");
  });
  await new Promise((settle, fail) => server.once("error", fail).listen(port, loopback, settle));
  return {
    address: `http://${loopback}:${server.address().port}/`,
    stop: () =>
      new Promise((settle) => {
        server.close(settle);
        server.closeAllConnections();
      }),
  };
}

async function run() {
  const { values } = parseArgs({
    options: { out: { type: "string" }, port: { type: "string", default: "8083" }, help: { type: "boolean" } },
  });
  if (values.help) return console.log(help);
  if (values.out !== undefined) {
    const out = resolve(values.out);
    mkdirSync(out, { recursive: true });
    for (const [name, text] of await statesPage()) writeFileSync(join(out, name), text);
    console.log(`The page is in ${out}; serve that folder with any web server.`);
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new RangeError("--port must be a number, 0 to 65535.");
  const { address, stop } = await serveStates({ port });
  console.log(`Every state is at ${address} (Ctrl-C stops it)`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop().then(() => process.exit(0)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  run().catch((fault) => {
    console.error(fault.code === "EADDRINUSE" ? "The port is taken: name another with --port." : fault.message);
    process.exit(1);
  });
}
