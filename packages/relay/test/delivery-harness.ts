import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Writable } from "node:stream";
import { lfpse5 } from "@digital-factors/core";
import { pino } from "pino";
import { expect, onTestFinished, vi } from "vitest";
import { createLfpseSenders, type LfpseSenders, type LfpseSendersOptions } from "../src/delivery/lfpse-senders.ts";
import { createDeliveryWorker, type DeliveryWorker, type DeliveryWorkerOptions } from "../src/delivery/worker.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import type { NewOperation, RecordStatus, TakeResult } from "../src/store/record-store.ts";
import type { Store } from "../src/store/store.ts";
import { emptyFolder, subscriptionKey } from "./running-relay.ts";

/** Opens a store in a file of its own; it is closed with the test. */
export async function openedStore(file?: string): Promise<Store> {
  const store = openLibsqlStore({ file: file ?? join(await emptyFolder(), "relay.db") });
  onTestFinished(() => store.close());
  return store;
}

/** Returns what a host asks for; the body of a record is `record` alone. */
export function operation(
  kind: NewOperation["kind"],
  record: { readonly id: string },
  parts: Partial<NewOperation> = {},
): NewOperation {
  const key = kind === "create" ? record.id : randomUUID();
  return {
    recordId: record.id,
    organisation: "Z01",
    kind,
    key,
    fingerprint: key,
    body: kind === "withdraw" ? "" : JSON.stringify({ record }),
    receipt: "{}",
    receivedAtMs: Date.now(),
    actor: "token:example",
    isYellowCardMissing: false,
    ...parts,
  };
}

/** Keeps an operation and wakes the worker. */
export async function take(
  store: Store,
  worker: Pick<DeliveryWorker, "wake"> | undefined,
  taken: NewOperation,
): Promise<TakeResult> {
  const result = await store.take(taken);
  expect(result.outcome).toBe("stored");
  worker?.wake();
  return result;
}

/** Asks for a record's state again until it is one of these. */
export async function settled(store: Store, id: string, ...states: readonly string[]): Promise<RecordStatus> {
  return await vi.waitFor(
    async () => {
      const status = await store.find(id);
      if (status === undefined) throw new Error("The record is not there.");
      expect(states).toContain(status.state);
      return status;
    },
    { timeout: 60_000, interval: 5 },
  );
}

/** Carries out a person's decision. */
export async function decide(
  store: Store,
  worker: Pick<DeliveryWorker, "wake">,
  recordId: string,
  decision: Parameters<Store["decide"]>[0]["decision"],
): Promise<void> {
  const audit = { atMs: Date.now(), actor: "token:administrator", action: decision.kind, recordId } as const;
  expect(await store.decide({ recordId, decision, audit })).toBe("done");
  worker.wake();
}

/** Returns the way to a sandbox, or to what stands before it; pauses are short. */
export function sendersTo(url: string, parts: Partial<LfpseSendersOptions> = {}): LfpseSenders {
  return createLfpseSenders({
    baseUrl: `${url}/adverse-event/fhir`,
    timeoutMs: 5_000,
    profile: lfpse5,
    subscriptionKey,
    ratePerMinute: 60_000,
    random: () => 0.02,
    ...parts,
  });
}

/** A worker that runs, and every line it logged. */
export interface LoggedWorker extends DeliveryWorker {
  readonly logged: () => string;
}

/** Starts a worker; it ends with the test. Its waits are short. */
export function runningWorker(
  store: DeliveryWorkerOptions["store"],
  senders: LfpseSenders,
  parts: Partial<DeliveryWorkerOptions> = {},
): LoggedWorker {
  let text = "";
  const lines = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const worker = createDeliveryWorker({
    store,
    senders,
    profile: lfpse5,
    log: pino({ level: "debug" }, lines),
    random: () => 0.02,
    ...parts,
  });
  worker.start();
  onTestFinished(() => worker.stop(0));
  return { ...worker, logged: () => text };
}

/** A way in front of sandboxes that can be taken away. */
export interface Gateway {
  readonly url: string;
  /** Every request that arrived: its key, its method and when, in milliseconds of `performance.now()`. */
  readonly seen: readonly { readonly key: string; readonly method: string; readonly atMs: number }[];
  /** Refuses connections until the next `open`. */
  readonly shut: () => Promise<void>;
  readonly open: () => Promise<void>;
}

/** Starts a gateway that sends each key's requests to its own sandbox; it ends with the test. */
export async function runningGateway(sandboxOf: Readonly<Record<string, string>>): Promise<Gateway> {
  const seen: { key: string; method: string; atMs: number }[] = [];
  let server: Server | undefined;
  let port = 0;
  async function open(): Promise<void> {
    server = createServer(async (request, response) => {
      const key = String(request.headers["ocp-apim-subscription-key"]);
      const method = request.method ?? "";
      seen.push({ key, method, atMs: performance.now() });
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      try {
        const answer = await fetch(`${sandboxOf[key]}${request.url}`, {
          method,
          headers: { "Content-Type": "application/json", "Ocp-Apim-Subscription-Key": subscriptionKey },
          ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
        });
        const body = Buffer.from(await answer.arrayBuffer());
        const retryAfter = answer.headers.get("retry-after");
        response.writeHead(answer.status, {
          "Content-Type": answer.headers.get("content-type") ?? "text/plain",
          ...(retryAfter === null ? {} : { "Retry-After": retryAfter }),
        });
        response.end(body);
      } catch {
        response.destroy();
      }
    });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  }
  async function shut(): Promise<void> {
    if (server === undefined) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
    server = undefined;
  }
  await open();
  onTestFinished(shut);
  return { url: `http://127.0.0.1:${port}`, seen, shut, open };
}

/** Opens a store on a clock of the test's own. The caller closes it. */
export async function simulatedStore(now: () => number): Promise<Store> {
  return openLibsqlStore({ file: join(await emptyFolder(), "relay.db"), now });
}
