// Makes what editors read, from the custom-elements manifest: VS Code's HTML and CSS data, and web-types for JetBrains.
import { declarationsIn } from "./custom-elements-manifest.mjs";

const markdown = (value) => ({ kind: "markdown", value });
const valuesOf = ({ text }) => [...text.matchAll(/"([^"]*)"/g)].map(([, value]) => value);
const isFlag = ({ type }) => type.text === "boolean";

/** A text for an attribute: what it does, and the default where the words do not say it. */
function attributeWords({ description, default: fallback }) {
  const isSaid = fallback === undefined || fallback === "false" || description.includes(`\`${fallback}\``);
  return isSaid ? description : `${description} Default: \`${fallback}\`.`;
}

/** The events and properties of an element: VS Code has no field for them. */
function furtherWords({ description, events = [], members }) {
  const properties = members.filter(
    ({ kind, attribute, static: isStatic }) => kind === "field" && !attribute && !isStatic,
  );
  return [
    description,
    `**Properties:** ${properties.map(({ name }) => `\`${name}\``).join(", ")}.`,
    ...(events.length === 0 ? [] : [`**Events:** ${events.map(({ name }) => `\`${name}\``).join(", ")}.`]),
  ].join("\n\n");
}

function htmlData(declarations) {
  return {
    version: 1.1,
    tags: declarations.map((declaration) => ({
      name: declaration.tagName,
      description: markdown(furtherWords(declaration)),
      attributes: declaration.attributes.map((attribute) => ({
        name: attribute.name,
        description: markdown(attributeWords(attribute)),
        ...(isFlag(attribute) ? { valueSet: "v" } : {}),
        ...(valuesOf(attribute.type).length > 0 ? { values: valuesOf(attribute.type).map((name) => ({ name })) } : {}),
      })),
    })),
  };
}

/** What several elements have in common, named once: which elements have it, and its first description. */
function shared(declarations, kind) {
  const all = declarations.flatMap((declaration) =>
    (declaration[kind] ?? []).map((item) => ({ ...item, tagName: declaration.tagName })),
  );
  const names = [...new Set(all.map(({ name }) => name))];
  return names.map((name) => {
    const same = all.filter((item) => item.name === name);
    return { ...same[0], tagNames: same.map(({ tagName }) => `\`<${tagName}>\``).join(", ") };
  });
}

function cssData(declarations) {
  const entry =
    (name) =>
    ({ description, tagNames, default: fallback }) => ({
      name,
      description: markdown(
        `${description} ${fallback === undefined ? "" : `Default: \`${fallback}\`. `}On ${tagNames}.`,
      ),
    });
  const list = (kind, toName) => shared(declarations, kind).map((item) => entry(toName(item.name))(item));
  return {
    version: 1.1,
    properties: list("cssProperties", (name) => name),
    pseudoElements: list("cssParts", (name) => `::part(${name})`),
    pseudoClasses: list("cssStates", (name) => `:state(${name})`),
  };
}

function webTypes(declarations, { name, version }) {
  return {
    $schema: "https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json",
    name,
    version,
    "description-markup": "markdown",
    contributions: {
      html: {
        elements: declarations.map((declaration) => ({
          name: declaration.tagName,
          description: declaration.description,
          attributes: declaration.attributes.map(({ name: attribute, description, type, default: fallback }) => ({
            name: attribute,
            description,
            ...(fallback === undefined ? {} : { default: fallback }),
            value: type.text === "boolean" ? { type: "boolean", kind: "no-value" } : { type: type.text },
          })),
          js: {
            properties: declaration.members
              .filter(({ kind, static: isStatic }) => kind === "field" && !isStatic)
              .map(({ name: property, description, type }) => ({ name: property, description, type: type.text })),
            events: (declaration.events ?? []).map(({ name: event, description }) => ({ name: event, description })),
          },
          css: {
            properties: declaration.cssProperties.map(({ name: property, description }) => ({
              name: property,
              description,
            })),
            parts: declaration.cssParts.map(({ name: part, description }) => ({ name: part, description })),
          },
        })),
      },
    },
  };
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** Returns the files for editors: path relative to the package, and text. */
export function editorFiles(manifest, packageManifest) {
  const declarations = declarationsIn(manifest);
  return [
    { path: "vscode.html-custom-data.json", text: json(htmlData(declarations)) },
    { path: "vscode.css-custom-data.json", text: json(cssData(declarations)) },
    { path: "web-types.json", text: json(webTypes(declarations, packageManifest)) },
  ];
}
