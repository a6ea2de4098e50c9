import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { everythingOf, fillStore } from "../../test/filled-store.ts";
import { openLibsqlStore } from "../store/libsql/libsql-store.ts";
import type { Store } from "../store/store.ts";
import { StoreUnavailableError } from "../store/store-unavailable-error.ts";
import { createRetention, type RetentionOptions } from "./retention.ts";

const dayMs = 86_400_000;

/** A store whose clock the test sets. */
function openedStore() {
  const folder = mkdtempSync(join(tmpdir(), "relay-retention-"));
  let nowMs = Date.parse("2026-02-01T00:00:00Z");
  const store = openLibsqlStore({ file: join(folder, "relay.db"), now: () => nowMs });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return {
    store,
    passDays: (days: number) => {
      nowMs += days * dayMs;
    },
  };
}

function logged() {
  const lines: unknown[] = [];
  const keep = (...line: readonly unknown[]) => void lines.push(line);
  return { lines, log: { info: keep, error: keep } as unknown as RetentionOptions["log"] };
}

describe("the retention rule", () => {
  it("removes the content of what has been settled for long enough, nothing open, and says what went", async () => {
    const { store, passDays } = openedStore();
    const fateOf = await fillStore(store, 480);
    const { log, lines } = logged();
    const contentRemoved = vi.fn();
    const retention = createRetention({ store, retentionDays: 30, log, observer: { contentRemoved } });
    passDays(29);
    expect(await retention.run()).toEqual({ removed: 0, counts: [] });
    passDays(2);
    const report = await retention.run();
    // 16 ways a record can go, 30 of each; 5 of them end settled.
    expect(report).toEqual({
      removed: 150,
      counts: expect.arrayContaining([
        { organisation: "Z01", state: "accepted", records: 120 },
        { organisation: "Z01", state: "withdrawn", records: 30 },
      ]),
    });
    expect(lines.at(-1)).toEqual([{ retentionDays: 30, ...report }, "retention"]);
    expect(contentRemoved).toHaveBeenCalledWith(150);
    const settled = ["accepted", "corrected", "updated", "card added", "withdrawn"];
    for (const entry of await everythingOf(store)) {
      if (entry.type !== "record") continue;
      const isGone = settled.includes(fateOf.get(entry.id) ?? "");
      const [create] = entry.operations;
      expect([entry.id, create?.body === undefined, entry.contentRemovedAtMs !== undefined]).toEqual([
        entry.id,
        isGone,
        isGone,
      ]);
    }
  });

  it("names each record in the audit log", async () => {
    const { store, passDays } = openedStore();
    await fillStore(store, 16);
    passDays(31);
    await createRetention({ store, retentionDays: 30, log: logged().log }).run();
    const { entries } = await store.auditTrail({ limit: 500 });
    const removed = entries.filter(({ action }) => action === "content-removed");
    expect(removed).toHaveLength(5);
    expect(removed[0]).toEqual({
      atMs: expect.any(Number),
      actor: "system",
      action: "content-removed",
      organisation: "Z01",
      recordId: expect.any(String),
      detail: expect.stringMatching(/^(accepted|withdrawn)$/),
    });
  });

  describe("by the day", () => {
    beforeEach(() => {
      vi.useFakeTimers();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    function countingStore(removeContent: Store["removeContent"]) {
      return { removeContent: vi.fn(removeContent) };
    }

    it("runs at the start and every day, until it is stopped", async () => {
      const store = countingStore(async () => []);
      const retention = createRetention({ store, retentionDays: 30, log: logged().log });
      retention.start();
      await vi.advanceTimersByTimeAsync(0);
      expect(store.removeContent).toHaveBeenCalledTimes(1);
      await vi.advanceTimersByTimeAsync(2 * dayMs);
      expect(store.removeContent).toHaveBeenCalledTimes(3);
      await retention.stop();
      await vi.advanceTimersByTimeAsync(2 * dayMs);
      expect(store.removeContent).toHaveBeenCalledTimes(3);
    });

    it("tries again soon after the store could not do it, and logs no message of the error", async () => {
      let isDown = true;
      const store = countingStore(async () => {
        if (isDown) throw new StoreUnavailableError("busy", { cause: new Error("an answer") });
        return [];
      });
      const { log, lines } = logged();
      const retention = createRetention({ store, retentionDays: 30, log });
      retention.start();
      await vi.advanceTimersByTimeAsync(0);
      expect(lines).toMatchObject([[{ errorName: "StoreUnavailableError" }, "retention failed"]]);
      expect(JSON.stringify(lines)).not.toContain("an answer");
      isDown = false;
      await vi.advanceTimersByTimeAsync(600_000);
      expect(store.removeContent).toHaveBeenCalledTimes(2);
      await retention.stop();
    });

    it("removes many in small batches, and ends after the one under way when it is stopped", async () => {
      const batch = Array.from({ length: 200 }, (_, index) => {
        return { recordId: `id-${index}`, organisation: "Z01", state: "accepted" } as const;
      });
      const store = countingStore(async ({ limit }) => batch.slice(0, limit));
      const retention = createRetention({ store, retentionDays: 30, log: logged().log });
      store.removeContent.mockImplementationOnce(async () => batch);
      store.removeContent.mockImplementationOnce(async () => {
        void retention.stop();
        return batch;
      });
      expect(await retention.run()).toMatchObject({ removed: 400 });
    });
  });
});
