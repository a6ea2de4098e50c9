import * as z from "zod/mini";
import { deliveryStates } from "../store/delivery-state.ts";
import type { TransferEntry } from "../store/transfer-store.ts";

/** Name of the format, in the first line of every export. */
export const exportFormat = "digital-factors-relay-export/1";

const ms = z.int().check(z.minimum(0));
const count = z.int().check(z.minimum(0));
const text = z.string();
const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/));
const state = z.enum(deliveryStates);
const optional = z.optional;

const operation = z.strictObject({
  sequence: z.int().check(z.minimum(1)),
  kind: z.enum(["create", "update", "yellow-card", "withdraw"]),
  key: text,
  fingerprint: text,
  receipt: text,
  receivedAtMs: ms,
  actor: text,
  state,
  attempts: count,
  body: optional(base64),
  payload: optional(base64),
  issues: optional(base64),
});

/** One line between the first and the last. */
export const entrySchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("record"),
    id: text,
    organisation: text,
    state,
    receivedAtMs: ms,
    changedAtMs: ms,
    lfpse: optional(z.strictObject({ id: text, versionId: optional(text), referenceNumber: optional(text) })),
    isYellowCardMissing: z.boolean(),
    contentRemovedAtMs: optional(ms),
    fence: count,
    operations: z.array(operation).check(z.minLength(1)),
  }),
  z.strictObject({
    type: z.literal("token"),
    token: z.strictObject({
      id: text,
      organisation: optional(text),
      role: z.enum(["reporter", "administrator"]),
      hash: text,
      createdAtMs: ms,
      expiresAtMs: optional(ms),
      revokedAtMs: optional(ms),
    }),
  }),
  z.strictObject({
    type: z.literal("audit"),
    entry: z.strictObject({
      atMs: ms,
      actor: text,
      action: text,
      organisation: optional(text),
      recordId: optional(text),
      detail: optional(text),
    }),
  }),
]);

/** The first line. `damaged-store`: what could still be read of one; the newest of it may be missing. */
export const headerSchema = z.strictObject({
  format: z.literal(exportFormat),
  source: z.enum(["store", "damaged-store"]),
  createdAt: text,
});

/** The last line: how many entries there are, and the SHA-256 of every byte before this line. */
export const trailerSchema = z.strictObject({
  type: z.literal("end"),
  records: count,
  tokens: count,
  audit: count,
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

/** How many entries an export has. */
export type TransferCounts = Readonly<Record<"records" | "tokens" | "audit", number>>;

/** Which figure of {@link TransferCounts} an entry counts in. */
export const countOf = { record: "records", token: "tokens", audit: "audit" } as const satisfies Record<
  TransferEntry["type"],
  keyof TransferCounts
>;
