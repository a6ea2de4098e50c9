import { parseRecord } from "@digital-factors/core";
import { describe, expect, it } from "vitest";
import { newRecordId } from "../src/answers/record-id.ts";

const isTakenAsId = (id: string) => {
  const result = parseRecord({ id });
  return !result.ok && !result.issues.some(({ expression }) => expression === "id");
};

describe("newRecordId", () => {
  it("makes a UUID where the page is not secure and randomUUID is not there", () => {
    const source = {
      getRandomValues: <Bytes extends ArrayBufferView>(bytes: Bytes) => crypto.getRandomValues(bytes as never) as Bytes,
    };
    const ids = Array.from({ length: 50 }, () => newRecordId(source as never));
    expect(new Set(ids).size).toBe(50);
    for (const id of ids) {
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      expect(isTakenAsId(id)).toBe(true);
    }
  });

  it("uses randomUUID where it is there", () => {
    expect(isTakenAsId(newRecordId())).toBe(true);
    expect(isTakenAsId("not-an-id")).toBe(false);
  });
});
