import type { RecordDraft } from "@digital-factors/core";
import type { ReportingRoutes } from "./reporting-routes.ts";
import { deviceAndMedicine, deviceHarm } from "./yellow-card-prompt.fixtures.ts";

/** One state of the routes, as data. */
export interface RoutesFixture {
  readonly name: string;
  /** Words that are shown then; empty where nothing is. */
  readonly shows: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties?: Partial<Pick<ReportingRoutes, "criteria" | "strings">> & { readonly record?: RecordDraft };
  /** What is pressed, in order, as selectors inside the element. */
  readonly press?: readonly string[];
}

const attack: RecordDraft = {
  part: "main",
  systems: [{ type: "epr" }],
  circumstances: ["cyber-attack", "national-service", "blood-component", "demographics-mix-up"],
};

export const routesFixtures: readonly RoutesFixture[] = [
  { name: "no record", shows: "" },
  { name: "an empty record", shows: "", properties: { record: {} } },
  {
    name: "nobody to tell",
    shows: "",
    attributes: { nation: "wales" },
    properties: { record: { part: "helped", systems: [{ type: "epr" }] } },
  },
  { name: "no part", shows: "No system played a part", properties: { record: { part: "none" } } },
  {
    name: "no part, Scotland",
    shows: "No system played a part",
    attributes: { nation: "scotland" },
    properties: { record: { part: "none" } },
  },
  { name: "device", shows: "Open the Yellow Card site (opens in a new tab)", properties: { record: deviceHarm } },
  {
    name: "device and medicine, sources open",
    shows: "MHRA, Yellow Card site: medical devices (opens in a new tab)",
    properties: { record: deviceAndMedicine },
    press: ["summary"],
  },
  { name: "box ticked", shows: "The MHRA, with a Yellow Card", properties: { criteria: ["5"] } },
  {
    name: "linked",
    shows: "The supplier of the system",
    properties: {
      record: {
        ...deviceHarm,
        yellowCard: { status: "reported", references: [{ covers: "device", value: "ADR 24016450" }] },
      },
    },
  },
  { name: "attack", shows: "When: 72 hours.", attributes: { "heading-level": "4" }, properties: { record: attack } },
  { name: "Wales", shows: "The MHRA", attributes: { nation: "wales" }, properties: { record: deviceHarm } },
  {
    name: "Scotland",
    shows: "Open the IRIC site",
    attributes: { nation: "scotland" },
    properties: { record: deviceAndMedicine },
  },
  {
    name: "Northern Ireland",
    shows: "Open the NIAIC site",
    attributes: { nation: "northern-ireland" },
    properties: { record: deviceHarm },
  },
  {
    name: "public",
    shows: "You may want to tell",
    attributes: { reporter: "public" },
    properties: { record: deviceHarm },
    press: ["summary"],
  },
  {
    name: "supplier",
    shows: "The maker of a device tells the MHRA itself.",
    attributes: { reporter: "supplier" },
    properties: { record: deviceHarm },
  },
  {
    name: "Welsh",
    shows: "O ble daw hyn",
    attributes: { lang: "cy" },
    properties: { record: deviceAndMedicine },
    press: ["summary"],
  },
  {
    name: "Welsh, no part",
    shows: "Nid oedd gan unrhyw system ran yn hyn",
    attributes: { lang: "cy" },
    properties: { record: { part: "none" } },
  },
];
