// Bundles the page and answers for it on loopback, under a strict policy.
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const loopback = "127.0.0.1";

/** React needs no more than the element does. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
].join("; ");

const page = `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Report an incident</title>
    <link rel="icon" href="data:," />
    <script type="module" src="/incident.js"></script>
  </head>
  <body>
    <main id="incident"></main>
  </body>
</html>
`;

async function script() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./src/main.tsx", import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/** Starts the host. Returns its address, and how to stop it. */
export async function startReactHost({ port }) {
  const files = {
    "/": { type: "text/html; charset=utf-8", text: page },
    "/incident.js": { type: "text/javascript; charset=utf-8", text: await script() },
  };
  const server = createServer(({ url }, response) => {
    const file = files[url];
    response.writeHead(file === undefined ? 404 : 200, {
      "content-type": file?.type ?? "text/plain; charset=utf-8",
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
    });
    response.end(file?.text ?? "Not found\n");
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
