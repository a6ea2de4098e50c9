import { type FactorGroupId, factorGroupIds, type RecordDraft, reporterFactors } from "@digital-factors/core";
import type { Page } from "playwright";
import type { Scenario } from "../../../packages/core/src/routes/scenarios.fixtures.ts";

/*
 * Somebody who knows what a scenario says, and answers every question that is shown with it, by mouse or by keyboard.
 * What no question asks (a medicine, circumstances) is passed in, as from the host's own form. By mouse, the keys that it
 * would have taken are counted along the way: what has the focus after a press of the mouse has it after a key too.
 */

/** What a report took. */
export interface Effort {
  /** Questions on the screens that were left behind, by linkId. */
  readonly questions: readonly string[];
  /** Lists that opened inside an answer. */
  readonly lists: readonly string[];
  readonly screens: number;
  /** Presses of the mouse; none for a keyboard. */
  readonly presses: number;
  /** Presses of keys, without the characters of a Yellow Card number. */
  readonly keys: number;
  readonly record: RecordDraft;
}

/** Where something is, and how often Tab has to be pressed to get there. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly stops: number;
}

/** One question on the screen, or a list that belongs to the question before it. */
interface ShownField {
  readonly id: string;
  readonly type: string;
  readonly values: readonly string[];
  /** Values that are picked. */
  readonly picked: readonly string[];
  /** Where each choice is. */
  readonly places: readonly Place[];
}

interface Press {
  readonly field: ShownField;
  /** Number of the choice in its field. */
  readonly index: number;
}

/** Lists that open inside the answer to a question. */
const partsOfQuestions = ["other-system", "covers"];

/** Puts a new form on the page, which knows of the scenario only what no question asks. */
export async function openForm(page: Page, { record }: Scenario): Promise<void> {
  const { nation, reporter, eventType, medicine, circumstances, systems = [] } = record;
  const [{ medicalDevice: _, ...system } = { type: "not-sure" as const }] = systems;
  const isListed = Object.keys(system).length > 1;
  await page.evaluate(
    async ({ attributes, properties }) => {
      const element = document.createElement("digital-factors-form");
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value ?? "");
      Object.assign(element, properties);
      document.querySelector("digital-factors-form")?.replaceWith(element);
      await Reflect.get(element, "updateComplete");
      document.querySelector<HTMLElement>("textarea")?.focus();
    },
    {
      attributes: { nation, reporter, "event-type": eventType },
      properties: { record: { medicine, circumstances }, systems: isListed ? [system] : [] },
    },
  );
}

/** What the reporter says to a question: the values of its choices. */
function answersTo({ record }: Scenario, { id, values }: ShownField): readonly string[] {
  const [system] = record.systems ?? [];
  const offers = (value: string | undefined, otherwise: string) =>
    value !== undefined && values.includes(value) ? [value] : [otherwise];
  switch (id) {
    case "part":
      return [record.part ?? "unknown"];
    case "system":
      return values.includes("host-0") ? ["host-0"] : offers(system?.type, "other-system");
    case "other-system":
      return offers(system?.type, "as-typed");
    case "group":
      return [groupOf(record)];
    case "factors":
      return record.factors ?? ["not-sure"];
    case "still-happening":
      return [record.stillHappening ?? "unknown"];
    case "others-affected":
      return [record.othersAffected ?? "unknown"];
    case "medical-device":
      return [system?.medicalDevice ?? "unknown"];
    case "harm":
      return [record.harm?.kind ?? "unknown"];
    case "yellow-card":
      return [record.yellowCard?.status ?? "not-reported"];
    case "covers":
      return [record.yellowCard?.references?.[0]?.covers ?? "unknown"];
    default:
      return [];
  }
}

/** The tile that a scenario names, or the first that offers what went wrong. */
export function groupOf({ group, factors = [] }: RecordDraft): FactorGroupId {
  const offering = factorGroupIds.find((each) => reporterFactors(each).some(({ id }) => id === factors[0]));
  return group ?? offering ?? "closing";
}

