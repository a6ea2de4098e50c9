import { type RecordDraft, yellowCardSummary } from "@digital-factors/core";
import { drugRoles, firstSenders, qualifications, senderTypes } from "./codes.ts";
import type { E2bR3Case } from "./e2b-r3-case.ts";
import { messageDate } from "./hl7-time.ts";
import { oids } from "./oids.ts";
import { patientXml } from "./patient-xml.ts";
import { element, text, type Xml } from "./xml-element.ts";

/** Returns `investigationEvent`: the case itself, its parts in the order of the message's schema. */
export function caseXml(record: RecordDraft, given: E2bR3Case, createId: () => string): Xml {
  const { caseId, worldwideCaseId = caseId, receivedOn, updatedOn = receivedOn, documents = [], narrative } = given;
  const drugIds = given.drugs.map(createId);
  const summary = yellowCardSummary(record);
  return element(
    "investigationEvent",
    { classCode: "INVSTG", moodCode: "EVN" },
    element("id", { extension: caseId, root: oids.caseId }),
    element("id", { extension: worldwideCaseId, root: oids.worldwideCaseId }),
    element("code", { code: "PAT_ADV_EVNT", codeSystem: oids.actCode }),
    element("text", {}, text(narrative === undefined ? summary : `${narrative}\n\n${summary}`)),
    element("statusCode", { code: "active" }),
    element("effectiveTime", {}, element("low", { value: messageDate(receivedOn) })),
    element("availabilityTime", { value: messageDate(updatedOn) }),
    ...documents.map(documentXml),
    element(
      "component",
      { typeCode: "COMP" },
      element(
        "adverseEventAssessment",
        { classCode: "INVSTG", moodCode: "EVN" },
        patientXml(record, given, drugIds, createId),
        ...given.drugs.map(({ role }, index) => drugRoleXml(drugRoles[role], drugIds[index] ?? "")),
      ),
    ),
    answerXml("1", documents.length > 0),
    answerXml("23", given.isExpedited),
    relatedXml(
      "1",
      undefined,
      element("code", { code: firstSenders[given.firstSender ?? "other"], codeSystem: oids.firstSender }),
    ),
    relatedXml("2", element("priorityNumber", { value: "1" }), reporterXml(record, given.reporter)),
    senderXml(given.sender),
    characteristicXml("1", { "xsi:type": "CE", code: "1", codeSystem: oids.reportType }),
    // Cases that had another number before are not held here, so nothing is said of them.
    characteristicXml("2", { "xsi:type": "BL", nullFlavor: "NI" }),
  );
}

function documentXml(title: string): Xml {
  return element(
    "reference",
    { typeCode: "REFR" },
    element(
      "document",
      { classCode: "DOC", moodCode: "EVN" },
      element("code", { code: "1", codeSystem: oids.referenceSource }),
      element("title", {}, text(title)),
    ),
  );
}

function drugRoleXml(code: string, drugId: string): Xml {
  return element(
    "component",
    { typeCode: "COMP" },
    element(
      "causalityAssessment",
      { classCode: "OBS", moodCode: "EVN" },
      element("code", { code: "20", codeSystem: oids.observation }),
      element("value", { "xsi:type": "CE", code, codeSystem: oids.drugRole }),
      element(
        "subject2",
        { typeCode: "SUBJ" },
        element("productUseReference", { classCode: "SBADM", moodCode: "EVN" }, element("id", { root: drugId })),
      ),
    ),
  );
}

function answerXml(code: string, answer: boolean): Xml {
  return element(
    "component",
    { typeCode: "COMP" },
    element(
      "observationEvent",
      { classCode: "OBS", moodCode: "EVN" },
      element("code", { code, codeSystem: oids.observation }),
      element("value", { "xsi:type": "BL", value: String(answer) }),
    ),
  );
}

/** C.1.8.2 and C.2.r: who first sent the case, and who reported it. */
function relatedXml(relation: string, priority: Xml | undefined, ...assigned: readonly Xml[]): Xml {
  const author = element(
    "author",
    { typeCode: "AUT" },
    element("assignedEntity", { classCode: "ASSIGNED" }, ...assigned),
  );
  return element(
    "outboundRelationship",
    { typeCode: "SPRT" },
    priority,
    element(
      "relatedInvestigation",
      { classCode: "INVSTG", moodCode: "EVN" },
      element("code", { code: relation, codeSystem: oids.reportRelation }),
      element(
        "subjectOf2",
        { typeCode: "SUBJ" },
        element("controlActEvent", { classCode: "CACT", moodCode: "EVN" }, author),
      ),
    ),
  );
}

function reporterXml({ reporter: who, nation }: RecordDraft, reporter: E2bR3Case["reporter"] = {}): Xml {
  const isLay = who === "patient" || who === "public";
  const qualification = reporter.qualification ?? (isLay ? "consumer" : undefined);
  const country = reporter.country ?? (nation === "northern-ireland" ? "XI" : "GB");
  return element(
    "assignedPerson",
    { classCode: "PSN", determinerCode: "INSTANCE" },
    element(
      "asQualifiedEntity",
      { classCode: "QUAL" },
      qualification === undefined
        ? element("code", { nullFlavor: "UNK" })
        : element("code", { code: qualifications[qualification], codeSystem: oids.qualification }),
    ),
    element(
      "asLocatedEntity",
      { classCode: "LOCE" },
      element(
        "location",
        { classCode: "COUNTRY", determinerCode: "INSTANCE" },
        element("code", { code: country, codeSystem: oids.country }),
      ),
    ),
  );
}

function senderXml({ type, organisation }: E2bR3Case["sender"]): Xml {
  const organisationXml = (...children: readonly Xml[]) =>
    element("representedOrganization", { classCode: "ORG", determinerCode: "INSTANCE" }, ...children);
  const inner = organisationXml(element("name", {}, text(organisation)));
  return element(
    "subjectOf1",
    { typeCode: "SUBJ" },
    element(
      "controlActEvent",
      { classCode: "CACT", moodCode: "EVN" },
      element(
        "author",
        { typeCode: "AUT" },
        element(
          "assignedEntity",
          { classCode: "ASSIGNED" },
          element("code", { code: senderTypes[type], codeSystem: oids.senderType }),
          // The outer organisation is the department, which is not sent.
          organisation === ""
            ? undefined
            : organisationXml(element("assignedEntity", { classCode: "ASSIGNED" }, inner)),
        ),
      ),
    ),
  );
}

function characteristicXml(code: string, value: Parameters<typeof element>[1]): Xml {
  return element(
    "subjectOf2",
    { typeCode: "SUBJ" },
    element(
      "investigationCharacteristic",
      { classCode: "OBS", moodCode: "EVN" },
      element("code", { code, codeSystem: oids.reportCharacteristic }),
      element("value", value),
    ),
  );
}
