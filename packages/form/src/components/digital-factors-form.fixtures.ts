import type { RecordDraft } from "@digital-factors/core";
import type { DigitalFactorsForm } from "./digital-factors-form.ts";

/** One state of the element, as data: feeds the accessibility run, the behaviour tests and any page that shows them all. */
export interface FormFixture {
  readonly name: string;
  /** Words that are on the screen then. */
  readonly shows: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties?: Partial<
    Pick<DigitalFactorsForm, "systems" | "context" | "delivery" | "issues" | "strings" | "draftCipher">
  > & {
    /** What the host sets; a draft, or what it takes for one. */
    readonly record?: RecordDraft | Readonly<Record<string, unknown>>;
  };
  /** What is pressed, in order, as selectors inside the element. */
  readonly press?: readonly string[];
}

export const hostSystems: NonNullable<RecordDraft["systems"]> = [
  {
    type: "prescribing",
    name: "ExampleMeds",
    supplier: "Example Health Ltd",
    version: "4.2",
    functions: ["prescribing"],
  },
  { type: "epr", name: "ExampleRecord", supplier: "Example Records Ltd", version: "2026.1" },
  { type: "tests", name: "ExampleResults" },
  { type: "imaging", name: "ExampleImages" },
  { type: "observations", name: "ExampleObs", medicalDevice: "yes" },
  { type: "patient-admin", name: "ExampleBooking" },
  { type: "network-and-logins" },
  { type: "phones-and-bleeps", name: "ExampleBleep" },
  { type: "documents", name: "ExampleLetters" },
];

/** A synthetic NHS number: 999 numbers are never given to a person. */
export const syntheticNhsNumber = "999 000 0018";

const next = ".primary";
const dose: RecordDraft = {
  part: "main",
  systems: [
    {
      type: "prescribing",
      name: "ExampleMeds",
      supplier: "Example Health Ltd",
      version: "4.2",
      functions: ["prescribing"],
    },
  ],
  group: "alerts",
  factors: ["calculation-wrong"],
  stillHappening: "yes",
  othersAffected: "unknown",
  description: "ExampleMeds showed 500 mg in place of 50 mg.",
};
const harmed: RecordDraft = { ...dose, harm: { kind: "actual" } };
const record: RecordDraft = {
  part: "contributed",
  systems: [{ type: "epr" }],
  group: "screen",
  factors: ["hard-to-find"],
};
const paper: RecordDraft = { ...record, group: "availability", factors: ["backup-plan-failed"] };

