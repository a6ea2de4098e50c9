export type { RecordText } from "./load/read-record-texts.ts";
export type { ValueText } from "./load/value-splitter.ts";
export { type ValidatedRecord, validateRecords } from "./validate-records.ts";
