import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type RecordStatus, recordLimits } from "../src/store/record-store.ts";
import { exampleRecord } from "./example-record.ts";
import { type ApiRequest, type RunningApi, runningApi, submissionOf, withFaults } from "./running-api.ts";

type ExampleRecord = ReturnType<typeof exampleRecord>;

async function created(api: RunningApi, parts: Parameters<typeof exampleRecord>[0] = {}): Promise<ExampleRecord> {
  const record = exampleRecord(parts);
  expect((await api.ask("/v1/records", submissionOf(record))).status).toBe(202);
  return record;
}

async function statusOf(api: RunningApi, id: string): Promise<RecordStatus> {
  return JSON.parse((await api.ask(`/v1/records/${id}`)).text) as RecordStatus;
}

async function keptRecord(api: RunningApi, id: string): Promise<ExampleRecord> {
  const kept = await api.store.read(id, "Z01");
  return (JSON.parse(kept?.body ?? "{}") as { record: ExampleRecord }).record;
}

const put = (record: object, key: string = randomUUID(), headers: ApiRequest["headers"] = {}): ApiRequest => ({
  method: "PUT",
  headers: { "Idempotency-Key": key, ...headers },
  body: JSON.stringify({ record }),
});

const card = (value: string, covers = "device", key: string = randomUUID()): ApiRequest => ({
  method: "POST",
  headers: { "Idempotency-Key": key },
  body: JSON.stringify({ covers, value }),
});

