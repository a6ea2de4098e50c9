import { assessYellowCard, type DigitalFactorsRecord, type QuestionId, type RecordDraft } from "@digital-factors/core";
import type { Answers } from "../answers/answers.ts";
import { noPromptAnswers, type PromptAnswers, promptAnswersFrom, withYellowCard } from "../answers/prompt-answers.ts";
import type { FactAnsweredDetail } from "../events/events.ts";
import type { StandaloneWords } from "../strings/standalone.ts";
import { isSentWithoutNumber, type YellowCardAnswering } from "./yellow-card-answering.ts";
import { yellowCardInPlay } from "./yellow-card-in-play.ts";

type YellowCard = DigitalFactorsRecord["yellowCard"];
type MedicalDevice = DigitalFactorsRecord["systems"][number]["medicalDevice"];

/** What the attributes and properties of the prompt say. */
export interface PromptSettings {
  readonly nation: DigitalFactorsRecord["nation"];
  readonly reporter: DigitalFactorsRecord["reporter"];
  readonly criteria: NonNullable<YellowCardAnswering["criteria"]>;
  readonly headingLevel: number;
  readonly strings: StandaloneWords;
}

/** What the state tells its element. */
export interface PromptListener {
  readonly settings: PromptSettings;
  /** Something on the screen, and perhaps the value, is different. */
  changed(): void;
  factAnswered(detail: FactAnsweredDetail): void;
  yellowCardAnswered(yellowCard: YellowCard, remindMe: boolean): boolean;
}

/** What the host knows, what was answered here, and what follows. Knows nothing of the DOM. */
export class YellowCardPromptState implements YellowCardAnswering {
  announcement = "";
  #host: RecordDraft = {};
  #answers = noPromptAnswers;
  #sent: string | undefined;
  readonly #listener: PromptListener;

  constructor(listener: PromptListener) {
    this.#listener = listener;
  }

  get strings(): StandaloneWords {
    return this.#listener.settings.strings;
  }

  get criteria(): PromptSettings["criteria"] {
    return this.#listener.settings.criteria;
  }

  get isForPublic(): boolean {
    return this.draft.reporter === "patient" || this.draft.reporter === "public";
  }

  /** What the host reported before anything was asked here: settles what it covers. */
  get settled(): RecordDraft["yellowCard"] {
    return this.#host.yellowCard;
  }