/** What stands on the screen once nothing is left to render. The page is tall enough to need no scrolling. */
const shown = (page: Page) =>
  page.evaluate(async () => {
    const element = document.querySelector("digital-factors-form");
    const root = element?.shadowRoot;
    if (!element || !root) throw new Error("Nothing is shown");
    await Reflect.get(element, "updateComplete");
    const focused = root.activeElement;
    const isRadio = (each: Element | null): each is HTMLInputElement =>
      each instanceof HTMLInputElement && each.type === "radio";
    // Tab stops once in a group of radios: at the one that is picked, else at the first.
    const isStop = (each: HTMLElement) => {
      if (!isRadio(each)) return each.checkVisibility();
      const group = [...root.querySelectorAll<HTMLInputElement>(`input[name="${each.name}"]`)];
      return each.checkVisibility() && each === (group.find(({ checked }) => checked) ?? group[0]);
    };
    const stops = [...root.querySelectorAll<HTMLElement>("a[href], button, input, textarea, summary")].filter(isStop);
    const ahead = stops.filter(
      (each) => focused === null || (focused.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
    );
    const placeOf = (target: Element) => {
      const isThere = (each: Element | null) =>
        each === target || (isRadio(target) && isRadio(each) && each.name === target.name);
      const { x, y, width, height } = target.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2, stops: isThere(focused) ? 0 : ahead.findIndex(isThere) + 1 };
    };
    const fields = [...root.querySelectorAll(".screen .field")].map((field) => {
      const inputs = [...field.querySelectorAll<HTMLInputElement>(`input[name="${field.id}"]`)];
      return {
        id: field.id,
        type: inputs[0]?.type ?? "text",
        values: inputs.map(({ value }) => value),
        picked: inputs.filter(({ checked }) => checked).map(({ value }) => value),
        places: inputs.map(placeOf),
      };
    });
    const box = root.querySelector<HTMLInputElement>("#yellow-card-reference");
    const button = root.querySelector(".primary");
    return {
      fields,
      emptyBox: box?.value === "" ? placeOf(box) : undefined,
      button: button === null ? undefined : placeOf(button),
      isDone: root.querySelector(".panel") !== null,
      focusedId: focused?.id ?? null,
      // Enter moves on from inputs, the box for the number included.
      focusedInput: focused instanceof HTMLInputElement ? focused.name || focused.id : null,
      record: Reflect.get(element, "record") as RecordDraft,
    };
  });

type Shown = Awaited<ReturnType<typeof shown>>;

/** How one step is made; each tells how many keys it takes. */
export interface Hand {
  /** Whether each step is one press of the mouse. */
  readonly isMouse: boolean;
  /** Picks a choice. */
  readonly pick: (page: Page, press: Press) => Promise<number>;
  /** Goes into the box for the number. */
  readonly enterBox: (page: Page, box: Place) => Promise<number>;
  /** Goes on to the next screen. */
  readonly goOn: (page: Page, screen: Shown) => Promise<number>;
}

/** Answers everything that is asked, screen by screen, until the answers are saved. */
export async function report(page: Page, scenario: Scenario, hand: Hand): Promise<Effort> {
  const questions = new Set<string>();
  const lists = new Set<string>();
  let steps = 0;
  let keys = 0;
  let answered = new Set<string>();
  let screens = 0;
  while (screens < 8) {
    const screen = await shown(page);
    const { fields, emptyBox, isDone, record } = screen;
    if (isDone) {
      return { questions: [...questions], lists: [...lists], screens, presses: hand.isMouse ? steps : 0, keys, record };
    }
    const number = scenario.record.yellowCard?.references?.[0]?.value;
    // A list inside an answer comes before the question that it belongs to is left.
    const field =
      fields.findLast(({ id }) => partsOfQuestions.includes(id) && !answered.has(id)) ??
      fields.find(({ id }) => !answered.has(id));
    if (emptyBox !== undefined && number !== undefined) {
      steps += 1;
      keys += await hand.enterBox(page, emptyBox);
      await page.keyboard.type(number);
    } else if (field === undefined) {
      // What was taken away before it was answered was not asked.
      for (const { id } of fields) (partsOfQuestions.includes(id) ? lists : questions).add(id);
      steps += 1;
      keys += await hand.goOn(page, screen);
      answered = new Set();
      screens += 1;
    } else {
      answered.add(field.id);
      for (const answer of answersTo(scenario, field)) {
        if (field.picked.includes(answer)) continue;
        steps += 1;
        keys += await hand.pick(page, { field, index: field.values.indexOf(answer) });
      }
    }
  }
  throw new Error(`${scenario.name}: the end was not reached`);
}

