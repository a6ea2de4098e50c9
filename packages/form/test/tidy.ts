import type { LitElement } from "lit";
import { expect, inside, settled } from "./mount.ts";

/** Ids are named once and exist, errors are tied to their fields, and nothing needs a style attribute or submits a form. */
export function expectTidy(element: LitElement): void {
  const root = element.renderRoot;
  const ids = [...root.querySelectorAll("[id]")].map(({ id }) => id);
  expect(ids).to.deep.equal([...new Set(ids)]);
  for (const each of root.querySelectorAll("[aria-describedby], [aria-labelledby], label[for]")) {
    const names = ["aria-describedby", "aria-labelledby", "for"].flatMap(
      (name) => each.getAttribute(name)?.trim().split(/\s+/) ?? [],
    );
    for (const name of names) expect(ids).to.include(name);
  }
  for (const link of root.querySelectorAll<HTMLAnchorElement>(".error-summary a")) {
    const linkId = link.hash.slice(1);
    const error = inside(element, `[id="${linkId}-error"]`);
    expect(error.textContent).to.include(link.textContent?.trim());
    const described = inside(element, `[aria-describedby~="${linkId}-error"]`);
    expect(
      described.matches('[aria-invalid="true"]') || described.querySelector('[aria-invalid="true"]') !== null,
    ).to.equal(true);
  }
  expect(root.querySelectorAll("[style], style, script")).to.have.lengthOf(0);
  expect(root.querySelectorAll("button:not([type=button])")).to.have.lengthOf(0);
}

const narrow = new CSSStyleSheet();
narrow.replaceSync(".narrow { width: 288px }");

/** At the width that a 320 px screen leaves, nothing scrolls sideways and every target is 44 px. */
export async function expectFitsNarrow(element: LitElement): Promise<void> {
  document.adoptedStyleSheets.push(narrow);
  element.classList.add("narrow");
  await settled(element);
  const root = inside(element, ".root");
  expect(root.scrollWidth).to.be.at.most(root.clientWidth);
  for (const target of root.querySelectorAll<HTMLElement>("button, input, textarea, summary, a")) {
    const { height, width } = target.getBoundingClientRect();
    if (target.checkVisibility()) expect(Math.min(height, width), target.outerHTML.slice(0, 80)).to.be.at.least(43.9);
  }
  document.adoptedStyleSheets.pop();
}