  get answers(): Pick<Answers, "reference"> {
    const isHosts = this.#answers.yellowCard === undefined;
    return isHosts ? { reference: this.#hostsOpenAnswer?.references?.[0]?.value ?? "" } : this.#answers;
  }

  /** What the host knows, with what was answered here on top. */
  get draft(): RecordDraft {
    const { nation, reporter } = this.#listener.settings;
    const { harm, medicalDevice, yellowCard } = this.#answers;
    const [system = { type: "not-sure" as const }, ...others] = this.#host.systems ?? [];
    return {
      nation,
      reporter,
      ...this.#host,
      ...(medicalDevice?.of === this.#systemKey
        ? { systems: [{ ...system, medicalDevice: medicalDevice.value }, ...others] }
        : {}),
      ...(harm === undefined ? {} : { harm: { ...this.#host.harm, ...harm } }),
      yellowCard: yellowCard ?? this.#hostsOpenAnswer,
    };
  }

  /** The draft, with the Yellow Card answer as it is to be kept. */
  get record(): RecordDraft {
    return { ...this.draft, yellowCard: this.yellowCard ?? this.settled };
  }

  /** The answer as it is to be kept, with the host's own references; nothing unless it was given here and is still asked. */
  get yellowCard(): YellowCard | undefined {
    const own = this.#answers.yellowCard;
    if (own === undefined || !this.isVisible("yellow-card")) return undefined;
    const references = [...this.#hostsCovering, ...(own.references ?? [])].map(({ covers = "unknown", value }) => ({
      covers,
      value,
    }));
    const isNew = ({ covers, value }: (typeof references)[number], index: number) =>
      references.findIndex((each) => each.covers === covers && each.value === value) === index;
    return {
      status: isSentWithoutNumber(own) ? "reported-no-number" : (own.status ?? "unknown"),
      references: references.filter(isNew),
    };
  }

  /** For the browser to keep, and to bring back. */
  get saved(): string {
    return JSON.stringify(this.#answers);
  }

  get isEmpty(): boolean {
    return !(["medical-device", "harm", "yellow-card"] as const).some((linkId) => this.isVisible(linkId));
  }

  /** Takes what the host knows now. What was answered here stays, except where the host has since said otherwise. */
  setHost(next: RecordDraft): void {
    const before = this.#host;
    // Another report: what was answered of the one before is not for it.
    if (before.id !== undefined && next.id !== undefined && before.id !== next.id) this.#forget();
    const { harm, medicalDevice, yellowCard } = this.#answers;
    const isNews = <Fact>(fact: Fact | undefined, known: Fact | undefined, own: Fact | undefined) =>
      own !== undefined && fact !== undefined && fact !== known && fact !== own;
    if (isNews(next.harm?.kind, before.harm?.kind, harm?.kind)) this.#answers = { ...this.#answers, harm: undefined };
    if (isNews(knownDevice(next), knownDevice(before), medicalDevice?.value)) {
      this.#answers = { ...this.#answers, medicalDevice: undefined };
    }
    // The answer may come back from the host that stores it: it must not take away the question it was given to.
    this.#host = yellowCard === undefined ? next : { ...next, yellowCard: before.yellowCard };
    this.#listener.changed();
  }

  /** Takes an answer as it was kept before; one that cannot be used clears it. */
  setYellowCard(input: unknown): void {
    this.#answers = withYellowCard(this.#answers, input);
    this.#listener.changed();
  }

  isVisible(linkId: QuestionId): boolean {
    const { draft, criteria, settled } = this;
    const host = this.#host;
    const decides = (without: RecordDraft) =>
      assessYellowCard({ ...draft, ...without, yellowCard: settled }, { criteria }).device.ask === linkId;
    if (!this.#isBegun) return false;
    switch (linkId) {
      case "yellow-card":
        return yellowCardInPlay(this).inPlay.length > 0;
      case "medical-device": {
        const isAnsweredHere = this.#answers.medicalDevice?.of === this.#systemKey;
        if (knownDevice(host) !== undefined && !isAnsweredHere) return false;
        const [system, ...others] = draft.systems ?? [];
        // A system that is in the record only to hold the answer was not there when the question was asked.
        const isStandIn = isAnsweredHere && system?.type === "not-sure" && others.length === 0;
        return decides({
          systems: system === undefined || isStandIn ? [] : [{ ...system, medicalDevice: "unknown" }, ...others],
        });
      }
      case "harm": {
        if (host.harm !== undefined && this.#answers.harm === undefined) return false;
        return draft.eventType !== "risk" && draft.eventType !== "good-care" && decides({ harm: undefined });
      }
      default:
        return false;
    }
  }

  /** Nothing here is required, so nothing is ever wrong. */
  faultOf(_linkId: string): undefined {
    return undefined;
  }

  answer(linkId: QuestionId, draft: RecordDraft, { reference }: Partial<Omit<Answers, "draft">> = {}): void {
    const { harm, yellowCard } = draft;
    const value = draft.systems?.[0]?.medicalDevice;
    this.announcement = "";
    if (linkId === "medical-device" && value !== undefined) {
      this.#take({ medicalDevice: { of: this.#systemKey, value } });
      this.#listener.factAnswered({ linkId, answer: value, draft });
    } else if (linkId === "harm" && harm !== undefined) {
      this.#take({ harm });
      this.#listener.factAnswered({ linkId, answer: harm.kind, draft });
    } else {
      this.#take({ yellowCard, reference: reference ?? this.answers.reference });
    }
  }

  /** Tells the host of the answer, once for each that is different. */
  settle(): void {
    const { yellowCard } = this;
    const text = JSON.stringify(yellowCard);
    if (yellowCard === undefined || text === this.#sent) return;
    this.#sent = text;
    this.#listener.yellowCardAnswered(yellowCard, false);
  }

  remind(): boolean {
    return this.#listener.yellowCardAnswered(this.yellowCard ?? { status: "not-reported", references: [] }, true);
  }

  say(announcement: string): void {
    this.announcement = announcement;
    this.#listener.changed();
  }

  /** Back to what the host knows. */
  reset(): void {
    this.#forget();
    this.#listener.changed();
  }

  /** Takes back what the browser kept, unless something was answered since. */
  restore(saved: unknown): void {
    if (typeof saved !== "string" || this.#answers !== noPromptAnswers) return;
    this.#answers = promptAnswersFrom(saved);
    this.#listener.changed();
  }

  /** The host's references that cover something: they are in what is kept, and not asked about again. */
  get #hostsCovering(): NonNullable<NonNullable<RecordDraft["yellowCard"]>["references"]> {
    return this.settled?.references?.filter(({ covers = "unknown" }) => covers !== "unknown") ?? [];
  }

  /** The host's answer as far as it is still open here. */
  get #hostsOpenAnswer(): RecordDraft["yellowCard"] {
    const open = this.settled?.references?.filter(({ covers = "unknown" }) => covers === "unknown") ?? [];
    if (this.#hostsCovering.length > 0 && open.length === 0) return undefined;
    return this.settled && { ...this.settled, references: open };
  }

  /** The record says something about a system or a medicine. Until then, and at a bare "not sure", there is nothing to judge. */
  get #isBegun(): boolean {
    const { part = "unknown", contribution, group, factors = [], systems = [], medicine } = this.#host;
    const said = contribution ?? group ?? factors[0] ?? systems[0] ?? medicine ?? this.criteria[0];
    return part !== "unknown" || said !== undefined;
  }

  /** What tells the first system from another. */
  get #systemKey(): string {
    const { type = "not-sure", name } = this.#host.systems?.[0] ?? {};
    return JSON.stringify([type, name]);
  }

  #forget(): void {
    this.#answers = noPromptAnswers;
    this.#sent = undefined;
    this.announcement = "";
  }

  #take(answers: Partial<PromptAnswers>): void {
    this.#answers = { ...this.#answers, ...answers };
    this.#listener.changed();
  }
}

/** "Unknown" is what a record has where nobody was asked. */
function knownDevice({ systems }: RecordDraft): MedicalDevice | undefined {
  const value = systems?.[0]?.medicalDevice;
  return value === "unknown" ? undefined : value;
}
