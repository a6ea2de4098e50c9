const message = "/h:MCCI_IN200100UV01/h:PORR_IN049016UV";
const event = `${message}/h:controlActProcess/h:subject/h:investigationEvent`;
const patient = `${event}/h:component/h:adverseEventAssessment/h:subject1/h:primaryRole`;
const list = "2.16.840.1.113883.3.989.2.1.1";
const coded = (name: string, code: string, system: string) =>
  `h:${name}[h:code[@code='${code}'][@codeSystem='${system}']]`;
const reaction = `${patient}/h:subjectOf2/${coded("observation", "29", `${list}.19`)}`;
const aboutReaction = (code: string) =>
  `${reaction}/h:outboundRelationship2/${coded("observation", code, `${list}.19`)}/h:value`;
const drugs = `${patient}/h:subjectOf2/${coded("organizer", "4", `${list}.20`)}/h:component/h:substanceAdministration`;
const related = (code: string) =>
  `${event}/h:outboundRelationship/${coded("relatedInvestigation", code, `${list}.22`)}`;
const person = `${related("2")}/h:subjectOf2/h:controlActEvent/h:author/h:assignedEntity/h:assignedPerson`;
const sender = `${event}/h:subjectOf1/h:controlActEvent/h:author/h:assignedEntity`;
const characteristic = (code: string) =>
  `${event}/h:subjectOf2/${coded("investigationCharacteristic", code, `${list}.23`)}/h:value`;

/**
 * Every element that the ICH E2B(R3) Implementation Guide, 5.01 of 12 April 2013, was seen to require, and H.1: where it
 * stands, and what it is in the smallest case. The places of N, C.1.1 to C.1.9.1 were read in the table of the FDA's Core and Regional Data
 * Elements; the others in the guide's reference instance and the conversion style sheets (appendix I).
 */
export const requiredElements: readonly (readonly [element: string, place: string, smallest: string])[] = [
  ["N.1.1", `/h:MCCI_IN200100UV01/h:name[@codeSystem='${list}.1']/@code`, "1"],
  ["N.1.2", "/h:MCCI_IN200100UV01/h:id[@root='2.16.840.1.113883.3.989.2.1.3.22']/@extension", "EXAMPLE-1"],
  [
    "N.1.3",
    "/h:MCCI_IN200100UV01/h:sender[@typeCode='SND']/h:device/h:id[@root='2.16.840.1.113883.3.989.2.1.3.13']/@extension",
    "EXAMPLE",
  ],
  [
    "N.1.4",
    "/h:MCCI_IN200100UV01/h:receiver[@typeCode='RCV']/h:device/h:id[@root='2.16.840.1.113883.3.989.2.1.3.14']/@extension",
    "EXAMPLE-RECEIVER",
  ],
  ["N.1.5", "/h:MCCI_IN200100UV01/h:creationTime/@value", "20260302092000+0100"],
  ["N.2.r.1", `${message}/h:id[@root='2.16.840.1.113883.3.989.2.1.3.1']/@extension`, "GB-EXAMPLE-0001"],
  ["N.2.r.2", `${message}/h:sender/h:device/h:id[@root='2.16.840.1.113883.3.989.2.1.3.11']/@extension`, "EXAMPLE"],
  [
    "N.2.r.3",
    `${message}/h:receiver/h:device/h:id[@root='2.16.840.1.113883.3.989.2.1.3.12']/@extension`,
    "EXAMPLE-RECEIVER",
  ],
  ["N.2.r.4", `${message}/h:creationTime/@value`, "20260302092000+0100"],
  ["C.1.1", `${event}/h:id[@root='2.16.840.1.113883.3.989.2.1.3.1']/@extension`, "GB-EXAMPLE-0001"],
  ["C.1.2", `${message}/h:controlActProcess/h:effectiveTime/@value`, "20260302092000+0100"],
  ["C.1.3", `${characteristic("1")}[@codeSystem='${list}.2']/@code`, "1"],
  ["C.1.4", `${event}/h:effectiveTime/h:low/@value`, "20260301"],
  ["C.1.5", `${event}/h:availabilityTime/@value`, "20260301"],
  ["C.1.6.1", `${event}/h:component/${coded("observationEvent", "1", `${list}.19`)}/h:value/@value`, "false"],
  ["C.1.7", `${event}/h:component/${coded("observationEvent", "23", `${list}.19`)}/h:value/@value`, "false"],
  ["C.1.8.1", `${event}/h:id[@root='2.16.840.1.113883.3.989.2.1.3.2']/@extension`, "GB-EXAMPLE-0001"],
  [
    "C.1.8.2",
    `${related("1")}/h:subjectOf2/h:controlActEvent/h:author/h:assignedEntity/h:code[@codeSystem='${list}.3']/@code`,
    "2",
  ],
  ["C.1.9.1", `${characteristic("2")}/@nullFlavor`, "NI"],
  ["C.2.r.3", `${person}/h:asLocatedEntity/h:location/h:code[@codeSystem='1.0.3166.1.2.2']/@code`, "GB"],
  ["C.2.r.4", `${person}/h:asQualifiedEntity/h:code/@nullFlavor`, "UNK"],
  ["C.2.r.5", `${related("2")}/../h:priorityNumber/@value`, "1"],
  ["C.3.1", `${sender}/h:code[@codeSystem='${list}.7']/@code`, "1"],
  ["C.3.2", `${sender}/h:representedOrganization/h:assignedEntity/h:representedOrganization/h:name`, "Example Ltd"],
  ["D.1", `${patient}/h:player1/h:name/@nullFlavor`, "MSK"],
  ["E.i.2.1a", `${reaction}/h:value[@codeSystem='2.16.840.1.113883.6.163']/@codeSystemVersion`, "28.0"],
  ["E.i.2.1b", `${reaction}/h:value[@codeSystem='2.16.840.1.113883.6.163']/@code`, "10000000"],
  ["E.i.3.2a", `${aboutReaction("34")}/@nullFlavor`, "NI"],
  ["E.i.3.2b", `${aboutReaction("21")}/@nullFlavor`, "NI"],
  ["E.i.3.2c", `${aboutReaction("33")}/@nullFlavor`, "NI"],
  ["E.i.3.2d", `${aboutReaction("35")}/@nullFlavor`, "NI"],
  ["E.i.3.2e", `${aboutReaction("12")}/@nullFlavor`, "NI"],
  ["E.i.3.2f", `${aboutReaction("26")}/@nullFlavor`, "NI"],
  ["E.i.7", `${aboutReaction("27")}[@codeSystem='${list}.11']/@code`, "0"],
  [
    "G.k.1",
    `${event}/h:component/h:adverseEventAssessment/h:component/${coded("causalityAssessment", "20", `${list}.19`)}/h:value[@codeSystem='${list}.13']/@code`,
    "1",
  ],
  ["G.k.2.2", `${drugs}/h:consumable/h:instanceOfKind/h:kindOfProduct/h:name`, "Examplol 5 mg tablets"],
  [
    "H.1",
    `${event}/h:text`,
    "Effect on the patient: Not known\nStill happening: Not known\nCould affect other patients: Not known",
  ],
];
