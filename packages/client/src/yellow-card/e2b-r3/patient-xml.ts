import type { RecordDraft } from "@digital-factors/core";
import { ageGroups, outcomes, seriousnessCriteria, sexes } from "./codes.ts";
import type { E2bDrug, E2bR3Case, E2bReaction } from "./e2b-r3-case.ts";
import { messageDate } from "./hl7-time.ts";
import { oids } from "./oids.ts";
import { type Attributes, element, text, type Xml } from "./xml-element.ts";

/** Returns D, E.i and G.k: the patient, with the reactions and medicines that hang on it. */
export function patientXml(
  record: RecordDraft,
  given: E2bR3Case,
  drugIds: readonly string[],
  createId: () => string,
): Xml {
  const { patient, reactions, drugs, meddraVersion } = given;
  return element(
    "subject1",
    { typeCode: "SBJ" },
    element(
      "primaryRole",
      { classCode: "INVSBJ" },
      element(
        "player1",
        { classCode: "PSN", determinerCode: "INSTANCE" },
        typeof patient.initials === "string"
          ? element("name", {}, text(patient.initials))
          : element("name", patient.initials),
        sexXml(patient.sex),
      ),
      ageXml(record, patient.ageYears),
      ...reactions.map((reaction) => reactionXml(reaction, meddraVersion, createId())),
      element(
        "subjectOf2",
        { typeCode: "SBJ" },
        element(
          "organizer",
          { classCode: "CATEGORY", moodCode: "EVN" },
          element("code", { code: "4", codeSystem: oids.grouping }),
          ...drugs.map((drug, index) => drugXml(drug, drugIds[index] ?? createId())),
        ),
      ),
    ),
  );
}

function sexXml(sex: E2bR3Case["patient"]["sex"]): Xml | undefined {
  if (sex === undefined) return undefined;
  return typeof sex === "string"
    ? element("administrativeGenderCode", { code: sexes[sex], codeSystem: oids.sex })
    : element("administrativeGenderCode", sex);
}

/** D.2.2, or D.2.3 where the age itself is not given; nothing where neither is known. */
function ageXml({ medicine }: RecordDraft, ageYears: number | undefined): Xml | undefined {
  const group = medicine?.ageGroup === undefined ? undefined : ageGroups[medicine.ageGroup];
  if (ageYears !== undefined) return aboutPatient("3", { "xsi:type": "PQ", value: String(ageYears), unit: "a" });
  if (group !== undefined) return aboutPatient("4", { "xsi:type": "CE", code: group, codeSystem: oids.ageGroup });
  return undefined;
}

function aboutPatient(code: string, value: Attributes): Xml {
  return element("subjectOf2", { typeCode: "SBJ" }, observation(code, element("value", value)));
}

/** An observation by its ICH code, with its value. */
function observation(code: string, ...children: readonly (Xml | undefined)[]): Xml {
  const coded = element("code", { code, codeSystem: oids.observation });
  return element("observation", { classCode: "OBS", moodCode: "EVN" }, coded, ...children);
}

function reactionXml(reaction: E2bReaction, meddraVersion: string, id: string): Xml {
  const { meddraLltCode, reportedAs, seriousness = [], outcome = "unknown", startedOn, endedOn } = reaction;
  const about = (code: string, value: Xml) =>
    element("outboundRelationship2", { typeCode: "PERT" }, observation(code, value));
  const { meddra, outcome: outcomeList } = oids;
  return element(
    "subjectOf2",
    { typeCode: "SBJ" },
    element(
      "observation",
      { classCode: "OBS", moodCode: "EVN" },
      element("id", { root: id }),
      element("code", { code: "29", codeSystem: oids.observation }),
      startedOn === undefined && endedOn === undefined
        ? undefined
        : element("effectiveTime", { "xsi:type": "IVL_TS" }, dateXml("low", startedOn), dateXml("high", endedOn)),
      element("value", { "xsi:type": "CE", code: meddraLltCode, codeSystem: meddra, codeSystemVersion: meddraVersion }),
      reportedAs === undefined ? undefined : about("30", element("value", { "xsi:type": "ED" }, text(reportedAs))),
      // "false" is no value of these: what nobody said is sent as no information.
      ...seriousnessCriteria.map(([criterion, code]) =>
        about(
          code,
          element(
            "value",
            seriousness.includes(criterion)
              ? { "xsi:type": "BL", value: "true" }
              : { "xsi:type": "BL", nullFlavor: "NI" },
          ),
        ),
      ),
      about("27", element("value", { "xsi:type": "CE", code: outcomes[outcome], codeSystem: outcomeList })),
    ),
  );
}

function dateXml(name: "low" | "high", date: string | undefined): Xml | undefined {
  return date === undefined ? undefined : element(name, { value: messageDate(date) });
}

function drugXml({ name, authorisation }: E2bDrug, id: string): Xml {
  const product = element(
    "kindOfProduct",
    { classCode: "MMAT", determinerCode: "KIND" },
    element("name", {}, text(name)),
    authorisation === undefined ? undefined : authorisationXml(authorisation),
  );
  return element(
    "component",
    { typeCode: "COMP" },
    element(
      "substanceAdministration",
      { classCode: "SBADM", moodCode: "EVN" },
      element("id", { root: id }),
      element("consumable", { typeCode: "CSM" }, element("instanceOfKind", { classCode: "INST" }, product)),
    ),
  );
}

function authorisationXml({ number, country, holder }: NonNullable<E2bDrug["authorisation"]>): Xml {
  const organisation = (name: string) =>
    element("playingOrganization", { classCode: "ORG", determinerCode: "INSTANCE" }, element("name", {}, text(name)));
  return element(
    "asManufacturedProduct",
    { classCode: "MANU" },
    element(
      "subjectOf",
      { typeCode: "SBJ" },
      element(
        "approval",
        { classCode: "CNTRCT", moodCode: "EVN" },
        element("id", { extension: number, root: oids.authorisationNumber }),
        holder === undefined
          ? undefined
          : element("holder", { typeCode: "HLD" }, element("role", { classCode: "HLD" }, organisation(holder))),
        element(
          "author",
          { typeCode: "AUT" },
          element(
            "territorialAuthority",
            { classCode: "TERR" },
            element(
              "territory",
              { classCode: "NAT", determinerCode: "INSTANCE" },
              element("code", { code: country, codeSystem: oids.country }),
            ),
          ),
        ),
      ),
    ),
  );
}
