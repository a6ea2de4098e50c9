import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { showFigures } from "./faults/figures.ts";
import { loggedRun, losePowerEverywhere } from "./faults/power-loss.ts";
import { chosenSeed, seeded, seedHint } from "./faults/seeded-random.ts";
import { mayTrace } from "./faults/strace.ts";
import { emptyFolder } from "./running-relay.ts";

describe.runIf(mayTrace())("a relay that loses its power", () => {
  it("has said 202 only after the disk had the record, and opens from every moment with all of those", {
    timeout: 120_000,
  }, async () => {
    const seed = chosenSeed();
    const folder = await emptyFolder();
    const run = await loggedRun({ folder, seed, recordsEach: 5 });
    const report = await losePowerEverywhere(run, join(folder, "cut"), seed);
    showFigures("power loss", {
      seed,
      cuts: report.cuts,
      acknowledged: report.acknowledged,
      lost: report.lost.length,
      "waits for the disk for each 202": report.syncsPerAcknowledged,
    });
    expect(report, seedHint(seed)).toMatchObject({
      acknowledged: run.sent.receipts.size,
      acknowledgedTooSoon: [],
      lost: [],
      unopened: [],
    });
    expect(run.sent.receipts.size).toBe(50);
    expect(report.cuts).toBeGreaterThan(20);
    expect(report.syncsPerAcknowledged).toBeGreaterThan(0);

    // The same run on a disk whose waits do nothing: every 202 came too soon, and the replay says so.
    const few = run.events.slice(0, run.events.findIndex(({ kind }) => kind === "accepted") + 5);
    const events = few.map((event) => (event.kind === "sync" ? { ...event, isOk: false } : event));
    const unsafe = await losePowerEverywhere({ ...run, events }, join(folder, "cut"), seed);
    expect(unsafe.acknowledged).toBeGreaterThan(0);
    expect(unsafe.acknowledgedTooSoon).toHaveLength(unsafe.acknowledged);
  });

  it.each(["error=EIO", "error=ENOSPC"])(
    "says no 202 for what a failed wait for the disk (%s) left in doubt",
    { timeout: 120_000 },
    async (fault) => {
      const seed = chosenSeed();
      const random = seeded(seed);
      const folder = await emptyFolder();
      // A few dozen waits come before and after it.
      const when = 12 + Math.floor(random() * 12);
      const faults = [`fsync:${fault}:when=${when}`, `fdatasync:${fault}:when=${when}`];
      const run = await loggedRun({ folder, seed, recordsEach: 3, faults });
      const failed = run.events.findIndex((event) => event.kind === "sync" && !event.isOk);
      const hint = `${seedHint(seed)}, wait ${when}`;
      expect(failed, `no wait for the disk failed, ${hint}`).toBeGreaterThan(0);
      await mkdir(join(folder, "cut"));
      const report = await losePowerEverywhere(run, join(folder, "cut"), seed);
      showFigures(`failed wait for the disk, ${fault}`, {
        seed,
        when,
        acknowledged: report.acknowledged,
        refused: [...run.sent.refusals].map(([status, count]) => `${count} × ${status}`).join(" "),
        lost: report.lost.length,
      });
      expect(report, hint).toMatchObject({ acknowledgedTooSoon: [], lost: [], unopened: [] });
      expect(
        [...run.sent.refusals.keys()].filter((status) => status !== 503),
        hint,
      ).toEqual([]);
      const after = run.events.slice(failed);
      const reopened = after.findIndex((event) => event.kind === "open" && event.path === run.file);
      const wroteAgain = after.findIndex((event) => event.kind === "write" && event.path === `${run.file}-wal`);
      expect(wroteAgain, `nothing was taken after the fault, ${hint}`).toBeGreaterThan(0);
      expect(reopened, `the store was not opened again, ${hint}`).toBeGreaterThan(0);
      expect(reopened, `the store was written before it was opened again, ${hint}`).toBeLessThan(wroteAgain);
      expect(run.sent.receipts.size, hint).toBe(30);
    },
  );
});
