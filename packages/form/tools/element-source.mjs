// What each element is, read from its source: attributes, properties, methods, events, parts, custom properties, states.
import ts from "typescript";
import { classNamed, docOf, reachedFrom, registeredElements, sourceFile } from "./source-modules.mjs";
import { formControlMembers, inheritedAttributes } from "./styling-words.mjs";

/** Entries that add to an element what it does not load by itself. */
const additions = { "digital-factors-form": ["narrative.ts"] };

/** The class and its bases of ours, the base first. */
function chainOf(className, path) {
  const found = classNamed(className, path);
  if (found === undefined) return [];
  const base = found.node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  return [...(base === undefined ? [] : chainOf(base.expression.getText(), found.path)), found];
}

const isHidden = (member) =>
  member.modifiers?.some(
    ({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword,
  ) ||
  member.name === undefined ||
  ts.isPrivateIdentifier(member.name);
const isStatic = (member) => member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
const isOverride = (member) => member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.OverrideKeyword) ?? false;
const textOf = (node) => node?.getText().replace(/\s+/g, " ");

/** What Lit knows of each property, as written in `static properties`: its attribute, and whether it is there or not. */
function litProperties(node) {
  const declared = node.members.find((member) => isStatic(member) && member.name?.getText() === "properties");
  const entries = declared?.initializer?.properties?.filter(ts.isPropertyAssignment) ?? [];
  return entries.map(({ name, initializer }) => {
    const options = Object.fromEntries(
      initializer.properties.map((option) => [option.name.getText(), textOf(option.initializer)]),
    );
    const fieldName = name.getText();
    const attribute = options.attribute === "false" ? undefined : (options.attribute?.replaceAll('"', "") ?? fieldName);
    return { fieldName, attribute, isBoolean: options.type === "Boolean", reflects: options.reflect === "true" };
  });
}

/** Values and default, as a docstring names them: "`a` (default), `b` or `c`", "`1` to `6`. Default: `3`", "Default: 24". */
function valuesIn(doc) {
  const fallback =
    /`([^`]+)` \(default\)/.exec(doc)?.[1] ?? /Default: (?:`([^`]+)`|(\d+))/.exec(doc)?.slice(1).find(Boolean);
  const body = doc.replace(/Default: `[^`]+`\.?/, "");
  const [, first, last] = /`(\d)` to `(\d)`/.exec(body) ?? [];
  const range =
    first === undefined ? [] : Array.from({ length: last - first + 1 }, (_, index) => String(Number(first) + index));
  const named = range.length > 0 ? range : [...body.matchAll(/`([a-z0-9-]+)`/g)].map(([, value]) => value);
  // One name alone is not a choice: it is what the sentence speaks of.
  return { values: named.length > 1 ? named : [], default: fallback };
}

/** Fields and accessors of a class, by name: type when read, type when set, docstring. */
function fieldsOf(node) {
  const fields = new Map();
  for (const member of node.members) {
    if (isHidden(member) || isStatic(member)) continue;
    const name = member.name.getText();
    const known = fields.get(name) ?? { doc: "" };
    if (ts.isPropertyDeclaration(member)) fields.set(name, { type: textOf(member.type), doc: docOf(member) });
    if (ts.isGetAccessor(member)) {
      fields.set(name, { ...known, type: textOf(member.type), isReadonly: true, doc: docOf(member) || known.doc });
    }
    if (ts.isSetAccessor(member)) {
      const doc = [known.doc, docOf(member)].filter(Boolean).join("\n\n");
      fields.set(name, { ...known, setType: textOf(member.parameters[0].type), isReadonly: false, doc });
    }
  }
  return fields;
}

function methodsOf(node) {
  return node.members
    .filter((member) => ts.isMethodDeclaration(member) && !isHidden(member) && !isStatic(member))
    .filter((member) => !member.name.getText().endsWith("Callback") && (!isOverride(member) || docOf(member) !== ""))
    .map((member) => ({ name: member.name.getText(), returns: textOf(member.type) ?? "void", doc: docOf(member) }));
}

/** Events as `events.ts` lists them: type of the detail, and docstring, which begins with the name. */
function eventWords() {
  const { statements } = sourceFile("events/events.ts");
  const map = statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === "DigitalFactorsEventMap");
  return new Map(
    map.members.map((member) => {
      const name = member.name.text;
      const type = textOf(member.type);
      const detail = /^CustomEvent<(\w+)>$/.exec(type)?.[1];
      const doc = docOf(statements.find((node) => node.name?.text === detail));
      return [name, { name, type, doc: doc.replace(`\`${name}\`: `, "") }];
    }),
  );
}

function partsIn(text, path) {
  if (/\bpart=\$\{/.test(text)) throw new Error(`${path} computes a part: write it out, so that it can be listed`);
  const inTemplates = [...text.matchAll(/\bpart="([^"]+)"/g)].flatMap(([, names]) => names.split(/\s+/));
  const inScript = [...text.matchAll(/\bpart\.add\(([^)]+)\)/g)].flatMap(([, names]) =>
    names.match(/(?<=")[a-z-]+(?=")/g),
  );
  return [...inTemplates, ...inScript];
}

