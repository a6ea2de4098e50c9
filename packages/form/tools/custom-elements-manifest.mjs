// Makes the custom-elements manifest, schema 2.1.0, from what the source says of each element.
import { entryOf } from "./element-source.mjs";
import { customProperties, parts, states } from "./styling-words.mjs";

/** Leaves out what is undefined or empty, as the schema wants it. */
function filled(object) {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

function wordsFor(kind, words, name) {
  if (words[name] === undefined) throw new Error(`tools/styling-words.mjs does not say what the ${kind} ${name} is`);
  return words[name];
}

/** The type of an attribute or property: its values where it has a list of them. */
export function typeOf({ isBoolean, values, type, setType }) {
  if (isBoolean) return "boolean";
  if (values.length > 0) return values.map((value) => JSON.stringify(value)).join(" | ");
  return setType === undefined || setType === type ? type : `${type} | ${setType}`;
}

/** A docstring without the name of the element before it. */
function descriptionOf({ tagName, doc }) {
  const words = doc.replace(`\`<${tagName}>\`: `, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const sentence = (words) => words.charAt(0).toUpperCase() + words.slice(1);
const written = (value, type) =>
  value === undefined || type === "number" || value === "false" ? value : JSON.stringify(value);

function attributeOf({ fieldName, attribute, doc, default: fallback, ...property }) {
  return filled({
    name: attribute,
    description: doc,
    type: { text: typeOf(property) },
    default: fallback,
    fieldName,
  });
}

function fieldOf({ fieldName, attribute, doc, default: fallback, reflects, ...property }) {
  return filled({
    kind: "field",
    name: fieldName,
    description: doc,
    type: { text: typeOf(property) },
    default: written(fallback, property.type),
    privacy: "public",
    attribute,
    reflects: reflects || undefined,
  });
}

function declarationOf(element) {
  const { className, tagName, isFormAssociated } = element;
  const plain = element.plainFields.map(({ name, type, doc, isReadonly }) =>
    filled({
      kind: "field",
      name,
      description: doc,
      type: { text: type },
      privacy: "public",
      readonly: isReadonly || undefined,
    }),
  );
  const methods = element.methods.map(({ name, doc, returns }) => ({
    kind: "method",
    name,
    description: doc,
    privacy: "public",
    return: { type: { text: returns } },
  }));
  const association = isFormAssociated
    ? [
        {
          kind: "field",
          name: "formAssociated",
          static: true,
          readonly: true,
          privacy: "public",
          type: { text: "boolean" },
          default: "true",
        },
      ]
    : [];
  return filled({
    kind: "class",
    customElement: true,
    name: className,
    tagName,
    description: descriptionOf(element),
    superclass: { name: "LitElement", package: "lit" },
    attributes: element.properties.filter(({ attribute }) => attribute !== undefined).map(attributeOf),
    members: [...association, ...element.properties.map(fieldOf), ...plain, ...methods],
    events: element.events.map(({ name, type, doc }) => ({ name, type: { text: type }, description: sentence(doc) })),
    cssParts: element.parts.map((name) => ({ name, description: wordsFor("part", parts, name) })),
    cssProperties: element.customProperties.map(({ name, default: fallback }) => ({
      name,
      description: wordsFor("custom property", customProperties, name),
      default: fallback,
    })),
    cssStates: element.states.map((name) => ({ name, description: wordsFor("state", states, name) })),
  });
}

/** Returns the manifest: a module for each class, and one for each entry that registers it. */
export function customElementsManifest(elements) {
  const classes = elements.map((element) => ({
    kind: "javascript-module",
    path: `dist/${element.path.replace(/\.ts$/, ".js")}`,
    declarations: [declarationOf(element)],
    exports: [{ kind: "js", name: element.className, declaration: { name: element.className } }],
  }));
  const entries = elements.map((element) => ({
    kind: "javascript-module",
    path: `dist/${element.entry.replace(/\.ts$/, ".js")}`,
    description: `Registers \`<${element.tagName}>\`: \`import "${entryOf(element)}"\`.`,
    exports: [
      {
        kind: "custom-element-definition",
        name: element.tagName,
        declaration: { name: element.className, module: `dist/${element.path.replace(/\.ts$/, ".js")}` },
      },
    ],
  }));
  return { schemaVersion: "2.1.0", modules: [...classes, ...entries] };
}

/** Returns the declarations of a manifest that are elements. */
export function declarationsIn({ modules }) {
  return modules.flatMap(({ declarations = [] }) => declarations.filter(({ customElement }) => customElement));
}