describe("PUT /v1/records/{id}", () => {
  it("keeps the record as it is now behind what was sent before", async () => {
    const api = await runningApi();
    const record = await created(api);
    const key = randomUUID();
    const answer = await api.ask(`/v1/records/${record.id}`, put({ ...record, part: "possible" }, key));
    expect(answer.status).toBe(202);
    expect(JSON.parse(answer.text)).toMatchObject({ id: record.id, operation: key, state: "waiting" });
    const status = await statusOf(api, record.id);
    expect(status).toMatchObject({ revision: 2, operations: [{ kind: "create" }, { kind: "update", key }] });
    expect(await keptRecord(api, record.id)).toMatchObject({ part: "possible" });
  });

  it("answers 422 once the record takes no more changes, and lets it be withdrawn", async () => {
    const api = await runningApi();
    const record = await created(api);
    for (let count = 1; count < recordLimits.operations; count += 1) {
      expect((await api.ask(`/v1/records/${record.id}`, put(record))).status).toBe(202);
    }
    const requests = [
      [`/v1/records/${record.id}`, put(record)],
      [`/v1/records/${record.id}/yellow-card`, card("YC-EXAMPLE-0043")],
    ] as const;
    for (const [path, request] of requests) {
      const { status, text } = await api.ask(path, request);
      expect([status, JSON.parse(text)]).toEqual([
        422,
        expect.objectContaining({
          resourceType: "OperationOutcome",
          issue: [expect.objectContaining({ code: "business-rule", diagnostics: expect.stringContaining("withdraw") })],
        }),
      ]);
    }
    expect((await api.ask(`/v1/records/${record.id}`, { method: "DELETE" })).status).toBe(202);
  });

  it("gives a repeat the same receipt, byte for byte, whatever came in between", async () => {
    const api = await runningApi();
    const record = await created(api);
    const request = put({ ...record, part: "possible" }, randomUUID(), { "If-Match": '"1"' });
    const first = await api.ask(`/v1/records/${record.id}`, request);
    await api.ask(`/v1/records/${record.id}`, put(record));
    const again = await api.ask(`/v1/records/${record.id}`, request);
    expect([again.status, again.text]).toEqual([202, first.text]);
    expect((await statusOf(api, record.id)).revision).toBe(3);
  });

  it("makes one operation of repeats that come together", async () => {
    const api = await runningApi();
    const record = await created(api);
    const request = put({ ...record, part: "possible" });
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.ask(`/v1/records/${record.id}`, request)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect((await statusOf(api, record.id)).revision).toBe(2);
  });

  it("answers 409 to other content under the key, to the key of another operation, and after a withdrawal", async () => {
    const api = await runningApi();
    const record = await created(api);
    const path = `/v1/records/${record.id}`;
    const key = randomUUID();
    await api.ask(path, put({ ...record, part: "possible" }, key));
    expect((await api.ask(path, put(record, key))).status).toBe(409);
    // The key of the create, with the content of the create: still something else that is asked.
    expect((await api.ask(path, put(record, record.id))).status).toBe(409);
    expect((await api.ask(`${path}/yellow-card`, card("YC-EXAMPLE-0043", "device", key))).status).toBe(409);
    await api.ask(path, { method: "DELETE" });
    expect((await api.ask(path, put(record))).status).toBe(409);
    expect((await api.ask(path, put({ ...record, part: "possible" }, key))).status).toBe(202);
  });

  it("answers 412 with the revision there is when If-Match names another", async () => {
    const api = await runningApi();
    const record = await created(api);
    const path = `/v1/records/${record.id}`;
    for (const tag of ['"2"', "1", 'W/"1"', '"1", "2"', '""']) {
      const answer = await api.ask(path, put(record, randomUUID(), { "If-Match": tag }));
      expect([answer.status, answer.headers.get("etag")]).toEqual([412, '"1"']);
    }
    for (const tag of ['"1"', "*"]) {
      expect((await api.ask(path, put(record, randomUUID(), { "If-Match": tag }))).status).toBe(202);
    }
    expect((await api.ask(path)).headers.get("etag")).toBe('"3"');
  });

  it("lets one of two win that change the same revision at once", async () => {
    const api = await runningApi();
    const record = await created(api);
    const change = (part: string) =>
      api.ask(`/v1/records/${record.id}`, put({ ...record, part }, randomUUID(), { "If-Match": '"1"' }));
    const statuses = (await Promise.all([change("possible"), change("none")])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([202, 412]);
  });

  it("answers 404 for a record that is unknown or of another organisation, and tells nothing of which", async () => {
    const api = await runningApi();
    const record = await created(api);
    const other = { Authorization: `Bearer ${await api.tokenFor({ role: "reporter", organisation: "Z02" })}` };
    const unknown = exampleRecord();
    const answers = [
      await api.ask(`/v1/records/${record.id}`, put(record, randomUUID(), other)),
      await api.ask(`/v1/records/${unknown.id}`, put(unknown)),
      await api.ask(`/v1/records/${record.id}`, { method: "DELETE", headers: other }),
      await api.ask(`/v1/records/${unknown.id}`, { method: "DELETE" }),
      await api.ask(`/v1/records/${record.id}`, { headers: other }),
      await api.ask(`/v1/records/${unknown.id}`),
    ];
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
    expect((await statusOf(api, record.id)).revision).toBe(1);
  });

  it("answers 400 without a key that is a UUID, or for the record of another address", async () => {
    const api = await runningApi();
    const record = await created(api);
    const path = `/v1/records/${record.id}`;
    expect((await api.ask(path, put(record, "1"))).status).toBe(400);
    expect((await api.ask(path, put(exampleRecord()))).status).toBe(400);
    expect((await api.ask(path, { ...put(record), headers: {} })).status).toBe(400);
  });
});

describe("/v1/records/{id}", () => {
  it("is the same record in capitals, for every method, and a change's key in capitals is the same key", async () => {
    const api = await runningApi();
    const capitals = await created(api, { id: randomUUID().toUpperCase() });
    const id = capitals.id.toLowerCase();
    const [small, large] = [`/v1/records/${id}`, `/v1/records/${capitals.id}`];
    expect((await api.ask(large)).text).toBe((await api.ask(small)).text);
    expect(await statusOf(api, capitals.id)).toMatchObject({ id, operations: [{ key: id }] });
    expect(await keptRecord(api, id)).toMatchObject({ id });
    const [change, added] = [randomUUID(), randomUUID()];
    const repeats = [
      [small, put({ ...capitals, part: "possible" }, change)],
      [large, put({ ...capitals, id, part: "possible" }, change.toUpperCase())],
      [`${small}/yellow-card`, card("YC-EXAMPLE-0043", "device", added)],
      [`${large}/yellow-card`, card("YC-EXAMPLE-0043", "device", added.toUpperCase())],
      [small, { method: "DELETE" }],
      [large, { method: "DELETE" }],
    ] as const;
    const answers: string[] = [];
    for (const [path, request] of repeats) {
      const { status, text } = await api.ask(path, request);
      expect(status).toBe(202);
      answers.push(text);
    }
    expect(answers).toEqual([answers[0], answers[0], answers[2], answers[2], answers[4], answers[4]]);
    expect(await statusOf(api, id)).toMatchObject({
      revision: 4,
      operations: [{ key: id }, { key: change }, { key: added }, { key: "withdraw" }],
    });
  });

  it.each(["%00", "a%00", "nothing", "x%0d%0a", "%F0%9F%8F%A5"])(
    "is 404 without a look into the store where %s stands for the id",
    async (id) => {
      const asked: unknown[] = [];
      const watched = (recordId: string) => {
        asked.push(recordId);
        return Promise.reject(new Error("asked"));
      };
      const api = await runningApi({
        wrap: (store) => withFaults(store, { find: watched, read: watched, take: ({ recordId }) => watched(recordId) }),
      });
      const path = `/v1/records/${id}`;
      const requests = [
        [path, {}],
        [path, put(exampleRecord())],
        [path, { method: "DELETE" }],
        [`${path}/yellow-card`, card("YC-EXAMPLE-0043")],
      ] as const;
      for (const [each, request] of requests) expect((await api.ask(each, request)).status).toBe(404);
      expect(asked).toEqual([]);
    },
  );
});

describe("DELETE /v1/records/{id}", () => {
  it("needs no key, and gives a repeat the same receipt", async () => {
    const api = await runningApi();
    const record = await created(api);
    const first = await api.ask(`/v1/records/${record.id}`, { method: "DELETE" });
    const again = await api.ask(`/v1/records/${record.id}`, { method: "DELETE" });
    expect(JSON.parse(first.text)).toMatchObject({ id: record.id, operation: "withdraw", state: "waiting" });
    expect([again.status, again.text]).toEqual([202, first.text]);
    expect(await statusOf(api, record.id)).toMatchObject({ state: "withdrawn", revision: 2 });
  });

  it("respects If-Match, and takes a key of the sender's", async () => {
    const api = await runningApi();
    const record = await created(api);
    const key = randomUUID();
    const remove = (tag: string) =>
      api.ask(`/v1/records/${record.id}`, { method: "DELETE", headers: { "Idempotency-Key": key, "If-Match": tag } });
    expect((await remove('"3"')).status).toBe(412);
    expect(JSON.parse((await remove('"1"')).text)).toMatchObject({ operation: key });
  });
});

describe("POST /v1/records/{id}/yellow-card", () => {
  it("adds the reference to the record as it is now", async () => {
    const api = await runningApi();
    const record = await created(api, { yellowCard: { status: "reported-no-number" } });
    expect((await statusOf(api, record.id)).isYellowCardMissing).toBe(true);
    await api.ask(`/v1/records/${record.id}`, put({ ...record, part: "possible", yellowCard: { status: "reported" } }));
    const answer = await api.ask(`/v1/records/${record.id}/yellow-card`, card("  yc-example  0042 "));
    expect(answer.status).toBe(202);
    expect(await keptRecord(api, record.id)).toMatchObject({
      part: "possible",
      yellowCard: { status: "reported", references: [{ covers: "device", value: "yc-example 0042" }] },
    });
    const status = await statusOf(api, record.id);
    expect(status.isYellowCardMissing).toBe(false);
    expect(status.operations.map(({ kind }) => kind)).toEqual(["create", "update", "yellow-card"]);
  });

  it("adds each of those that come together, and none twice", async () => {
    const api = await runningApi();
    const record = await created(api, { yellowCard: { status: "reported-no-number" } });
    const path = `/v1/records/${record.id}/yellow-card`;
    const requests = ["0001", "0002", "0003"].map((number) => card(`YC-EXAMPLE-${number}`));
    const answers = await Promise.all([...requests, ...requests].map((request) => api.ask(path, request)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 202));
    expect(answers.slice(3).map(({ text }) => text)).toEqual(answers.slice(0, 3).map(({ text }) => text));
    const { yellowCard } = await keptRecord(api, record.id);
    expect(yellowCard?.references?.map(({ value }) => value).sort()).toEqual(
      ["0001", "0002", "0003"].map((number) => `YC-EXAMPLE-${number}`),
    );
  });

  it("does not add a reference that is there, and learns what it covers", async () => {
    const api = await runningApi();
    const references = [{ covers: "unknown", value: "YC-EXAMPLE-0042" }] as const;
    const record = await created(api, { yellowCard: { status: "reported", references: [...references] } });
    await api.ask(`/v1/records/${record.id}/yellow-card`, card("yc-example-0042", "medicine"));
    await api.ask(`/v1/records/${record.id}/yellow-card`, card("YC-EXAMPLE-0042", "unknown"));
    const kept = await keptRecord(api, record.id);
    expect(kept.yellowCard?.references).toEqual([{ covers: "medicine", value: "YC-EXAMPLE-0042" }]);
  });

  it("gives a repeat its receipt, though the record could not take another reference by now", async () => {
    const api = await runningApi();
    const record = await created(api, { yellowCard: { status: "reported-no-number" } });
    const path = `/v1/records/${record.id}/yellow-card`;
    const requests = ["0001", "0002", "0003", "0004"].map((number) => card(`YC-EXAMPLE-${number}`));
    const receipts = [];
    for (const request of requests) receipts.push((await api.ask(path, request)).text);
    expect((await api.ask(path, card("YC-EXAMPLE-0005"))).status).toBe(422);
    const again = await Promise.all(requests.map((request) => api.ask(path, request)));
    expect(again.map(({ text }) => text)).toEqual(receipts);
  });

  it("answers 422 to what is no reference, and never repeats it", async () => {
    const api = await runningApi();
    const record = await created(api);
    const values = ["jane@example.org", "999 000 0018", "ab", "no digit", "https://example.org/1", "", "\u2028;--1"];
    for (const value of values) {
      const answer = await api.ask(`/v1/records/${record.id}/yellow-card`, card(value));
      expect(answer.status, value).toBe(422);
      if (value !== "") expect(answer.text).not.toContain(value);
    }
    for (const body of ["[]", "null", '{"covers":"device"}', '{"covers":"all","value":"YC-1"}', '{"value":7}']) {
      expect((await api.ask(`/v1/records/${record.id}/yellow-card`, { ...card("x"), body })).status, body).toBe(422);
    }
    expect((await statusOf(api, record.id)).revision).toBe(1);
  });

  it("answers 409 once the record was withdrawn", async () => {
    const api = await runningApi();
    const record = await created(api);
    await api.ask(`/v1/records/${record.id}`, { method: "DELETE" });
    expect((await api.ask(`/v1/records/${record.id}/yellow-card`, card("YC-EXAMPLE-0043"))).status).toBe(409);
  });
});

describe("POST /v1/records", () => {
  it("gives a repeat the same receipt, whatever the order of names and white space", async () => {
    const api = await runningApi();
    const record = exampleRecord();
    const first = await api.ask("/v1/records", submissionOf(record));
    const reordered = Object.fromEntries(Object.entries(record).reverse());
    const body = JSON.stringify({ record: reordered }, null, 3);
    const again = await api.ask("/v1/records", { ...submissionOf(record), body });
    expect([again.status, again.text]).toEqual([202, first.text]);
    expect((await api.ask("/v1/records", submissionOf({ ...record, part: "none" } as ExampleRecord))).status).toBe(409);
  });

  it("makes one record of repeats that come together", async () => {
    const api = await runningApi();
    const record = exampleRecord();
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.ask("/v1/records", submissionOf(record))));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect((await statusOf(api, record.id)).revision).toBe(1);
  });
});
