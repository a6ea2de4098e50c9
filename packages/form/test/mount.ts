import { expect, fixture, html } from "@open-wc/testing";
import type { FormFixture } from "../src/components/digital-factors-form.fixtures.ts";
import type { DigitalFactorsForm } from "../src/index.ts";
import "../src/define.ts";

/** Puts the element on the page in the state of a fixture. */
export async function mount({
  attributes = {},
  properties = {},
  press = [],
}: Omit<FormFixture, "name" | "shows"> = {}): Promise<DigitalFactorsForm> {
  const element = document.createElement("digital-factors-form");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  Object.assign(element, properties);
  await fixture(html`${element}`);
  await element.updateComplete;
  for (const selector of press) {
    inside(element, selector).click();
    await settled(element);
  }
  return element;
}

/** Waits until nothing is left to render. */
export async function settled(element: DigitalFactorsForm): Promise<void> {
  while (!(await element.updateComplete));
}

/** Returns what a selector finds inside the element; fails where there is nothing. */
export function inside<Found extends HTMLElement = HTMLElement>(element: DigitalFactorsForm, selector: string): Found {
  const found = element.renderRoot.querySelector<Found>(selector);
  if (found === null) throw new Error(`Nothing matches ${selector}`);
  return found;
}

/** Text of what a selector finds, with single spaces. */
export function textOf(element: DigitalFactorsForm, selector: string): string {
  return (inside(element, selector).textContent ?? "").replace(/\s+/g, " ").trim();
}

/** Id of the element that has the focus inside. */
export function focused(element: DigitalFactorsForm): Element | null {
  return element.shadowRoot?.activeElement ?? null;
}

export { expect };
