import type { Locator, Page } from "playwright";

/*
 * A nurse at the incident form: an e-prescribing system worked out a dose that was too high for a child. Everything here
 * goes through the real mouse and keyboard; nothing is set from script.
 */

/** Yellow Card reference she was given. Made up. */
export const yellowCardReference = "ADR 90016450";

/** What she writes for the digital part. */
export const whatSheSaw = "It worked out ten times the dose.";

/** Screens she passes, in order. */
export const screenNames = [
  "incident form",
  "part played",
  "part played, system",
  "what went wrong",
  "which fits",
  "yellow card",
  "check answers",
  "saved",
] as const;

type ScreenName = (typeof screenNames)[number];

type OnScreen = (name: ScreenName) => Promise<void>;

const nothing: OnScreen = async () => {};

/** Fills in the whole form by mouse, typing only where text is asked for. */
export async function reportByMouse(page: Page, onScreen: OnScreen = nothing): Promise<void> {
  await onScreen("incident form");
  await fillIncidentByMouse(page);
  await onScreen("part played");
  await answerDigitalFactorsByMouse(page, onScreen);
}

/** The vendor's own questions, by mouse. */
async function fillIncidentByMouse(page: Page): Promise<void> {
  await click(page, "Something went wrong, or could have: an incident");
  // Day and month are the same, so the order of the two in this browser does not matter.
  await page.getByLabel("Date it happened").click({ position: { x: 12, y: 12 } });
  await page.keyboard.type("11112026");
  await page.getByLabel("Patient’s age").click();
  await page.keyboard.type("6");
  await click(page, "Harmed the patient");
  // A list opens outside the page, so it is left to the keyboard: this is the next stop.
  await page.keyboard.press("Tab");
  await page.keyboard.type("Low");
  await page.getByLabel("Describe what happened").click();
  await page.keyboard.type("A child was given ten times the dose.");
  await page.getByRole("group", { name: "Was a medicine involved?" }).getByText("Yes").click();
  await page.getByLabel("Which medicine?").click();
  await page.keyboard.type("Paracetamol oral suspension");
}

/** Our questions, by mouse. */
async function answerDigitalFactorsByMouse(page: Page, onScreen: OnScreen = nothing): Promise<void> {
  await click(page, "Yes, a main part");
  await click(page, "Samphire ePMA");
  await onScreen("part played, system");
  await press(page, "Continue");
  await click(page, "Alert, advice or calculation problem");
  await onScreen("what went wrong");
  await press(page, "Continue");
  await click(page, "Dose, score or calculation was wrong");
  await page.getByRole("radiogroup", { name: "Is it still happening?" }).getByText("Yes", { exact: true }).click();
  await page.getByLabel("In a few words, what did you see?").click();
  await page.keyboard.type(whatSheSaw);
  await onScreen("which fits");
  await press(page, "Continue");
  await page.getByRole("heading", { name: "This may need a Yellow Card" }).waitFor();
  await click(page, "I have sent one");
  await page.getByLabel("Yellow Card reference").click();
  await page.keyboard.type(yellowCardReference);
  await onScreen("yellow card");
  await press(page, "Continue");
  await page.getByRole("heading", { name: "Check your answers" }).waitFor();
  await onScreen("check answers");
  await press(page, "Save and continue");
  await page.getByText("Your answers are saved").waitFor();
  await onScreen("saved");
}

/** The whole form without a mouse: Tab to reach, Space and arrows to choose, Enter to go on. */
export async function reportByKeyboard(page: Page): Promise<void> {
  const { keyboard } = page;
  await tabTo(page, page.getByLabel("Something went wrong, or could have: an incident"));
  await keyboard.press("Space");
  await tabTo(page, page.getByLabel("Date it happened"));
  await keyboard.type("11112026");
  await tabTo(page, page.getByLabel("Patient’s age"));
  await keyboard.type("6");
  await tabTo(page, page.getByLabel("Harmed the patient"));
  await keyboard.press("Space");
  await tabTo(page, page.getByLabel("Physical harm"));
  await keyboard.type("Low");
  await tabTo(page, page.getByLabel("Describe what happened"));
  await keyboard.type("A child was given ten times the dose.");
  await tabTo(page, page.getByRole("group", { name: "Was a medicine involved?" }).getByLabel("Yes"));
  await keyboard.press("Space");
  await tabTo(page, page.getByLabel("Which medicine?"));
  await keyboard.type("Paracetamol oral suspension");

  await tabTo(page, page.getByRole("radio", { name: "Yes, a main part" }));
  await keyboard.press("Space");
  await tabTo(page, page.getByRole("radio", { name: "Marram EPR" }));
  await keyboard.press("ArrowDown");
  await page.getByRole("radio", { name: "Samphire ePMA", checked: true }).waitFor();
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("radio", { name: "Down, slow or could not get in" }));
  await keyboard.press("Space");
  await arrowTo(page, page.getByRole("radio", { name: "Alert, advice or calculation problem" }));
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("checkbox", { name: "Dose, score or calculation was wrong" }));
  await keyboard.press("Space");
  await tabTo(
    page,
    page.getByRole("radiogroup", { name: "Is it still happening?" }).getByRole("radio", { name: "Yes" }),
  );
  await keyboard.press("Space");
  await tabTo(page, page.getByLabel("In a few words, what did you see?"));
  await keyboard.type(whatSheSaw);
  await tabTo(page, page.getByRole("button", { name: "Continue" }));
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "This may need a Yellow Card" }).waitFor();
  await tabTo(page, page.getByRole("radio", { name: "I have sent one", exact: true }));
  await keyboard.press("Space");
  await tabTo(page, page.getByLabel("Yellow Card reference"));
  await keyboard.type(yellowCardReference);
  await tabTo(page, page.getByRole("button", { name: "Continue" }));
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Check your answers" }).waitFor();
  await tabTo(page, page.getByRole("button", { name: "Save and continue" }));
  await keyboard.press("Enter");
  await page.getByText("Your answers are saved").waitFor();
  await tabTo(page, page.getByRole("button", { name: "Send report" }));
  await keyboard.press("Enter");
}

/** Fills in what is mandatory, and nothing more: no system played a part. By mouse. */
export async function reportBriefly(page: Page): Promise<void> {
  await click(page, "Something went wrong, or could have: an incident");
  await page.getByLabel("Date it happened").click({ position: { x: 12, y: 12 } });
  await page.keyboard.type("11112026");
  await click(page, "Had no effect on the patient");
  await page.getByLabel("Describe what happened").click();
  await page.keyboard.type("A drip stand fell.");
  await page.locator("digital-factors-form").getByText("No", { exact: true }).click();
}

/** Presses the host's own button. */
export async function sendByMouse(page: Page): Promise<void> {
  await press(page, "Send report");
}

async function click(page: Page, text: string): Promise<void> {
  await page.getByText(text, { exact: true }).click();
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
}

const mostStops = 60;

/** Presses Tab until the control has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard does not reach ${target}`);
}

/** Presses the down arrow, within a group of radios, until the control has the focus. */
async function arrowTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`The arrows do not reach ${target}`);
}

async function hasFocus(target: Locator): Promise<boolean> {
  return await target.evaluate((element) => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active === element;
  });
}
