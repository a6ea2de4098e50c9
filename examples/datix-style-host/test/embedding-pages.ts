import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const form = new URL("../../../packages/form/", import.meta.url);

/** The policy of docs and README, and no word more. */
export const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html";

/** One page that a host might serve. */
export interface EmbeddingPage {
  /** The element, as markup. */
  readonly markup: string;
  /** Properties for every element of ours, given by the page's own script. */
  readonly properties?: object;
  /** Scripts of ours, in order. Default: the one-file build. */
  readonly scripts?: readonly ScriptName[];
  /** Style sheet of the page; served as a file. Default: none. */
  readonly css?: string;
  readonly lang?: string;
  /** Content-Security-Policy. Default: {@link strictPolicy}. */
  readonly policy?: string;
}

type ScriptName = "form" | "form-copy" | "welsh" | "narrative" | "standalone" | "subclass";

/** Pages served on loopback under the strict policy, and nothing else. */
export interface EmbeddingPages {
  /** Puts a page up, and returns its address. */
  readonly serve: (page: EmbeddingPage) => string;
  /** Paths asked for since the last call. */
  readonly requested: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** What the page's own script does: gives the properties, and holds the two ways to break the policy on purpose. */
const pageScript = `
const { properties } = JSON.parse(document.querySelector("#page").textContent);
for (const element of document.querySelectorAll("[data-ours]")) Object.assign(element, properties);
const on = (id, action) => document.getElementById(id)?.addEventListener("click", action);
on("break-style", () => document.querySelector("h1").setAttribute("style", "color: red"));
on("break-script", () => new Function("return 1")());
on("break-html", () => { document.querySelector("h1").innerHTML = "<b>Broken</b>"; });
`;

const hostContent = `
<h1>Incident form</h1>
<p>Tell us what happened. <a href="#help">Help with this form</a></p>
<ul><li>Do not name patients</li><li>Do not name staff</li></ul>
<table><caption>Harm</caption><tr><th>Level</th><td>None</td></tr></table>
<form method="post" action="/sent">
<fieldset><legend>About you</legend>
<label for="ward">Ward</label> <input id="ward" name="ward" value="Example">
<select aria-label="Shift"><option>Day</option></select> <textarea aria-label="Notes">None</textarea>
</fieldset>`;

function htmlOf(number: number, { markup, properties = {}, scripts = ["form"], css, lang = "en" }: EmbeddingPage) {
  const data = JSON.stringify({ properties }).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Incident form</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
${css === undefined ? "" : `<link rel="stylesheet" href="/${number}.css">`}
<script type="application/json" id="page">${data}</script>
${scripts.map((name) => `<script type="module" src="/${name}.js"></script>`).join("\n")}
<script type="module" src="/page.js"></script></head>
<body>${hostContent}
${markup}
<button id="send">Send</button></form>
<button id="break-style">Style</button><button id="break-script">Script</button><button id="break-html">HTML</button>
</body></html>`;
}

/** The two elements that stand alone, as a vendor's bundler would put them together. */
async function standaloneBundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import "./src/define-reporting-routes.ts"; import "./src/define-yellow-card-prompt.ts";
import { registerStrings } from "./src/index.ts"; import { stringsCy } from "./src/strings/cy.ts";
registerStrings("cy", stringsCy);`,
      resolveDir: fileURLToPath(form),
    },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    conditions: ["@digital-factors/source"],
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  return outputFiles[0]?.text ?? "";
}

async function scriptFiles(): Promise<ReadonlyMap<string, string>> {
  const built = (name: string) => readFile(new URL(`dist/cdn/${name}.js`, form), "utf8");
  const [element, welsh, narrative, standalone] = await Promise.all([
    built("digital-factors"),
    built("digital-factors.cy"),
    built("digital-factors.narrative"),
    standaloneBundle(),
  ]);
  const subclass = `customElements.whenDefined("digital-factors-form").then((DigitalFactorsForm) => {
  customElements.define("my-digital-factors", class extends DigitalFactorsForm {});
});`;
  return new Map(
    Object.entries({
      form: element,
      "form-copy": element,
      welsh,
      narrative,
      standalone,
      subclass,
      page: pageScript,
    }).map(([name, text]) => [`/${name}.js`, text]),
  );
}

function answer(response: ServerResponse, status: number, type: string, body: string, policy = strictPolicy): void {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8`, "content-security-policy": policy });
  response.end(body);
}

/** Starts a host that has no script but ours and its own. */
export async function startEmbeddingPages(): Promise<EmbeddingPages> {
  const scripts = await scriptFiles();
  const pages: EmbeddingPage[] = [];
  let paths: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    paths.push(path);
    const script = scripts.get(path);
    const [, number, kind] = /^\/(\d+)(\.css)?$/.exec(path) ?? [];
    const page = pages[Number(number)];
    if (script !== undefined) answer(response, 200, "text/javascript", script);
    else if (path === "/favicon.ico") answer(response, 204, "image/x-icon", "");
    else if (path === "/sent") {
      request.setEncoding("utf8");
      let body = "";
      request.on("data", (text: string) => {
        body += text;
      });
      request.on("end", () => answer(response, 200, "text/plain", body));
    } else if (page === undefined) answer(response, 404, "text/plain", "Nothing here");
    else if (kind === undefined) answer(response, 200, "text/html", htmlOf(Number(number), page), page.policy);
    else answer(response, 200, "text/css", page.css ?? "");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port was given");
  return {
    serve: (page) => `http://127.0.0.1:${address.port}/${pages.push(page) - 1}`,
    requested: () => {
      const asked = paths;
      paths = [];
      return asked;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