/** The fallback of `var(--name, …)`, brackets and all. */
function fallbackAt(css, start) {
  let depth = 1;
  let end = start;
  for (; depth > 0; end += 1) depth += css[end] === "(" ? 1 : css[end] === ")" ? -1 : 0;
  return css.slice(start, end - 1).trim();
}

/** Custom properties of a style sheet whose rule can match: a rule for a class that no template has is for another element. */
function customPropertiesIn(css, templates) {
  const found = [];
  for (const match of css.matchAll(/var\((--digital-factors-[a-z-]+),/g)) {
    const selector = /([^{};]*)\{[^{}]*$/.exec(css.slice(0, match.index))?.[1] ?? "";
    const classes = [...selector.matchAll(/\.([a-z-]+)/g)].map(([, name]) => name);
    const isUsed = classes.every((name) => new RegExp(`class=[^>]*\\b${name}\\b`).test(templates));
    if (isUsed) found.push({ name: match[1], default: fallbackAt(css, match.index + match[0].length) });
  }
  return found.filter(({ name }, index) => found.findIndex((each) => each.name === name) === index);
}

/** Names of the events that some code sends from an element. */
function namesSent(text, element) {
  return [...text.matchAll(new RegExp(`\\bsend\\(\\s*${element},\\s*"([a-z-]+)"`, "g"))].map(([, name]) => name);
}

const unique = (items) => [...new Set(items)];

/** Returns everything that is known of one element. */
function elementOf({ tagName, className, path, entry }) {
  const chain = chainOf(className, path);
  const own = chain.at(-1);
  const read = (each) => ({ path: each, text: sourceFile(each).text });
  const added = (additions[tagName] ?? []).flatMap((each) => [...reachedFrom(each)]).map(read);
  const texts = [...[...reachedFrom(path)].map(read), ...added];
  const ownText = own.node.getText();
  const fields = new Map(chain.flatMap(({ node }) => [...fieldsOf(node)]));
  const known = eventWords();
  const templates = texts.map(({ text }) => text).join("\n");
  const lit = chain.flatMap(({ node }) => litProperties(node));
  const properties = lit.map((property) => {
    const { fieldName, isBoolean } = property;
    const field = fields.get(fieldName) ?? {
      type: inheritedAttributes[fieldName]?.type,
      doc: inheritedAttributes[fieldName]?.description,
    };
    if (!field.doc) throw new Error(`${className}.${fieldName} has no docstring`);
    const listed = property.attribute === undefined || isBoolean ? { values: [] } : valuesIn(field.doc);
    const values = inheritedAttributes[fieldName]?.values ?? listed.values;
    return { ...property, ...field, values, default: isBoolean ? "false" : listed.default };
  });
  const plain = [...fields].filter(([name]) => !lit.some(({ fieldName }) => fieldName === name));
  return {
    tagName,
    className,
    entry,
    path,
    doc: docOf(own.node),
    isFormAssociated: chain.some(({ node }) => node.members.some((each) => each.name?.getText() === "formAssociated")),
    properties,
    plainFields: plain.map(([name, field]) => ({ name, ...field, doc: field.doc || formControlMembers[name] })),
    methods: chain
      .flatMap(({ node }) => methodsOf(node))
      .filter(({ name }, index, all) => all.findLastIndex((each) => each.name === name) === index)
      .map((method) => ({ ...method, doc: method.doc || formControlMembers[method.name] })),
    events: unique([
      ...namesSent(ownText, "this"),
      ...added.flatMap(({ text }) => namesSent(text, "this\\.#element")),
    ]).map((name) => known.get(name)),
    parts: unique(texts.flatMap(({ path: each, text }) => partsIn(text, each))).sort(),
    customProperties: texts
      .filter(({ path: each }) => each.endsWith(".styles.ts"))
      .flatMap(({ text }) => customPropertiesIn(text, templates)),
    states: unique(
      texts.flatMap(({ text }) => [...text.matchAll(/\bstates\??\.add\("([a-z-]+)"\)/g)].map(([, name]) => name)),
    ),
  };
}

/** Returns every element that the package registers, by tag. Every event of `DigitalFactorsEventMap` is sent by one of them. */
export function elementsFromSource() {
  const elements = registeredElements()
    .map(elementOf)
    .sort((one, other) => (one.tagName < other.tagName ? -1 : 1));
  const sent = elements.flatMap(({ events }) => events.map(({ name }) => name));
  const unsent = [...eventWords().keys()].filter((name) => !sent.includes(name));
  if (unsent.length > 0) throw new Error(`No element was found to send ${unsent.join(", ")}`);
  return elements;
}

/** Returns the specifier of the entry that registers an element. */
export function entryOf({ entry }) {
  return `@digital-factors/form/${entry.replace(/\.ts$/, "")}`;
}
