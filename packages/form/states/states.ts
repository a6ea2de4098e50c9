import { registerStrings } from "../src/index.ts";
import { stringsCy } from "../src/strings/cy.ts";
import "../src/define.ts";
import "../src/define-reporting-routes.ts";
import "../src/define-yellow-card-prompt.ts";
import { anchorOf, type StateFixture, type StateGroup, stateGroups } from "./state-group.ts";

type Shown = HTMLElementTagNameMap[StateGroup["tagName"]];

registerStrings("cy", stringsCy);

const settings = document.querySelector<HTMLFormElement>("#settings");

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

async function settled(element: Shown): Promise<void> {
  while (!(await element.updateComplete));
}

/** Puts a state on the page, and presses what the fixture presses. */
async function show(group: StateGroup, fixture: StateFixture, lang: string, place: HTMLElement): Promise<void> {
  const element = document.createElement(group.tagName);
  element.lang = lang;
  for (const [name, value] of Object.entries(fixture.attributes ?? {})) element.setAttribute(name, value);
  Object.assign(element, fixture.properties);
  const id = anchorOf(group, fixture);
  place.append(
    make(
      "section",
      { id, className: "state" },
      make("h3", {}, make("a", { href: `#${id}` }, fixture.name)),
      ...(fixture.shows === "" ? [make("p", { className: "nothing" }, "Shows nothing.")] : []),
      element,
    ),
  );
  await settled(element);
  for (const selector of fixture.press ?? []) {
    element.renderRoot.querySelector<HTMLElement>(selector)?.click();
    await settled(element);
  }
}

function contents(group: StateGroup): HTMLElement {
  const links = group.fixtures.map((fixture) =>
    make("li", {}, make("a", { href: `#${anchorOf(group, fixture)}` }, fixture.name)),
  );
  return make("details", {}, make("summary", {}, `${group.tagName}: ${links.length} states`), make("ul", {}, ...links));
}

/** Puts every state on the page anew, in a language: what a state presses is pressed in that language. */
async function showAll(lang: string): Promise<void> {
  const root = document.documentElement;
  delete root.dataset.ready;
  const main = make("main", { id: "states" });
  document.querySelector("main")?.replaceWith(main);
  for (const group of stateGroups) {
    const place = make("div", { className: "states" });
    main.append(make("h2", { id: group.tagName }, group.tagName), place);
    for (const fixture of group.fixtures) await show(group, fixture, lang, place);
  }
  // What a state presses takes the focus and moves the page.
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && main.contains(activeElement)) activeElement.blur();
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target === null) scrollTo(0, 0);
  else target.scrollIntoView();
  root.dataset.ready = String(main.querySelectorAll(".state").length);
}

/** Shows the page as its settings say, and says it in the address, which can be handed on. */
function applySettings(form: HTMLFormElement): void {
  const chosen = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  const { theme, width, dir } = Object.fromEntries(chosen) as Readonly<Record<string, string>>;
  const root = document.documentElement;
  root.dataset.theme = theme;
  root.dataset.width = width;
  root.dir = dir ?? "ltr";
  history.replaceState(null, "", `?${new URLSearchParams(chosen)}${location.hash}`);
}

/** Takes over what the address says, where it is one of the choices. */
function readAddress(form: HTMLFormElement): void {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const select = form.elements.namedItem(name);
    if (select instanceof HTMLSelectElement && [...select.options].some((option) => option.value === value)) {
      select.value = value;
    }
  }
}

if (settings !== null) {
  const language = settings.elements.namedItem("lang") as HTMLSelectElement;
  readAddress(settings);
  applySettings(settings);
  settings.addEventListener("change", async ({ target }) => {
    applySettings(settings);
    if (target === language) await showAll(language.value);
  });
  document.querySelector("nav")?.append(...stateGroups.map(contents));
  await showAll(language.value);
}
