// Makes llms.txt of this package, and the one of the whole repository: what is there, for a reader that is a program.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { declarationsIn } from "./custom-elements-manifest.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const code = (text) => `\`${text}\``;
const line = (name, words) => `- ${code(name)}: ${words.replaceAll("\n\n", " ")}`;

/** What is at each entry of the package. A test holds this to `exports`. */
export const entries = {
  ".": "the classes, the types of events, `registerStrings`; registers nothing and imports in Node",
  "./define": "registers `<digital-factors-form>`",
  "./define-reporting-routes": "registers `<reporting-routes>`",
  "./define-yellow-card-prompt": "registers `<yellow-card-prompt>`",
  "./narrative": "makes the nudge known that reads the host's own narrative; works with `narrative-for`",
  "./strings/cy": 'the Welsh words, for `registerStrings("cy", stringsCy)`',
  "./jsx": "types of the elements in JSX (React 19), and `DigitalFactorsElements` for other frameworks",
  "./cdn/*": "files for a script tag, and integrity.json with the integrity value of each",
  "./custom-elements.json": "the custom-elements manifest",
  "./package.json": "the manifest of the package",
};

function elementPart(declaration) {
  const {
    tagName,
    description,
    attributes,
    members,
    events = [],
    cssParts,
    cssProperties,
    cssStates = [],
  } = declaration;
  const properties = members.filter(
    ({ kind, attribute, static: isStatic }) => kind === "field" && !attribute && !isStatic,
  );
  const lists = [
    [
      "Attributes",
      attributes.map(({ name, type, description: words }) => line(name, `${words} Type: ${code(type.text)}.`)),
    ],
    ["Properties", properties.map(({ name, description: words }) => line(name, words))],
    [
      "Events (CustomEvent, bubble, composed)",
      events.map(({ name, type, description: words }) => line(name, `${words} ${code(type.text)}.`)),
    ],
  ];
  return [
    `## <${tagName}>`,
    description,
    ...lists.filter(([, items]) => items.length > 0).map(([title, items]) => `${title}:\n\n${items.join("\n")}`),
    `Parts: ${cssParts.map(({ name }) => code(name)).join(", ")}.`,
    `Custom properties: ${cssProperties.map(({ name }) => code(name)).join(", ")}.`,
    ...(cssStates.length === 0 ? [] : [`States: ${cssStates.map(({ name }) => code(`:state(${name})`)).join(", ")}.`]),
  ].join("\n\n");
}

/** Returns llms.txt of this package. */
function packageText(manifest, { name, description, exports }) {
  const missing = Object.keys(exports).filter((entry) => entries[entry] === undefined);
  if (missing.length > 0) throw new Error(`tools/llms-text.mjs does not say what is at ${missing.join(", ")}`);
  return `# ${name}

> ${description} A form control that posts one JSON record with the host's form, sends nothing anywhere by itself, and runs under a strict
> Content-Security-Policy.

Generated from the source. The long form is README.md; exact types are in custom-elements.json and in the declarations in dist.

## Use

\`\`\`html
<script type="module" src="/digital-factors.js"></script>
<form method="post" action="/incidents">
  <digital-factors-form name="digital-factors" nation="england"></digital-factors-form>
  <button>Send</button>
</form>
\`\`\`

- The script is dist/cdn/digital-factors.js, one file without imports; its integrity value is in dist/cdn/integrity.json. With a bundler: \`import "${name}/define"\`.
- The form posts one entry under \`name\`: the record as JSON. Read it on the server with \`parseRecordJson\` of \`@digital-factors/core\`, which returns \`{ ok, value }\` or \`{ ok, issues }\` and never throws.
- Set \`record\`, \`systems\` and \`context\` as properties, in any order; what is wrong in them is left out and nothing throws.
- Do not put answers into logs. Do not send the record to LFPSE from a browser: hand it to the relay.
- In server-rendered JSX write attributes as HTML has them: \`event-type\`, not \`eventType\`.

## Entries

${Object.keys(exports)
  .map((entry) => line(entry === "." ? name : `${name}${entry.slice(1)}`, entries[entry]))
  .join("\n")}

${declarationsIn(manifest).map(elementPart).join("\n\n")}
`;
}

function titleOf(page) {
  return /^# (.+)$/m.exec(readFileSync(page, "utf8"))?.[1] ?? "";
}

/** Returns llms.txt of the repository: each package and each page of docs/. */
function repositoryText() {
  const packages = readdirSync(`${root}packages`).filter((name) => existsSync(`${root}packages/${name}/package.json`));
  const pages = readdirSync(`${root}docs`).filter((name) => name.endsWith(".md"));
  const examples = readdirSync(`${root}examples`).filter((name) => existsSync(`${root}examples/${name}/README.md`));
  const manifests = packages.map((name) => ({
    folder: name,
    ...JSON.parse(readFileSync(`${root}packages/${name}/package.json`, "utf8")),
  }));
  const words = (text) => text.replaceAll("`", "");
  return `# Digital Factors

> An SDK that makes digital harm to patients visible in NHS incident reports: questions for any incident form, the rules for Yellow Cards and
> other routes, delivery to LFPSE exactly once, a stand-in of LFPSE to test against, and checks on the data.

Not a medical device, not legal advice, not approved by NHS England or the MHRA. What is not known is configuration, and the pages say so.

- [README](README.md): start here; \`npm start\` and \`npm test\` are the two commands
- [GLOSSARY](GLOSSARY.md): one meaning for each word

## Packages

${manifests
  .map(({ folder, name, description }) => {
    const readme = existsSync(`${root}packages/${folder}/llms.txt`) ? "llms.txt" : "README.md";
    return `- [${name}](packages/${folder}/${readme}): ${description}`;
  })
  .join("\n")}

## Pages

${pages.map((name) => `- [${words(titleOf(`${root}docs/${name}`))}](docs/${name})`).join("\n")}

## Examples

${examples.map((name) => `- [${words(titleOf(`${root}examples/${name}/README.md`))}](examples/${name}/README.md)`).join("\n")}
`;
}

/** Returns both files: path relative to the package, and text. */
export function llmsFiles(manifest, packageManifest) {
  return [
    { path: "llms.txt", text: packageText(manifest, packageManifest) },
    { path: "../../llms.txt", text: repositoryText() },
  ];
}
