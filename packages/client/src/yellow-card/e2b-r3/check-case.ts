import { type Issue, type RecordDraft, yellowCardSummary } from "@digital-factors/core";
import * as codes from "./codes.ts";
import type { E2bR3Case } from "./e2b-r3-case.ts";
import { messageTime } from "./hl7-time.ts";
import { isXmlText } from "./xml-element.ts";

/** Longest texts, by the guide's data types: 100AN is 100 characters. */
const limits = {
  "batch.number": 100,
  "batch.senderId": 60,
  "batch.receiverId": 60,
  "message.senderId": 60,
  "message.receiverId": 60,
  caseId: 100,
  worldwideCaseId: 100,
  "sender.organisation": 100,
} as const;
const documentCharacters = 2000;
const nameCharacters = 250;
const initialsCharacters = 60;
const holderCharacters = 60;

type Fault = Pick<Issue, "expression" | "message"> &
  (
    | { readonly code: "required" }
    | { readonly code: "too-long"; readonly maxCharacters: number }
    | { readonly code: "value" | "invariant"; readonly rule: string }
  );

/** Returns everything that keeps a case and a record from becoming a message; an empty list if nothing does. */
export function checkCase(record: RecordDraft, given: E2bR3Case): readonly Issue[] {
  const misshapen = shapeFaults(given);
  const faults: readonly Fault[] = misshapen.length > 0 ? misshapen : contentFaults(record, given);
  return faults.map((fault) => ({ severity: "error", ...fault }));
}

function contentFaults(record: RecordDraft, given: E2bR3Case): readonly Fault[] {
  return [
    ...identifierFaults(given),
    ...dateFaults(given),
    ...patientFaults(given),
    ...reactionFaults(record, given),
    ...drugFaults(given),
    ...xmlFaults(given.narrative, "narrative"),
    ...xmlFaults(yellowCardSummary(record), "record"),
  ];
}

/** What callers without types may get wrong: a part that is missing, or is not the kind of value it should be. */
function shapeFaults(given: E2bR3Case): readonly Fault[] {
  const fields: Readonly<Record<string, unknown>> = { ...given };
  const isText = (each: unknown) => typeof each === "string";
  const isObject = (each: unknown) => typeof each === "object" && each !== null && !Array.isArray(each);
  const kinds: Readonly<Record<string, (each: unknown) => boolean>> = {
    batch: isObject,
    sender: isObject,
    patient: isObject,
    message: (each) => each === undefined || isObject(each),
    reporter: (each) => each === undefined || isObject(each),
    documents: (each) => each === undefined || Array.isArray(each),
    narrative: (each) => each === undefined || typeof each === "string",
    createdAt: isText,
    receivedOn: isText,
    reactions: (each) =>
      Array.isArray(each) &&
      each.every((one) => isObject(one) && (one.seriousness === undefined || Array.isArray(one.seriousness))),
    drugs: (each) =>
      Array.isArray(each) &&
      each.every((one) => isObject(one) && (one.authorisation === undefined || isObject(one.authorisation))),
  };
  return Object.entries(kinds).flatMap(([name, isRight]) =>
    isRight(fields[name]) ? [] : [required(name, "Give this, in the shape that its type says.")],
  );
}

function identifierFaults(given: E2bR3Case): Fault[] {
  const { batch, message, caseId, worldwideCaseId, sender, reporter, meddraVersion, documents = [] } = given;
  const texts: Readonly<Partial<Record<keyof typeof limits, string | undefined>>> = {
    "batch.number": batch.number,
    "batch.senderId": batch.senderId,
    "batch.receiverId": batch.receiverId,
    ...(message === undefined
      ? {}
      : { "message.senderId": message.senderId, "message.receiverId": message.receiverId }),
    caseId,
    ...(worldwideCaseId === undefined ? {} : { worldwideCaseId }),
    // A patient has no organisation.
    ...(sender.type === "patient" && sender.organisation === "" ? {} : { "sender.organisation": sender.organisation }),
  };
  const country = reporter?.country;
  return [
    ...Object.entries(limits).flatMap(([place, most]) =>
      place in texts ? textFaults(texts[place as keyof typeof limits], place, most) : [],
    ),
    ...documents.flatMap((title, index) => textFaults(title, `documents[${index}]`, documentCharacters)),
    ...[["caseId", caseId] as const, ["worldwideCaseId", worldwideCaseId] as const].flatMap(([place, id]) =>
      id === undefined || matches(id, /^[A-Z]{2}-[^-]+-.+$/)
        ? []
        : [value(place, "case-id", "Write country code, organisation and number, joined by hyphens.")],
    ),
    ...codeFaults(sender.type, codes.senderTypes, "sender.type"),
    ...codeFaults(given.firstSender, codes.firstSenders, "firstSender"),
    ...codeFaults(reporter?.qualification, codes.qualifications, "reporter.qualification"),
    ...countryFaults(country, "reporter.country"),
    ...(matches(meddraVersion, /^\d{1,2}\.\d$/)
      ? []
      : [value("meddraVersion", "meddra-version", "Give the version of MedDRA, such as 28.0.")]),
    ...(typeof given.isExpedited === "boolean"
      ? []
      : [required("isExpedited", "Say whether your criteria for an expedited report are met.")]),
  ];
}

