/**
 * Object identifiers of ICH E2B(R3), by what they stand for.
 *
 * @see ICH E2B(R3) Implementation Guide, section 3.4: the OID of each data element
 */
const identifiers = "2.16.840.1.113883.3.989.2.1.3";
const lists = "2.16.840.1.113883.3.989.2.1.1";

export const oids = {
  caseId: `${identifiers}.1`,
  worldwideCaseId: `${identifiers}.2`,
  authorisationNumber: `${identifiers}.4`,
  messageSender: `${identifiers}.11`,
  messageReceiver: `${identifiers}.12`,
  batchSender: `${identifiers}.13`,
  batchReceiver: `${identifiers}.14`,
  batchNumber: `${identifiers}.22`,
  messageType: `${lists}.1`,
  reportType: `${lists}.2`,
  firstSender: `${lists}.3`,
  qualification: `${lists}.6`,
  senderType: `${lists}.7`,
  ageGroup: `${lists}.9`,
  outcome: `${lists}.11`,
  drugRole: `${lists}.13`,
  observation: `${lists}.19`,
  grouping: `${lists}.20`,
  reportRelation: `${lists}.22`,
  reportCharacteristic: `${lists}.23`,
  referenceSource: `${lists}.27`,
  interaction: "2.16.840.1.113883.1.6",
  triggerEvent: "2.16.840.1.113883.1.18",
  actCode: "2.16.840.1.113883.5.4",
  meddra: "2.16.840.1.113883.6.163",
  country: "1.0.3166.1.2.2",
  sex: "1.0.5218",
} as const;
