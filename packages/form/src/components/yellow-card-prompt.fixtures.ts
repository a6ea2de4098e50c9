import type { RecordDraft } from "@digital-factors/core";
import type { YellowCardPrompt } from "./yellow-card-prompt.ts";

/** One state of the prompt, as data. */
export interface PromptFixture {
  readonly name: string;
  /** Words that are shown then; empty where nothing is. */
  readonly shows: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties?: Partial<Pick<YellowCardPrompt, "criteria" | "strings">> & { readonly record?: RecordDraft };
  /** What is pressed, in order, as selectors inside the element. */
  readonly press?: readonly string[];
}

/** A prescribing system that harmed, with no medicine in play. */
export const deviceHarm: RecordDraft = {
  part: "main",
  systems: [{ type: "prescribing", name: "ExampleMeds", supplier: "Example Health Ltd", version: "4.2" }],
  factors: ["calculation-wrong"],
  description: "ExampleMeds showed 500 mg in place of 50 mg.",
  harm: { kind: "actual" },
  medicine: { reaction: "no" },
};
/** The same, where nobody has said whether a medicine was in play. */
export const deviceAndMedicine: RecordDraft = { ...deviceHarm, medicine: { reaction: "yes" } };
/** A system that may or may not be a device. */
export const deviceNotKnown: RecordDraft = {
  part: "contributed",
  systems: [{ type: "imaging" }],
  harm: { kind: "near-miss" },
};
const medicineOnly: RecordDraft = { part: "none", medicine: { reaction: "yes" } };
const linked: RecordDraft["yellowCard"] = {
  status: "reported",
  references: [{ covers: "device", value: "ADR 24016450" }],
};
const sent = "#yellow-card-0";
const notYet = "#yellow-card-3";

export const promptFixtures: readonly PromptFixture[] = [
  { name: "no record", shows: "" },
  { name: "a record that says nothing yet", shows: "", properties: { record: { harm: { kind: "actual" } } } },
  { name: "not sure whether a system played a part", shows: "", properties: { record: { part: "unknown" } } },
  { name: "no system played a part", shows: "", properties: { record: { part: "none", harm: { kind: "actual" } } } },
  {
    name: "not a device",
    shows: "",
    properties: { record: { part: "main", systems: [{ type: "video-consultation" }], harm: { kind: "near-miss" } } },
  },
  { name: "linked by the host", shows: "", properties: { record: { ...deviceHarm, yellowCard: linked } } },
  { name: "device", shows: "This may need a Yellow Card", properties: { record: deviceHarm } },
  {
    name: "device, reasons open",
    shows: "Source: MHRA, Yellow Card site: medical devices (opens in a new tab)",
    properties: { record: deviceHarm },
    press: ["summary"],
  },
  {
    name: "device, sent",
    shows: "It is in the email from the MHRA",
    properties: { record: deviceHarm },
    press: [sent],
  },
  {
    name: "device, sent, no number",
    shows: "This may need a Yellow Card",
    properties: { record: deviceHarm },
    press: ["#yellow-card-1"],
  },
  {
    name: "device, not yet",
    shows: "Open the Yellow Card site (opens in a new tab)",
    properties: { record: deviceHarm },
    press: [notYet],
  },
  {
    name: "device, not yet, reminder asked for",
    shows: "Reminders are not set up here",
    properties: { record: deviceHarm },
    press: [notYet, ".reveal .secondary + .secondary"],
  },
  {
    name: "device, made in house",
    shows: "even if it was made here",
    properties: { record: { ...deviceHarm, systems: [{ type: "prescribing", inHouse: "yes" }] } },
    press: ["summary"],
  },
  {
    name: "device, box ticked",
    shows: "We ask because a box was ticked for a medical device",
    properties: { criteria: ["3"] },
    press: ["summary"],
  },
  {
    name: "medicine",
    shows: "We ask because a medicine may have caused harm.",
    properties: { record: medicineOnly },
    press: ["summary"],
  },
  {
    name: "medicine, box ticked",
    shows: "We ask because a box was ticked for a medicine",
    properties: { record: { part: "none" }, criteria: ["1", "6"] },
    press: ["summary"],
  },
  {
    name: "device and medicine, reasons open",
    shows: "We ask because a medicine may have caused harm.",
    properties: { record: deviceAndMedicine },
    press: ["summary"],
  },
  {
    name: "device and medicine, number not said of which",
    shows: "What is the number for?",
    properties: {
      record: { ...deviceAndMedicine, yellowCard: { status: "reported", references: [{ value: "ADR 24016450" }] } },
    },
  },
  {
    name: "device linked by the host, medicine not",
    shows: "We ask because a medicine may have caused harm.",
    properties: { record: { ...deviceAndMedicine, yellowCard: linked } },
    press: ["summary"],
  },
  {
    name: "deciding fact: a device?",
    shows: "Does the system work out doses, diagnose, monitor or guide treatment?",
    properties: { record: deviceNotKnown },
  },
  {
    name: "deciding fact: a device? no",
    shows: "One more question",
    properties: { record: deviceNotKnown },
    press: ["#medical-device-1"],
  },
  {
    name: "deciding fact: harm?",
    shows: "What did it mean for the patient?",
    properties: { record: { part: "main", systems: [{ type: "prescribing" }] } },
  },
  {
    name: "deciding fact: harm alone",
    shows: "One more question",
    properties: {
      record: { part: "main", systems: [{ type: "prescribing" }], group: "availability", factors: ["system-down"] },
    },
  },
  {
    name: "Wales",
    shows: "This may need a Yellow Card",
    attributes: { nation: "wales" },
    properties: { record: deviceHarm },
  },
  {
    name: "Scotland",
    shows: "This may need a report to IRIC",
    attributes: { nation: "scotland" },
    properties: { record: deviceHarm },
    press: ["summary", sent],
  },
  {
    name: "Scotland, device and medicine, not yet",
    shows: "The medicine: Open the Yellow Card site",
    attributes: { nation: "scotland" },
    properties: { record: deviceAndMedicine },
    press: [notYet],
  },
  {
    name: "Scotland, medicine",
    shows: "This may need a Yellow Card",
    attributes: { nation: "scotland" },
    properties: { record: medicineOnly },
  },
  {
    name: "Scotland, for the public",
    shows: "a report that anyone can send to the MHRA",
    attributes: { nation: "scotland", reporter: "public" },
    properties: { record: deviceHarm },
  },
  {
    name: "Northern Ireland",
    shows: "Open the NIAIC site",
    attributes: { nation: "northern-ireland" },
    properties: { record: deviceHarm },
    press: [notYet],
  },
  {
    name: "supplier",
    shows: "The maker of a device has its own way to tell the MHRA.",
    attributes: { reporter: "supplier" },
    properties: { record: deviceHarm },
    press: ["summary"],
  },
  {
    name: "patient",
    shows: "a report that anyone can send to the MHRA",
    attributes: { reporter: "patient", "heading-level": "2" },
    properties: { record: deviceHarm },
  },
  {
    name: "Welsh",
    shows: "Pam ydw i'n gweld hwn?",
    attributes: { lang: "cy" },
    properties: { record: deviceAndMedicine },
    press: ["summary", notYet],
  },
  {
    name: "Welsh, Scotland",
    shows: "mae Cerdyn Melyn yn mynd at yr MHRA",
    attributes: { lang: "cy", nation: "scotland" },
    properties: { record: deviceAndMedicine },
    press: ["summary", sent],
  },
];
