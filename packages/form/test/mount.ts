import { expect, fixture, html } from "@open-wc/testing";
import type { LitElement } from "lit";
import type { FormFixture } from "../src/components/digital-factors-form.fixtures.ts";
import type { DigitalFactorsForm } from "../src/index.ts";
import "../src/define.ts";

/** One of our elements, by its name. */
type ElementOf<Name extends string> = Name extends keyof HTMLElementTagNameMap
  ? HTMLElementTagNameMap[Name] & LitElement
  : never;

/** Puts the form on the page in the state of a fixture. */
export function mount(state: Omit<FormFixture, "name" | "shows"> = {}): Promise<DigitalFactorsForm> {
  return mountElement("digital-factors-form", state);
}

/** Puts one of our elements on the page in the state of a fixture. */
export async function mountElement<Name extends "digital-factors-form" | "yellow-card-prompt" | "reporting-routes">(
  name: Name,
  {
    attributes = {},
    properties = {},
    press = [],
  }: {
    readonly attributes?: Readonly<Record<string, string>>;
    readonly properties?: object;
    readonly press?: readonly string[];
  } = {},
): Promise<ElementOf<Name>> {
  const element = document.createElement(name) as ElementOf<Name>;
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
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
export async function settled(element: LitElement): Promise<void> {
  while (!(await element.updateComplete));
}

/** Returns what a selector finds inside the element; fails where there is nothing. */
export function inside<Found extends HTMLElement = HTMLElement>(element: LitElement, selector: string): Found {
  const found = element.renderRoot.querySelector<Found>(selector);
  if (found === null) throw new Error(`Nothing matches ${selector}`);
  return found;
}

/** Text of what a selector finds, with single spaces. */
export function textOf(element: LitElement, selector: string): string {
  return (inside(element, selector).textContent ?? "").replace(/\s+/g, " ").trim();
}

/** Id of the element that has the focus inside. */
export function focused(element: LitElement): Element | null {
  return element.shadowRoot?.activeElement ?? null;
}

export { expect };
