import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSealer } from "../src/encryption/sealer.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import { exampleRecord } from "./example-record.ts";
import { judge } from "./faults/far-side.ts";
import { chosenSeed, seeded, seedHint } from "./faults/seeded-random.ts";
import { encryptionKey } from "./faults/spawned-relay.ts";
import { submit } from "./faults/submitting.ts";
import { syntheticRecord } from "./faults/synthetic-record.ts";
import { untilDrained } from "./faults/until-drained.ts";
import { relayEnvironment, relayProcess } from "./relay-process.ts";
import { emptyFolder, post, reached, runningRelay, runningSandbox, settings, stateOf } from "./running-relay.ts";

const dayMs = 86_400_000;
const seed = chosenSeed();
const hint = seedHint(seed);

describe("a relay that is sent the same record again", () => {
  it("gives 2 to 10 repeats at once, one after another and after restarts the same bytes, and delivers once", {
    timeout: 60_000,
  }, async () => {
    const random = seeded(seed);
    const sandbox = await runningSandbox();
    const environment = relayEnvironment(sandbox.url, join(await emptyFolder(), "relay.db"));
    const records = Array.from({ length: 9 }, () => syntheticRecord(random));
    const receipts = new Map<string, Set<string>>(records.map(({ id }) => [id, new Set()]));
    const send = async (url: string, record: (typeof records)[number]) => {
      const answer = await submit(url, record);
      expect(answer.status, hint).toBe(202);
      receipts.get(record.id)?.add(await answer.text());
    };

    const first = await relayProcess(environment);
    await Promise.all(
      records.flatMap((record, index) => Array.from({ length: index + 2 }, async () => await send(first.url, record))),
    );
    for (const record of records) for (let time = 0; time < 3; time += 1) await send(first.url, record);
    expect(await first.end("SIGKILL")).toBe("SIGKILL");
    const second = await relayProcess(environment);
    await Promise.all(records.map(async (record) => await send(second.url, record)));
    await untilDrained(second.url, records);
    expect(await second.end("SIGTERM")).toBe(0);
    const third = await relayProcess(environment);
    for (const record of records) await send(third.url, record);

    for (const [id, bytes] of receipts) expect(bytes.size, `${id}, ${hint}`).toBe(1);
    const { lost, doubled, changed } = judge(sandbox, records);
    // What was under way at the kill is for a person to look into; it is never sent again by itself.
    const unknown: string[] = [];
    for (const { id } of records) if ((await stateOf(third.url, id)).state === "unknown") unknown.push(id);
    expect(
      lost.every((id) => unknown.includes(id)),
      hint,
    ).toBe(true);
    expect({ doubled, changed }, hint).toEqual({ doubled: [], changed: [] });
  });

  it("takes one whose id is in capitals for the same: one receipt, one record, one event at LFPSE", async () => {
    const sandbox = await runningSandbox();
    const relay = await runningRelay(settings(sandbox.url, join(await emptyFolder(), "relay.db")));
    const record = exampleRecord();
    const capitals = { ...record, id: record.id.toUpperCase() };
    const receipts = await Promise.all(
      [record, capitals, capitals, record].map(async (each) => (await post(relay.url, each)).text()),
    );
    expect(JSON.parse(receipts[0] ?? "{}")).toMatchObject({ id: record.id });
    expect(new Set(receipts).size).toBe(1);
    await reached(relay.url, record.id, "accepted");
    expect(await (await post(relay.url, capitals)).text()).toBe(receipts[0]);
    // The key in one spelling and the record in the other.
    const headers = { "Idempotency-Key": record.id };
    expect(await (await post(relay.url, capitals, { headers })).text()).toBe(receipts[0]);
    expect((await post(relay.url, { ...capitals, part: "none" })).status).toBe(409);
    expect(sandbox.events()).toHaveLength(1);
  });

  it("knows it after 30 days, when its content is gone, and refuses another body under its id", {
    timeout: 60_000,
  }, async () => {
    const sandbox = await runningSandbox();
    const file = join(await emptyFolder(), "relay.db");
    const environment = relayEnvironment(sandbox.url, file);
    const record = syntheticRecord(seeded(seed));
    const first = await relayProcess(environment);
    const receipt = await (await submit(first.url, record)).text();
    await untilDrained(first.url, [record]);
    await first.end("SIGTERM");

    const sealer = createSealer([encryptionKey]);
    const store = openLibsqlStore({ file, sealer, now: () => Date.now() + 31 * dayMs });
    expect(await store.removeContent({ afterMs: 30 * dayMs, limit: 10 })).toMatchObject([{ recordId: record.id }]);
    expect((await store.read(record.id))?.body).toBe("");
    await store.close();

    const second = await relayProcess(environment);
    const repeats = await Promise.all(Array.from({ length: 5 }, async () => await submit(second.url, record)));
    expect(repeats.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    for (const repeat of repeats) expect(await repeat.text()).toBe(receipt);
    expect((await submit(second.url, { ...record, description: `${record.description} More.` })).status).toBe(409);
    expect(await stateOf(second.url, record.id)).toMatchObject({
      state: "accepted",
      contentRemovedAt: expect.any(String),
    });
    expect(judge(sandbox, [record])).toEqual({ delivered: 1, lost: [], doubled: [], changed: [] });
    expect(sandbox.events()).toHaveLength(1);
  });
});
