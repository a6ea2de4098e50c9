/** Longer texts are read up to here: what is typed into an incident form is far shorter. */
const maxCharacters = 50_000;

/** Returns the text of a field of the host's: a text box, or anything that can be edited in place. Never throws. */
export function textOfField(field: HTMLElement | null | undefined): string {
  try {
    const { value } = (field ?? {}) as { readonly value?: unknown };
    // biome-ignore lint/performance/useDomNodeTextContent: two paragraphs would be one sentence without the break between them
    const text = typeof value === "string" ? value : (field?.innerText ?? "");
    return text.slice(0, maxCharacters);
  } catch {
    // A getter of the host's own element may throw.
    return "";
  }
}

/** Returns the field with this id in the root that an element stands in; without an id, none. */
export function fieldOf(root: Node, id: string | null): HTMLElement | undefined {
  return (id && "getElementById" in root && (root as Document).getElementById(id)) || undefined;
}
