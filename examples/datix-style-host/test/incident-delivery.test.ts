import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseRecord } from "@digital-factors/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readIncident } from "../src/incident.js";
import { createIncidentDelivery } from "../src/incident-delivery.js";
import { type KeptIncident, openIncidentStore } from "../src/incident-store.js";

type Answer = (response: ServerResponse) => void;

const answer =
  (status: number, body: unknown = {}): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };

let folder: string;
let answers: { post: Answer[]; get: Answer[] };
let keys: string[];
let stop: () => Promise<void>;
let relayUrl: URL;

/** A relay that answers as told: the last answer again and again. */
const relay = createServer((request, response) => {
  const queue = request.method === "POST" ? answers.post : answers.get;
  if (request.method === "POST") keys.push(String(request.headers["idempotency-key"]));
  const next = queue.length > 1 ? queue.shift() : queue[0];
  request.resume().once("end", () => next?.(response));
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "digital-factors-incidents-"));
  answers = { post: [answer(202)], get: [answer(200, { state: "waiting" })] };
  keys = [];
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  relayUrl = new URL(`http://127.0.0.1:${(relay.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await stop();
  relay.closeAllConnections();
  relay.close();
  await once(relay, "close");
  await rm(folder, { recursive: true, force: true });
});

function incident(): KeptIncident {
  const id = randomUUID();
  const parsed = parseRecord({
    format: "digital-factors/1",
    id,
    recordedAt: "2026-11-11T10:00:00Z",
    versions: { factors: "1.0.0", lfpse: "5" },
    nation: "england",
    reporter: "staff",
    eventType: "incident",
    part: "none",
  });
  if (!parsed.ok) throw new Error("The record of this test is wrong");
  return {
    id,
    receivedAt: "2026-11-11T10:00:00Z",
    incident: readIncident(new URLSearchParams()),
    record: parsed.value,
    adverseEvent: { resourceType: "AdverseEvent" },
    delivery: { state: "waiting" },
  };
}

async function keepAndDeliver() {
  const store = await openIncidentStore(folder);
  const kept = incident();
  await store.add(kept);
  const delivery = createIncidentDelivery(store, { relayUrl, token: "token" });
  stop = delivery.stop;
  await delivery.start();
  const state = async () => (await store.read(kept.id))?.delivery;
  return { store, kept, state };
}

describe("the delivery of kept incidents", () => {
  it("takes up what an earlier run left, and keeps the reference number", async () => {
    answers.get = [answer(200, { state: "accepted", lfpse: { id: "1", referenceNumber: "N-1" }, issues: [] })];
    const { kept, state } = await keepAndDeliver();
    await expect.poll(state).toEqual({ state: "accepted", referenceNumber: "N-1" });
    expect(keys).toEqual([kept.id]);
  });

  it("tries again under the same id while the relay fails", async () => {
    answers.post = [answer(503), (response) => response.destroy(), answer(202)];
    const { kept, state } = await keepAndDeliver();
    await expect.poll(state, { timeout: 8_000 }).toEqual({ state: "relayed" });
    expect(keys).toEqual([kept.id, kept.id, kept.id]);
  });

  it("keeps the reasons when the relay refuses", async () => {
    const issue = [{ severity: "error", code: "value", diagnostics: "Use a code from the list." }];
    answers.post = [answer(422, { resourceType: "OperationOutcome", issue })];
    const { state } = await keepAndDeliver();
    await expect.poll(state).toEqual({ state: "rejected", messages: ["Use a code from the list."] });
  });

  it("keeps an incident whose token is refused, and says so once without any answer", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    answers.post = [answer(401), answer(401), answer(202)];
    const { state } = await keepAndDeliver();
    await expect.poll(state, { timeout: 8_000 }).toEqual({ state: "relayed" });
    expect(told.mock.calls).toEqual([
      ["The relay refused the token: check DIGITAL_FACTORS_TOKEN. Incidents are kept until it is taken."],
    ]);
  });

  it("hands over again what the relay has forgotten", async () => {
    answers.get = [answer(404), answer(200, { state: "accepted", lfpse: { referenceNumber: "N-2" } })];
    const { kept, state } = await keepAndDeliver();
    await expect.poll(state, { timeout: 8_000 }).toEqual({ state: "accepted", referenceNumber: "N-2" });
    expect(keys).toEqual([kept.id, kept.id]);
  });
});

describe("the store of kept incidents", () => {
  it("keeps the first of two incidents with one id, and leaves no half file", async () => {
    stop = async () => {};
    const store = await openIncidentStore(folder);
    const first = incident();
    expect(await store.add(first)).toBe(true);
    expect(await store.add({ ...first, receivedAt: "2026-11-12T10:00:00Z" })).toBe(false);
    expect(await store.read(first.id)).toEqual(first);
    expect(await readdir(folder)).toEqual([`${first.id}.json`]);
    expect(await store.ids()).toEqual([first.id]);
  });

  it.each(["..", "../../etc/passwd", "", "a.json"])("has nothing under the id %j", async (id) => {
    stop = async () => {};
    const store = await openIncidentStore(folder);
    expect(await store.read(id)).toBeUndefined();
  });
});
