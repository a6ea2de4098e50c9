import type { RecordDraft, Result } from "@digital-factors/core";
import { caseXml } from "./case-xml.ts";
import { checkCase } from "./check-case.ts";
import type { E2bR3Case } from "./e2b-r3-case.ts";
import { messageTime } from "./hl7-time.ts";
import { oids } from "./oids.ts";
import { element, type Xml } from "./xml-element.ts";

/**
 * Returns one spontaneous report of a suspected reaction as an ICH E2B(R3) message, for a holder of a registered route; or
 * every reason why there is none. Sends nothing.
 *
 * It is a part of E2B(R3): every element that the guide was seen to require, and the optional ones that {@link E2bR3Case} names. It was
 * not checked against the published schema: check it with your receiver's test service before you use it. Unknown stays
 * unknown: a missing answer becomes a null flavour where the guide has one, else nothing is sent.
 *
 * @param record - The record, for the summary that ends the narrative, the age group and who reported.
 * @param given - What only you know: MedDRA codes, names of medicines, identifiers, the patient's initials.
 * @returns A whole XML document, or issues whose `expression` is a place in `given`; never half of one.
 * @see docs/e2b-r3.md: each element, its source, and what is left out
 * @example
 * const result = toE2bR3(
 *   { nation: "england", reporter: "staff", description: "A double dose was given." },
 *   {
 *     batch: { number: "1", senderId: "EXAMPLE", receiverId: "EXAMPLE-RECEIVER" },
 *     createdAt: "2026-03-02T09:20:00Z",
 *     caseId: "GB-EXAMPLE-0001",
 *     receivedOn: "2026-03-01",
 *     isExpedited: false,
 *     sender: { type: "pharmaceutical-company", organisation: "Example Ltd" },
 *     patient: { initials: { nullFlavor: "MSK" } },
 *     meddraVersion: "28.0",
 *     reactions: [{ meddraLltCode: "10000000" }],
 *     drugs: [{ name: "Examplol", role: "suspect" }],
 *   },
 * );
 * if (result.ok) result.value.startsWith("<?xml"); // true
 */
export function toE2bR3(record: RecordDraft, given: E2bR3Case): Result<string> {
  const issues = checkCase(record, given);
  const createdAt = messageTime(given.createdAt);
  if (issues.length > 0 || createdAt === undefined) return { ok: false, issues };
  const { batch, message = batch, createId = () => crypto.randomUUID() } = given;
  const root = element(
    "MCCI_IN200100UV01",
    { ITSVersion: "XML_1.0", xmlns: "urn:hl7-org:v3", "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance" },
    element("id", { extension: batch.number, root: oids.batchNumber }),
    element("creationTime", { value: createdAt }),
    element("responseModeCode", { code: "D" }),
    element("interactionId", { extension: "MCCI_IN200100UV01", root: oids.interaction }),
    element("name", { code: "1", codeSystem: oids.messageType }),
    element(
      "PORR_IN049016UV",
      {},
      element("id", { extension: given.caseId, root: oids.caseId }),
      element("creationTime", { value: createdAt }),
      element("interactionId", { extension: "PORR_IN049016UV", root: oids.interaction }),
      element("processingCode", { code: "P" }),
      element("processingModeCode", { code: "T" }),
      element("acceptAckCode", { code: "AL" }),
      partyXml("receiver", "RCV", message.receiverId, oids.messageReceiver),
      partyXml("sender", "SND", message.senderId, oids.messageSender),
      element(
        "controlActProcess",
        { classCode: "CACT", moodCode: "EVN" },
        element("code", { code: "PORR_TE049016UV", codeSystem: oids.triggerEvent }),
        element("effectiveTime", { value: createdAt }),
        element("subject", { typeCode: "SUBJ" }, caseXml(record, given, createId)),
      ),
    ),
    partyXml("receiver", "RCV", batch.receiverId, oids.batchReceiver),
    partyXml("sender", "SND", batch.senderId, oids.batchSender),
  );
  return { ok: true, value: `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n` };
}

function partyXml(name: "receiver" | "sender", typeCode: string, extension: string, root: string): Xml {
  return element(
    name,
    { typeCode },
    element("device", { classCode: "DEV", determinerCode: "INSTANCE" }, element("id", { extension, root })),
  );
}
