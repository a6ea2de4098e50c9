import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { settings } from "../config/settings.ts";
import { recordLimits } from "../store/record-store.ts";
import type { TransferEntry, TransferOperation } from "../store/transfer-store.ts";
import { readExport } from "./read-export.ts";
import { writeExport } from "./write-export.ts";

/** Bytes that a sealer adds, and more. */
const sealBytes = 128;

describe("the limits of a record", () => {
  it("leave room for all of its operations where bodies have the default size", () => {
    const bodyBytes = z.parse(settings.DIGITAL_FACTORS_BODY_BYTES, undefined);
    expect(recordLimits.operations * (bodyBytes + sealBytes)).toBeLessThan(recordLimits.bodyBytes);
  });

  it("let the largest record, with payloads as large as its bodies, be exported and read again", {
    timeout: 60_000,
  }, async () => {
    const content = Buffer.alloc(recordLimits.bodyBytes / recordLimits.operations, 1).toString("base64");
    const operations = Array.from(
      { length: recordLimits.operations },
      (_, index): TransferOperation => ({
        sequence: index + 1,
        kind: index === 0 ? "create" : "update",
        key: `${index}`,
        fingerprint: "f",
        receipt: "{}",
        receivedAtMs: 1,
        actor: "token:example",
        state: "accepted",
        attempts: 1,
        body: content,
        payload: content,
      }),
    );
    const entry: TransferEntry = {
      type: "record",
      id: "a",
      organisation: "Z01",
      state: "accepted",
      receivedAtMs: 1,
      changedAtMs: 1,
      isYellowCardMissing: false,
      fence: 1,
      operations,
    };
    const parts: Buffer[] = [];
    await writeExport([entry], { source: "store", nowMs: 1, write: async (bytes) => void parts.push(bytes) });
    const seen: string[] = [];
    for await (const part of readExport(chunksOf(parts))) {
      seen.push(part.part === "entry" ? `${part.entry.type} ${lastBody(part.entry)?.length}` : part.part);
    }
    expect(seen).toEqual(["header", `record ${content.length}`, "end"]);
  });
});

async function* chunksOf(parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    for (let start = 0; start < part.length; start += 262_144) yield part.subarray(start, start + 262_144);
  }
}

function lastBody(entry: TransferEntry): string | undefined {
  return entry.type === "record" ? entry.operations.at(-1)?.body : undefined;
}
