/** XML text that is whole: an element with everything in it. */
export type Xml = string & { readonly isXml: true };

/** Attributes of an element; one that is `undefined` is left out. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** Returns an element. Names are ours, values may be any text that {@link isXmlText} lets through. */
export function element(name: string, attributes: Attributes, ...children: readonly (Xml | undefined)[]): Xml {
  const inTag = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escaped(value)}"`]))
    .join("");
  const inside = children.filter((child) => child !== undefined).join("");
  return (inside === "" ? `<${name}${inTag}/>` : `<${name}${inTag}>${inside}</${name}>`) as Xml;
}

/** Returns text as the content of an element. */
export function text(value: string): Xml {
  return escaped(value) as Xml;
}

/**
 * Returns whether XML 1.0 can hold the text. It has no way to write most control characters, the two last code points of
 * the first plane, or half of a surrogate pair.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 */
export function isXmlText(value: string): boolean {
  return /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u.test(value);
}

/** A parser turns line ends and tabs into others, unless they are written as references. */
function escaped(value: string): string {
  return value.replace(/[&<>"'\t\n\r\u0085\u2028]/g, (character) => `&#${character.codePointAt(0)};`);
}
