import { exampleRecord } from "./example-record.ts";

/** A body that is made to do harm, and what it tries. */
export interface HostileBody {
  readonly name: string;
  /** JSON text, or what should have been some; up to about the size that is asked for. */
  readonly text: (bytes: number) => string;
}

const filled = (piece: string, bytes: number, separator = ",") =>
  Array.from({ length: Math.max(1, Math.floor(bytes / (piece.length + separator.length))) }, () => piece).join(
    separator,
  );
const numbered = (pieceOf: (index: number) => string, count: number) =>
  Array.from({ length: count }, (_, index) => pieceOf(index)).join(",");

/** A record with one field replaced by JSON text. */
const withField = (name: string, text: string) => {
  const { [name as "part"]: _, ...record } = exampleRecord();
  return `{"record":${JSON.stringify(record).slice(0, -1)},"${name}":${text}}}`;
};
const withEvent = (fields: string) =>
  `{"record":${JSON.stringify(exampleRecord())},"adverseEvent":{"resourceType":"AdverseEvent",${fields}}}`;

/** Values that pass the reading and keep the checks busy: a little below what may be sent. */
const manyValues = 4_500;

/** Bodies that ought to be refused, each at the largest size that is let in. */
export const hostileBodies: readonly HostileBody[] = [
  { name: "half of a record", text: () => JSON.stringify({ record: exampleRecord() }).slice(0, -40) },
  { name: "lists inside each other", text: (bytes) => "[".repeat(bytes / 2) + "]".repeat(bytes / 2) },
  { name: "lists that do not end", text: (bytes) => "[".repeat(bytes) },
  { name: "objects inside each other", text: (bytes) => `${'{"a":'.repeat(bytes / 6)}1${"}".repeat(bytes / 6)}` },
  { name: "a quote and nothing after it", text: (bytes) => `"${"a".repeat(bytes)}` },
  { name: "nothing but backslashes", text: (bytes) => `{"record":"${"\\\\".repeat(bytes / 2)}"}` },
  { name: "nothing but escapes", text: (bytes) => `{"record":{"description":"${"\\u0041".repeat(bytes / 6)}"}}` },
  { name: "many texts with escapes", text: (bytes) => `{"record":[${filled('"\\n"', bytes)}]}` },
  { name: "a long text", text: (bytes) => withField("description", `"${"x".repeat(bytes)}"`) },
  { name: "a long text of emoji", text: (bytes) => withField("description", `"${"\u{1f3e5}".repeat(bytes / 4)}"`) },
  { name: "a long date", text: (bytes) => withField("recordedAt", `"2026-01-31T14:05:00.${"0".repeat(bytes)}"`) },
  { name: "a long id", text: (bytes) => withField("id", `"${"0b0c1f5e-".repeat(bytes / 9)}"`) },
  { name: "half a character at the end of a long text", text: (bytes) => `{"record":"${"x".repeat(bytes)}\\ud83c"}` },
  { name: "NUL in a name", text: () => '{"record":{"\\u0000":1}}' },
  { name: "__proto__", text: () => '{"record":{"__proto__":{"isPolluted":true}}}' },
  { name: "__proto__ beside the record", text: () => '{"__proto__":{"isPolluted":true},"record":{}}' },
  { name: "constructor.prototype", text: () => withField("constructor", '{"prototype":{"isPolluted":true}}') },
  { name: "a number of many digits", text: (bytes) => `{"record":{"identifiersKept":${"1".repeat(bytes)}}}` },
  { name: "a fraction of many digits", text: (bytes) => `{"record":{"identifiersKept":1.${"1".repeat(bytes)}}}` },
  { name: "a huge number", text: () => '{"record":{"identifiersKept":1e999}}' },
  { name: "many numbers", text: (bytes) => `{"record":{"factors":[${filled("1.5e-300", bytes)}]}}` },
  { name: "many names", text: (bytes) => `{"record":{${numbered((index) => `"n${index}":1`, bytes / 12)}}}` },
  { name: "a name twice at the end", text: () => `{${numbered((index) => `"n${index}":1`, manyValues)},"n0":1}` },
  { name: "names that are numbers", text: () => `{"record":{${numbered((i) => `"${4e9 - i * 7}":1`, manyValues)}}}` },
  { name: "many unknown fields", text: () => withField("x", `1,${numbered((index) => `"x${index}":1`, manyValues)}`) },
  { name: "many systems", text: (bytes) => withField("systems", `[${filled("{}", bytes)}]`) },
  { name: "as many systems as values are read", text: () => withField("systems", `[${filled("{}", manyValues * 3)}]`) },
  { name: "many wrong factors", text: () => withField("factors", `[${filled('"a"', manyValues * 4)}]`) },
  { name: "many right factors", text: () => withField("factors", `[${filled('"system-down"', manyValues * 14)}]`) },
  { name: "many references", text: () => withField("yellowCard", `{"references":[${filled("{}", manyValues * 3)}]}`) },
  {
    name: "an event of many extensions",
    text: () => withEvent(`"extension":[${filled('{"url":"a"}', manyValues * 5)}]`),
  },
  {
    name: "an event of many resources",
    text: () => withEvent(`"contained":[${filled('{"id":"a"}', manyValues * 5)}]`),
  },
  {
    name: "an event of many extensions of LFPSE's",
    text: (bytes) =>
      withEvent(
        `"extension":[${filled('{"url":"https://psims-uat.azure-api.net/taxonomy/fhir/StructureDefinition/adverse-event-agent-5","extension":[{"url":"InvolvedAgents","valueCode":"9"}]}', Math.min(bytes, 600_000))}]`,
      ),
  },
  {
    name: "an event whose references lead round and round",
    text: () =>
      withEvent(
        `"contained":[${numbered((index) => `{"resourceType":"Device","id":"d${index}","extension":[{"url":"x","valueReference":{"reference":"#d${index + 1}"}}]}`, 400)}]`,
      ),
  },
  {
    name: "an event of deep extensions",
    text: () => withEvent(`"extension":${'[{"extension":'.repeat(18)}[]${"}]".repeat(18)}`),
  },
];