export const formFixtures: readonly FormFixture[] = [
  { name: "part played", shows: "Did a computer, phone, app or connected device play a part?" },
  { name: "part played, nothing chosen", shows: "Error: Select whether a system played a part", press: [next] },
  { name: "part played, no", shows: "There is nothing more to answer here", properties: { record: { part: "none" } } },
  { name: "which system, usual ones", shows: "Patient record system (EPR)", properties: { record: { part: "main" } } },
  {
    name: "which system, host's list",
    shows: "Example Health Ltd, version 4.2",
    properties: { systems: hostSystems, record: { part: "main" } },
  },
  {
    name: "which system, nothing chosen",
    shows: "Error: Select which system it was",
    properties: { record: { part: "possible" } },
    press: [next],
  },
  {
    name: "which system, search",
    shows: "systems match",
    properties: { systems: hostSystems, record: { part: "main" } },
    press: ["#system-8"],
  },
  {
    name: "which system, a typed name with an identifier",
    shows: "This looks like an NHS number. Remove it?",
    properties: {
      record: { part: "main", systems: [{ type: "other-system", name: `Bleep of ${syntheticNhsNumber}` }] },
    },
  },
  {
    name: "which system, an identifier nobody has decided about",
    shows: "Error: Choose whether to remove or keep what could identify someone",
    properties: {
      record: { part: "main", systems: [{ type: "other-system", name: `Bleep of ${syntheticNhsNumber}` }] },
    },
    press: [next],
  },
  {
    name: "part played, a record of another version",
    shows: "The earlier answers come from another version of this form",
    properties: { record: { format: "digital-factors/99", part: "main" } },
  },
  {
    name: "which system, for the public",
    shows: "Patient app, portal or NHS App",
    attributes: { reporter: "public" },
    properties: { record: { part: "main" } },
  },
  {
    name: "what went wrong",
    shows: "What went wrong with it?",
    properties: { record: { part: "main", systems: [{ type: "epr" }] } },
    press: [next],
  },
  {
    name: "what went wrong, nothing chosen",
    shows: "Error: Select what went wrong",
    properties: { record: { part: "main", systems: [{ type: "epr" }] } },
    press: [next, next],
  },
  { name: "which fits", shows: "Which of these fits best?", properties: { record: dose }, press: [next, next] },
  {
    name: "which fits, a fourth tick",
    shows: "You have picked three. Untick one to pick another",
    properties: { record: { ...dose, factors: ["no-alert", "wrong-alert-or-advice", "too-many-alerts"] } },
    press: [next, next, "#factors-3"],
  },
  {
    name: "which fits, nothing chosen",
    shows: "Error: Select what fits best",
    properties: { record: { ...dose, factors: undefined } },
    press: [next, next, next],
  },
  {
    name: "which fits, an identifier",
    shows: "This looks like an NHS number. Remove it?",
    properties: { record: { ...dose, description: `It showed ${syntheticNhsNumber} twice` } },
    press: [next, next, next],
  },
  {
    name: "which fits, closing tile",
    shows: "I don't know what went wrong",
    properties: { record: { ...dose, group: "closing", factors: ["not-sure"] } },
    press: [next, next],
  },
  {
    name: "helped",
    shows: "In a few words, how did it help?",
    properties: { record: { part: "helped", systems: [{ type: "epr" }] } },
    press: [next],
  },
  {
    name: "yellow card, device not known",
    shows: "Does the system work out doses, diagnose, monitor or guide treatment?",
    properties: { record: { ...harmed, systems: [{ type: "imaging" }], group: "screen", factors: ["hard-to-find"] } },
    press: [next, next, next],
  },
  {
    name: "yellow card, harm decides",
    shows: "What did it mean for the patient?",
    properties: { record: dose },
    press: [next, next, next],
  },
  {
    name: "yellow card, sent",
    shows: "It is in the email from the MHRA",
    properties: { record: { ...harmed, medicine: { reaction: "no" } } },
    press: [next, next, next, "#yellow-card-0"],
  },
  {
    name: "yellow card, sent, device and medicine",
    shows: "What is the number for?",
    properties: { record: { ...harmed, yellowCard: { status: "reported", references: [{ value: "ADR 24016450" }] } } },
    press: [next, next, next],
  },
  {
    name: "yellow card, not yet",
    shows: "Open the Yellow Card site (opens in a new tab)",
    properties: { record: harmed },
    press: [next, next, next, "#yellow-card-3"],
  },
  {
    name: "yellow card, Scotland",
    shows: "This may need a report to IRIC",
    attributes: { nation: "scotland" },
    properties: { record: harmed },
    press: [next, next, next],
  },
  {
    name: "yellow card, Northern Ireland",
    shows: "Open the NIAIC site",
    attributes: { nation: "northern-ireland" },
    properties: { record: harmed },
    press: [next, next, next, "#yellow-card-3"],
  },
  {
    name: "yellow card, for the public",
    shows: "a report that anyone can send to the MHRA",
    attributes: { nation: "scotland", reporter: "public" },
    properties: { record: harmed },
    press: [next, next, next],
  },
  {
    name: "check answers",
    shows: "Sent with your report",
    properties: {
      record: harmed,
      context: {
        product: "Example incident form",
        version: "12.1",
        screen: "Digital systems",
        lastErrorId: "example-1",
      },
    },
    press: [next, next, next, next],
  },
  {
    name: "check answers, LFPSE wording",
    shows: "We will send this to LFPSE, the national safety service, as:",
    properties: { record: paper },
    press: [next, next, next],
  },
  {
    name: "check answers, LFPSE wording changed",
    shows: "How should we describe it to LFPSE?",
    properties: { record: paper },
    press: [next, next, next, "#involvement .link"],
  },
  {
    name: "check answers, not sure",
    shows: "Check your answers",
    properties: { record: { part: "unknown" } },
    press: [next],
  },
  {
    name: "answers saved",
    shows: "Your answers are saved",
    properties: { record: paper },
    press: [next, next, next, next],
  },
  {
    name: "answers saved, no part",
    shows: "Thank you. There is nothing more to answer here.",
    properties: { record: { part: "none" } },
    press: [next],
  },
  {
    name: "delivery, accepted",
    shows: "National reference number: EXAMPLE-1",
    properties: { delivery: { state: "accepted", referenceNumber: "EXAMPLE-1" } },
  },
  {
    name: "delivery, waiting",
    shows: "2 reports are waiting to be sent.",
    properties: { delivery: { state: "waiting", waitingCount: 2 } },
  },
  { name: "delivery, rejected", shows: "it could not be sent", properties: { delivery: { state: "rejected" } } },
  {
    name: "faults from the server",
    shows: "The report could not be read",
    properties: {
      record: dose,
      issues: [
        { severity: "error", code: "required", linkId: "system", message: "Select which system it was" },
        { severity: "error", code: "structure", rule: "json", message: "The report could not be read" },
      ],
    },
  },
  {
    name: "inline, begun",
    shows: "Error: Select what went wrong",
    attributes: { layout: "inline" },
    properties: { record: { part: "main", systems: [{ type: "epr" }] } },
    press: [next],
  },
  {
    name: "inline, whole",
    shows: "What happens next",
    attributes: { layout: "inline" },
    properties: { record: harmed, context: { product: "Example incident form" } },
  },
  {
    name: "Welsh",
    shows: "Efallai y bydd angen Cerdyn Melyn",
    attributes: { lang: "cy" },
    properties: { record: harmed },
    press: [next, next, next, "#yellow-card-3"],
  },
  {
    name: "Welsh, check answers",
    shows: "Gwiriwch eich atebion",
    attributes: { lang: "cy" },
    properties: { record: harmed },
    press: [next, next, next, next],
  },
];
