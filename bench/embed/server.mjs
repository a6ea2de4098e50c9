// Serves every form on loopback: brotli at its best, nothing cached, and the policy a page asks for.
import { createServer } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { hostPage } from "./host-page.mjs";
import { answers, loadQuestions } from "./questions.mjs";

const strict =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

/** The policies a page can be asked for with. */
export const policies = { none: undefined, strict, "strict-trusted": `${strict}; require-trusted-types-for 'script'` };

const types = { css: "text/css", js: "text/javascript", html: "text/html" };

function brotli(bytes) {
  const parameters = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params: parameters });
}

function sizesOf(bodies) {
  const sum = (measure) => bodies.reduce((total, body) => total + measure(body).length, 0);
  return { min: sum((body) => body), gzip: sum((body) => gzipSync(body, { level: 9 })), brotli: sum(brotli) };
}

function headOf({ id, isClassic }, files) {
  return files
    .map(({ name }) => {
      const address = `/${id}/${name}`;
      if (name.endsWith(".css")) return `<link rel="stylesheet" href="${address}">`;
      // Both kinds run in order, after the page is parsed.
      return isClassic && name !== "page.js"
        ? `<script defer src="${address}"></script>`
        : `<script type="module" src="${address}"></script>`;
    })
    .join("\n");
}

async function partsOf(form, questions) {
  const { files, markup } = await form.build(questions);
  const bodies = files.map(({ name, body }) => ({ name, body: Buffer.from(body) }));
  const page = (given) =>
    Buffer.from(hostPage({ title: form.title, head: headOf(form, bodies), body: markup(questions, given) }));
  const own = Buffer.from(markup(questions, answers));
  return {
    bytes: sizesOf([...bodies.map(({ body }) => body), own]),
    pages: new Map([
      [`/${form.id}/`, page(answers)],
      [`/${form.id}/?empty`, page({})],
    ]),
    files: new Map(bodies.map(({ name, body }) => [`/${form.id}/${name}`, body])),
  };
}

/** Builds the forms and serves them; returns `{ origin, bytes, close() }`, `bytes` by the form's id. */
export async function serve(forms) {
  const questions = await loadQuestions();
  const bare = Buffer.from(hostPage({ title: "Host", head: "", body: "" }));
  const contents = new Map([["/host/", bare]]);
  const bytes = {};
  for (const form of forms) {
    const parts = await partsOf(form, questions);
    bytes[form.id] = parts.bytes;
    for (const [path, body] of [...parts.pages, ...parts.files]) contents.set(path, body);
  }
  const compressed = new Map([...contents].map(([path, body]) => [path, brotli(body)]));

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://127.0.0.1");
    const path = searchParams.has("empty") ? `${pathname}?empty` : pathname;
    const body = compressed.get(path);
    if (body === undefined) return response.writeHead(404).end();
    const extension = pathname.endsWith("/") ? "html" : pathname.split(".").at(-1);
    const policy = policies[searchParams.get("policy") ?? "none"];
    response.writeHead(200, {
      "content-type": `${types[extension]}; charset=utf-8`,
      "content-encoding": "br",
      "content-length": body.length,
      "cache-control": "no-store",
      ...(policy === undefined ? {} : { "content-security-policy": policy }),
    });
    response.end(body);
  });
  await new Promise((settle) => server.listen(0, "127.0.0.1", settle));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    bytes,
    questions,
    close: () => new Promise((settle) => server.close(settle).closeAllConnections()),
  };
}