function dateFaults({ createdAt, receivedOn, updatedOn, reactions }: E2bR3Case): Fault[] {
  const made = messageTime(createdAt);
  const dates: [string, string | undefined][] = [
    ["receivedOn", receivedOn],
    ["updatedOn", updatedOn],
    ...reactions.flatMap(({ startedOn, endedOn }, index): [string, string | undefined][] => [
      [`reactions[${index}].startedOn`, startedOn],
      [`reactions[${index}].endedOn`, endedOn],
    ]),
  ];
  const faults = dates.flatMap(([place, date]): Fault[] => {
    if (date === undefined) return [];
    if (!isCalendarDate(date)) return [value(place, "date", "Write a calendar date as 2026-03-02.")];
    return date > createdAt.slice(0, 10)
      ? [
          {
            code: "invariant",
            rule: "future-date",
            expression: place,
            message: "Give a date before the message's own.",
          },
        ]
      : [];
  });
  if (made !== undefined) return faults;
  return [value("createdAt", "dateTime", "Write an instant with seconds and an offset, 2026-03-02T09:20:00+00:00.")];
}

function patientFaults({ patient: { initials, sex, ageYears } }: E2bR3Case): Fault[] {
  return [
    ...(typeof initials === "object"
      ? codeFaults(initials?.nullFlavor ?? "", { MSK: 0 }, "patient.initials")
      : textFaults(initials, "patient.initials", initialsCharacters)),
    ...(typeof sex === "object"
      ? nullFaults(sex?.nullFlavor, "patient.sex")
      : codeFaults(sex, codes.sexes, "patient.sex")),
    ...(ageYears === undefined || (Number.isInteger(ageYears) && ageYears >= 0 && ageYears <= 120)
      ? []
      : [value("patient.ageYears", "age", "Give whole years, 0 to 120.")]),
  ];
}

function reactionFaults(record: RecordDraft, { reactions }: E2bR3Case): Fault[] {
  if (reactions.length === 0) return [required("reactions", "Give at least one reaction.")];
  const isSerious = reactions.some(({ seriousness = [] }) => seriousness.length > 0);
  return [
    ...reactions.flatMap(({ meddraLltCode, reportedAs, seriousness = [], outcome }, index) => {
      const place = `reactions[${index}]`;
      return [
        ...(matches(meddraLltCode, /^\d{1,8}$/)
          ? []
          : [value(`${place}.meddraLltCode`, "meddra-code", "Give the code of a lowest level term: digits.")]),
        ...(reportedAs === undefined ? [] : textFaults(reportedAs, `${place}.reportedAs`, nameCharacters)),
        ...codeFaults(outcome, codes.outcomes, `${place}.outcome`),
        ...seriousness.flatMap((each) =>
          codeFaults(each, Object.fromEntries(codes.seriousnessCriteria), `${place}.seriousness`),
        ),
      ];
    }),
    ...(record.medicine?.serious === "yes" && !isSerious
      ? [required("reactions[0].seriousness", "The record calls the reaction serious. Say by which criterion.")]
      : []),
  ];
}

function drugFaults({ drugs }: E2bR3Case): Fault[] {
  if (!drugs.some(({ role }) => role !== "concomitant")) {
    return [required("drugs", "Give at least one medicine that is suspect, interacting or was not given.")];
  }
  return drugs.flatMap(({ name, role, authorisation }, index) => [
    ...textFaults(name, `drugs[${index}].name`, nameCharacters),
    ...codeFaults(role, codes.drugRoles, `drugs[${index}].role`),
    ...(authorisation === undefined
      ? []
      : [
          ...textFaults(authorisation.number, `drugs[${index}].authorisation.number`, nameCharacters),
          ...countryFaults(authorisation.country, `drugs[${index}].authorisation.country`),
          ...(authorisation.holder === undefined
            ? []
            : textFaults(authorisation.holder, `drugs[${index}].authorisation.holder`, holderCharacters)),
        ]),
  ]);
}

function textFaults(text: string | undefined, expression: string, maxCharacters: number): Fault[] {
  if (typeof text !== "string" || text.trim() === "") return [required(expression, "Give this. E2B asks for it.")];
  if ([...text].length > maxCharacters) {
    return [{ code: "too-long", maxCharacters, expression, message: `Write at most ${maxCharacters} characters.` }];
  }
  return xmlFaults(text, expression);
}

function xmlFaults(text: string | undefined, expression: string): Fault[] {
  if (text === undefined || isXmlText(text)) return [];
  return [value(expression, "characters", "Take out control characters and broken ones. XML cannot hold them.")];
}

function codeFaults(word: string | undefined, words: object, expression: string): Fault[] {
  if (word === undefined || (typeof word === "string" && Object.hasOwn(words, word))) return [];
  return [value(expression, "word", `Give one of: ${Object.keys(words).join(", ")}.`)];
}

function nullFaults(flavor: string | undefined, expression: string): Fault[] {
  return codeFaults(flavor ?? "", { UNK: 0, ASKU: 0, NASK: 0, MSK: 0 }, expression);
}

function countryFaults(country: string | undefined, expression: string): Fault[] {
  if (country === undefined || matches(country, /^[A-Z]{2}$/)) return [];
  return [value(expression, "country", "Give the two letters of ISO 3166-1.")];
}

function isCalendarDate(date: string): boolean {
  if (!matches(date, /^\d{4}-\d{2}-\d{2}$/)) return false;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

function matches(text: unknown, pattern: RegExp): boolean {
  return typeof text === "string" && pattern.test(text);
}

function required(expression: string, message: string): Fault {
  return { code: "required", expression, message };
}

function value(expression: string, rule: string, message: string): Fault {
  return { code: "value", rule, expression, message };
}