/** Arrows that pick a radio once its group has the focus: negative is up. They go round, from the last choice to the first. */
function arrowsTo({ field: { values, picked }, index }: Press): number {
  const from = Math.max(0, values.indexOf(picked[0] ?? ""));
  const down = (index - from + values.length) % values.length;
  return down <= values.length - down ? down : down - values.length;
}

/** Keys that pick a choice once its group has the focus: the first, where none is picked, takes Space. */
const keysToPick = (press: Press) => (press.field.type === "checkbox" ? 1 : Math.abs(arrowsTo(press)) || 1);

async function click(page: Page, { x, y, stops }: Place): Promise<number> {
  await page.mouse.click(x, y);
  return stops;
}

/** One press of the mouse for each answer, box and button. */
export const byMouse: Hand = {
  isMouse: true,
  pick: async (page, press) => (await click(page, await placeIn(page, press))) + keysToPick(press),
  enterBox: click,
  goOn: async (page, { button, focusedInput }) => {
    if (button === undefined) throw new Error("There is no button");
    const stops = await click(page, button);
    return (focusedInput === null ? stops : 0) + 1;
  },
};

/** Where a choice is. The list under "Another system" is scrolled to it, which counts as no press. */
async function placeIn(page: Page, { field: { places, id }, index }: Press): Promise<Place> {
  const place = places[index];
  if (place === undefined) throw new Error(`${id} has no such choice`);
  if (id !== "other-system") return place;
  const moved = await page.locator(`#${id}-${index}`).evaluate((input) => {
    input.scrollIntoView({ block: "nearest" });
    const { x, y, width, height } = input.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  return { ...place, ...moved };
}

const mostStops = 60;

/** Presses Tab until something has the focus; returns how often. */
async function tabTo(page: Page, isThere: (screen: Shown) => boolean): Promise<number> {
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (isThere(await shown(page))) return stops;
    await page.keyboard.press("Tab");
  }
  throw new Error("The keyboard does not get there");
}

/** Tab from question to question, the arrows within one, Space to pick, Enter to go on. */
export const byKeyboard: Hand = {
  isMouse: false,
  pick: async (page, press) => {
    const { field, index } = press;
    const isCheckbox = field.type === "checkbox";
    const stops = await tabTo(page, ({ focusedId, focusedInput }) =>
      isCheckbox ? focusedId === `${field.id}-${index}` : focusedInput === field.id,
    );
    const arrows = isCheckbox ? 0 : arrowsTo(press);
    if (arrows === 0) await page.keyboard.press("Space");
    for (let pressed = 0; pressed < Math.abs(arrows); pressed += 1) {
      await page.keyboard.press(arrows < 0 ? "ArrowUp" : "ArrowDown");
    }
    return stops + keysToPick(press);
  },
  enterBox: (page) => tabTo(page, ({ focusedId }) => focusedId === "yellow-card-reference"),
  goOn: async (page, { focusedInput }) => {
    // Enter moves on from any answer; on a screen without one, the button is looked for.
    const stops = focusedInput === null ? await tabTo(page, ({ button }) => button?.stops === 0) : 0;
    await page.keyboard.press("Enter");
    return stops + 1;
  },
};
