import { type DigitalCue, findDigitalCues } from "@digital-factors/core/narrative";
import type { Nudge, NudgedForm } from "../controllers/nudge.ts";
import { type NudgeAnsweredDetail, send } from "../events/events.ts";
import { nudgeStringsEn } from "../strings/nudge-en.ts";
import { fieldOf, textOfField } from "./narrative-field.ts";

/** A reporter who has stopped typing for this long has written something that can be asked about. */
const pauseMs = 600;
const listened = ["input", "change"] as const;

interface Finding extends Pick<DigitalCue, "kind" | "systemType"> {
  readonly words: string;
}

/**
 * Reads the host's narrative while it is written, and asks about the first words that strongly suggest a digital system. It
 * writes into no field, sends nothing, and never takes the focus. Built of plain nodes: a second copy of Lit on a page may
 * not be allowed by its Trusted Types.
 */
export class NarrativeNudge implements Nudge {
  readonly node: HTMLElement = document.createElement("div");
  readonly #element: HTMLElement;
  readonly #form: NudgedForm;
  readonly #question = document.createElement("p");
  readonly #buttons: readonly (readonly [HTMLButtonElement, NudgeAnsweredDetail["answer"]])[];
  readonly #announced = new Set<string>();
  #fieldId: string | null = null;
  #field: HTMLElement | undefined;
  #root: Node | undefined;
  #finding: Finding | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;
  #isPutAside = false;

  constructor(element: HTMLElement, form: NudgedForm) {
    this.#element = element;
    this.#form = form;
    this.#question.id = "nudge-question";
    this.#buttons = (["yes", "no", "unknown", "dismiss"] as const).map((answer) => [this.#button(answer), answer]);
    this.node.className = "inset";
    this.node.part.add("inset");
    this.node.role = "group";
    this.node.setAttribute("aria-labelledby", this.#question.id);
    this.node.append(this.#question, ...this.#buttons.map(([button]) => button));
    this.#show();
  }

  update(fieldId: string | null, isOpen: boolean): void {
    const root = this.#element.getRootNode();
    if (root !== this.#root) {
      this.stop();
      this.#root = root;
      for (const type of listened) root.addEventListener(type, this.#typed);
      // A browser brings back what was typed before a reload without an event of its own.
      window.addEventListener("pageshow", this.#read);
    }
    this.#fieldId = fieldId;
    this.#isOpen = isOpen;
    // While nobody is to be asked, nothing is read; what was written meanwhile is read afterwards.
    if (!this.#isAsking) this.#field = undefined;
    else if (fieldOf(root, fieldId) !== this.#field) this.#read();
    this.#show();
  }

  get #isAsking(): boolean {
    return this.#isOpen && !this.#isPutAside;
  }

  reset(): void {
    this.#isPutAside = false;
    this.#announced.clear();
  }

  stop(): void {
    clearTimeout(this.#timer);
    for (const type of listened) this.#root?.removeEventListener(type, this.#typed);
    window.removeEventListener("pageshow", this.#read);
    this.#root = undefined;
  }

  readonly #typed = (event: Event): void => {
    if (!this.#isAsking) return;
    const field = this.#root && fieldOf(this.#root, this.#fieldId);
    if (field !== undefined && !event.composedPath().includes(field) && field === this.#field) return;
    clearTimeout(this.#timer);
    if (event.type === "input" && field === this.#field) this.#timer = setTimeout(this.#read, pauseMs);
    else this.#read();
  };

  readonly #read = (): void => {
    clearTimeout(this.#timer);
    if (!this.#isAsking) return;
    this.#field = this.#root && fieldOf(this.#root, this.#fieldId);
    const text = textOfField(this.#field);
    const cue = findDigitalCues(text).find(({ strength }) => strength === "strong");
    this.#finding = cue && { ...cue, words: text.slice(cue.start, cue.end).replace(/\s+/g, " ") };
    this.#show();
  };

  #show(): void {
    const finding = this.#isAsking ? this.#finding : undefined;
    this.node.hidden = finding === undefined;
    if (finding === undefined) return;
    const { kind, systemType, words } = finding;
    const { nudge, lang } = this.#form.strings;
    const strings = { ...nudgeStringsEn, ...nudge };
    this.node.lang = nudge === undefined ? "en" : lang;
    for (const [button, answer] of this.#buttons) button.textContent = strings[answer];
    const question = strings.question.replace("{words}", () => words);
    this.#question.textContent = question;
    if (this.#announced.has(words)) return;
    this.#announced.add(words);
    this.#form.say(question);
    send(this.#element, "digital-factors-cue-found", systemType === undefined ? { kind } : { kind, systemType });
  }

  #button(answer: NudgeAnsweredDetail["answer"]): HTMLButtonElement {
    const button = document.createElement("button");
    const isDismiss = answer === "dismiss";
    button.type = "button";
    button.className = isDismiss ? "link" : "secondary";
    button.part.add(isDismiss ? "link" : "button-secondary");
    button.addEventListener("click", () => {
      this.#isPutAside = true;
      const isAnswer = answer === "no" || answer === "unknown";
      if (isAnswer) this.#form.answer("part", { part: answer === "no" ? "none" : answer });
      this.#form.focus(isAnswer ? "part" : "heading");
      send(this.#element, "digital-factors-nudge-answered", { answer });
    });
    return button;
  }
}
