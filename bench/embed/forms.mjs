// The forms: what each is made of, and where its parts are found in the page.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/workspace.mjs";
import { bundle, minifyCss } from "./bundle.mjs";
import { plainMarkup } from "./forms/plain.mjs";
import { lformsFolder } from "./peers.mjs";

const here = import.meta.dirname;
const peer = (...path) => readFileSync(join(here, "node_modules", ...path));
const form = '<div id="form"></div>';
const ourElement = '<digital-factors-form id="ours" layout="inline" required></digital-factors-form>';
const ourMarkup = `<form>${ourElement}<button id="send">Send</button></form>`;
const ourParts = {
  last: ["#ours", "#description-text"],
  radio: (index) => ["#ours", `#part-${index}`],
  conditional: ["#ours", "#system"],
  send: ["#send"],
};
const cdnFile = () => readFileSync(join(root, "packages", "form", "dist", "cdn", "digital-factors.js"));

/**
 * Each form: `id`; `title`; `packages` it is made of; `build(questions)` → `{ files: [{ name, body }], markup }`, where
 * `files` are in the order the page asks for them; `last`, `radio(index)`, `conditional` and `send` are the last question,
 * a radio of the first (0 "main" or 4 "none"), the conditional question and the button, each a list of selectors, one for each shadow root on
 * the way; `isClassic` where its files are scripts, not modules; `isOurs`.
 */
export const forms = [
  {
    id: "plain",
    title: "Hand-written HTML",
    packages: [],
    async build() {
      const files = [
        { name: "page.css", body: await minifyCss("hand-written.css") },
        ...(await bundle("plain.page.js")),
      ];
      return { files, markup: plainMarkup };
    },
    last: ["#description"],
    radio: (index) => [`#part-${index}`],
    conditional: ["#system"],
    send: ["#send"],
  },
  {
    id: "lit",
    title: "Hand-written Lit",
    packages: ["lit"],
    build: async () => ({ files: await bundle("lit.page.js"), markup: () => "<report-form></report-form>" }),
    last: ["report-form", "#description"],
    radio: (index) => ["report-form", `#part-${index}`],
    conditional: ["report-form", "#system"],
    send: ["report-form", "#send"],
  },
  {
    id: "ours-bundle",
    title: "Ours, form bundle",
    packages: [],
    isOurs: true,
    build: async () => ({ files: await bundle("ours-bundle.page.js"), markup: () => ourMarkup }),
    ...ourParts,
  },
  {
    id: "ours-cdn",
    title: "Ours, one-file build",
    packages: [],
    isOurs: true,
    async build() {
      return {
        files: [{ name: "digital-factors.js", body: cdnFile() }, ...(await bundle("ours.page.js"))],
        markup: () => ourMarkup,
      };
    },
    ...ourParts,
  },
  {
    id: "ours-start",
    title: "Ours, form bundle, nothing answered",
    packages: [],
    isOurs: true,
    isUnanswered: true,
    build: async () => ({
      files: await bundle("ours-bundle.page.js", { isUnanswered: true }),
      markup: () => ourMarkup,
    }),
    ...ourParts,
    last: ["#ours", "#part-5"],
  },
  {
    id: "shoelace",
    title: "Shoelace by hand",
    packages: ["@shoelace-style/shoelace"],
    build: async () => ({ files: await bundle("shoelace.page.js"), markup: () => form }),
    last: ["#description", "textarea"],
    radio: (index) => [`#part sl-radio:nth-of-type(${index + 1})`],
    conditional: ["#system"],
    send: ["#send"],
  },
  {
    id: "rjsf",
    title: "RJSF",
    packages: ["@rjsf/core", "@rjsf/validator-ajv8", "react"],
    build: async () => ({ files: await bundle("rjsf.page.js"), markup: () => form }),
    last: ["#root_description"],
    radio: (index) => [`#root_part-${index}`],
    conditional: ["#root_system-0"],
    send: ["#form button[type=submit]"],
  },
  {
    id: "surveyjs",
    title: "SurveyJS",
    packages: ["survey-core", "survey-js-ui"],
    build: async () => ({ files: await bundle("surveyjs.page.js"), markup: () => form }),
    last: ["#form [data-name=description] textarea"],
    radio: (index) => [`#form [data-name=part] .sd-item:nth-of-type(${index + 1}) input`],
    conditional: ["#form [data-name=system] input"],
    send: ["#form .sd-navigation__complete-btn"],
  },
  {
    id: "formio",
    title: "Form.io",
    packages: ["@formio/js"],
    isClassic: true,
    async build() {
      const dist = (name) => ({ name, body: peer("@formio", "js", "dist", name) });
      const files = [dist("formio.form.min.css"), dist("formio.form.min.js"), ...(await bundle("formio.page.js"))];
      return { files, markup: () => form };
    },
    last: ["#form .formio-component-description textarea"],
    radio: (index) => [`#form .formio-component-part .form-check:nth-of-type(${index + 1}) input`],
    conditional: ["#form .formio-component-system input"],
    send: ["#form .formio-component-send button"],
  },
  {
    id: "lforms",
    title: "LHC-Forms",
    packages: ["lforms"],
    isClassic: true,
    async build() {
      const dist = (path, name = path.split("/").at(-1)) => ({ name, body: readFileSync(join(lformsFolder, path)) });
      const files = [
        dist("webcomponent/styles.css"),
        dist("webcomponent/assets/lib/zone.min.js"),
        dist("webcomponent/runtime.js"),
        dist("webcomponent/polyfills.js"),
        dist("webcomponent/main.js"),
        dist("fhir/R4/lformsFHIR.min.js"),
        ...(await bundle("lforms.page.js")),
      ];
      return { files, markup: () => `${form}<button id="send" type="button">Send</button>` };
    },
    last: ["#form textarea"],
    radio: (index) => [`#form [id='part/1|urn:example:choices|${index === 0 ? "main" : "none"}'] input`],
    conditional: ["#form [id='item-system/1']"],
    send: ["#send"],
  },
];
