// Answers for the rendered page on loopback.
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { renderPage } from "./render-page.mjs";

const loopback = "127.0.0.1";

async function script() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./elements.mjs", import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/** Starts the host. Returns its address, and how to stop it. */
export async function startRenderedHost({ port, nation = "england" }) {
  const elements = await script();
  const answer = async ({ url }, response) => {
    if (url === "/elements.js") {
      response.writeHead(200, {
        "content-type": "text/javascript; charset=utf-8",
        "x-content-type-options": "nosniff",
      });
      response.end(elements);
    } else if (url === "/") {
      const { text, policy } = await renderPage({ nation });
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy });
      response.end(text);
    } else {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
      response.end("Not found\n");
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((fault) => {
      console.error(fault.stack);
      response.writeHead(500).end();
    });
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
