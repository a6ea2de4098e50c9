// What a hand-written server checks of a submission: the whole event against the profile, the record's shape.
import * as z from "zod";
import { adverseEventSchema } from "../../core/bare-zod.mjs";
import { importCore } from "../../core/built-core.mjs";

const { lfpse5 } = await importCore("index.js");
const text = z.string().check(z.maxLength(10_000));
const submission = z.strictObject({
  record: z.object({
    format: z.literal("digital-factors/1"),
    id: z.uuid(),
    recordedAt: z.string(),
    versions: z.object({ factors: text, lfpse: z.literal("5") }),
    nation: z.enum(["england", "scotland", "wales", "northern-ireland"]),
    reporter: text,
    eventType: text,
    part: text,
    systems: z.array(
      z.object({ type: text, functions: z.array(text), name: z.optional(text), supplier: z.optional(text) }),
    ),
    description: text,
  }),
  adverseEvent: adverseEventSchema(z, lfpse5),
});

/** Returns the id of a valid submission; `undefined` for anything else. */
export function checkedId(body) {
  let value;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  const parsed = submission.safeParse(value);
  return parsed.success ? parsed.data.record.id : undefined;
}

/** The answer that all subjects give. */
export function receiptOf(id) {
  return JSON.stringify({ id, receivedAt: new Date().toISOString(), state: "waiting" });
}
