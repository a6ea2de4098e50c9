import type { FocusTarget } from "./form-state.ts";

/** Moves the focus: to the error summary, the heading, or the input of a question that is picked, else its first. */
export function focusOn(root: ParentNode, target: FocusTarget): void {
  const selectors =
    target === "error-summary"
      ? [".error-summary"]
      : target === "heading"
        ? [".heading"]
        : [
            `#${target} .inset button`,
            `#${target} input:checked`,
            `#${target} :is(input, textarea, button)`,
            `#${target}`,
            ".heading",
          ];
  for (const selector of selectors) {
    const found = root.querySelector<HTMLElement>(selector);
    found?.focus();
    if (found !== null) return;
  }
}
