import type { OperationOutcome } from "@digital-factors/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAccess } from "../src/access/access.ts";
import { makeToken } from "../src/access/token.ts";
import {
  type AttackTarget,
  attackTarget,
  environmentToken,
  exchange,
  metricsToken,
  type RawAnswer,
  rawRequest,
} from "./attack-target.ts";
import { attacks } from "./attacks.ts";
import { answerTexts, exampleRecord } from "./example-record.ts";
import { post } from "./running-relay.ts";

let target: AttackTarget;
beforeAll(async () => {
  target = await attackTarget();
}, 30_000);
afterAll(() => target.close());

const secretsOf = ({ tokens }: AttackTarget) => [
  environmentToken,
  metricsToken,
  ...Object.values(tokens).map((token) => token.slice(13)),
];

/** Sends a record of Z01's. */
async function send(record: ReturnType<typeof exampleRecord>, headers: Readonly<Record<string, string>> = {}) {
  return await post(target.url, record, { headers: { Authorization: `Bearer ${target.tokens.own}`, ...headers } });
}

function expectNothingGivenAway({ body, headers }: RawAnswer): void {
  for (const text of [...answerTexts, ...secretsOf(target), "node_modules", ".ts:", "sqlite", "attacker"]) {
    expect(`${body}${JSON.stringify(headers)}`).not.toContain(text);
  }
  expect(headers["set-cookie"]).toBeUndefined();
}

/** Checks that both records are as they were and that the relay is in service. */
async function expectUnharmed(): Promise<void> {
  for (const [organisation, { id }] of [
    ["Z01", target.ownRecord],
    ["Z02", target.foreignRecord],
  ] as const) {
    expect(await target.store.find(id, organisation)).toMatchObject({ revision: 1, state: "rejected" });
  }
  expect((await fetch(`${target.url}/healthz`)).status).toBe(200);
}

describe("a relay that is attacked", { timeout: 40_000 }, () => {
  it.concurrent.each(attacks)("refuses $name", async ({ send, refusal }) => {
    const answer = await send(target);
    expect(answer.status, answer.body).toBe(refusal.status);
    expect(answer.answers).toBe(1);
    expect((JSON.parse(answer.body) as OperationOutcome).issue[0]).toMatchObject({
      severity: "error",
      code: refusal.code,
    });
    expect(answer.headers["content-type"]).toBe("application/fhir+json");
    const [name, value] = refusal.header ?? [];
    if (name !== undefined) expect(answer.headers[name]).toBe(value);
    expectNothingGivenAway(answer);
    await expectUnharmed();
  });
});

describe("a relay after an attacker's afternoon", { timeout: 40_000 }, () => {
  it("says the same of another's record as of one that does not exist", async () => {
    const ask = async (id: string) =>
      await exchange(target.port, rawRequest(`GET /v1/records/${id}`, [`Authorization: Bearer ${target.tokens.own}`]));
    const [foreign, none] = [await ask(target.foreignRecord.id), await ask(exampleRecord().id)];
    expect(foreign.body).toBe(none.body);
    expect(Object.keys(foreign.headers)).toEqual(Object.keys(none.headers));
  });

  it("has left the prototype of objects as it was", () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).isAdministrator).toBeUndefined();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("asked the identity provider for its keys, and for nothing else", () => {
    expect(new Set(target.provider.asked)).toEqual(new Set(["/keys"]));
  });

  it("gives pages of other origins no leave", async () => {
    for (const origin of ["https://attacker.example", "null", target.url]) {
      const answers = [
        await fetch(`${target.url}/v1/records/${target.ownRecord.id}`, {
          headers: { Origin: origin, Authorization: `Bearer ${target.tokens.own}` },
        }),
        await fetch(`${target.url}/v1/records`, {
          method: "OPTIONS",
          headers: {
            Origin: origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization",
          },
        }),
      ];
      for (const { headers } of answers) {
        expect([...headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
        expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      }
    }
  });

  it("lets nothing be framed, guessed or kept", async () => {
    const { headers } = await fetch(`${target.url}/v1/records/${target.ownRecord.id}`, {
      headers: { Authorization: `Bearer ${target.tokens.own}` },
    });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("server")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
  });

  it("opens no tunnel through itself", async () => {
    const answer = await exchange(
      target.port,
      "CONNECT attacker.example:443 HTTP/1.1\r\nHost: attacker.example\r\n\r\n",
    );
    expect(answer).toMatchObject({ status: 0, body: "" });
  });

  it("answers 429 to guessing and goes on with its work", async () => {
    const guesses = Array.from({ length: 200 }, () => ask(makeToken().token));
    const sent = await Promise.all(Array.from({ length: 20 }, () => send(exampleRecord())));
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 202));
    const statuses = await Promise.all(guesses);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(150);
    expect(statuses.filter((status) => ![401, 429, 503].includes(status))).toEqual([]);
    const fresh = await target.issue({ role: "reporter", organisation: "Z01" });
    expect(await ask(fresh.token)).toBe(404);
  });

  it("takes as long for an id that does not exist as for one that does", async () => {
    const { id } = await target.issue({ role: "reporter", organisation: "Z01" });
    const access = createAccess({ store: target.store, log: { warn: () => {} } });
    const medianMs = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
    const took = async (token: string, at: number) => {
      const startedAtMs = performance.now();
      expect(await access.authenticate(token, `192.0.2.${at}`)).toEqual({ outcome: "refused" });
      return performance.now() - startedAtMs;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let round = 0; round < 9; round += 1) {
      known.push(await took(`dft_${id}_${makeToken().secret}`, round));
      unknown.push(await took(makeToken().token, round));
    }
    // A look-up without a hash would take a hundredth; a machine under load is not a hundred times slower in turn.
    const ratio = medianMs(unknown) / medianMs(known);
    expect(ratio).toBeGreaterThan(0.25);
    expect(ratio).toBeLessThan(4);
  });

  it("keeps its figures to those with their token, and puts nothing of a request into a label", async () => {
    expect((await fetch(`${target.url}/metrics`)).status).toBe(401);
    for (const token of [target.tokens.own, target.tokens.administrator]) {
      const response = await fetch(`${target.url}/metrics`, { headers: { Authorization: `Bearer ${token}` } });
      expect(response.status).toBe(401);
    }
    await exchange(target.port, rawRequest('GET /v1/x"}%20forged{a="b"', []));
    await exchange(target.port, rawRequest("PROPFIND /forged/\u00e9", []));
    for (let count = 0; count < 200; count += 1) await fetch(`${target.url}/forged-${count}`);
    const text = await (
      await fetch(`${target.url}/metrics`, { headers: { Authorization: `Bearer ${metricsToken}` } })
    ).text();
    expect(text).toContain("# TYPE");
    for (const hidden of ["forged", "PROPFIND", target.ownRecord.id, "Z02", ...answerTexts])
      expect(text).not.toContain(hidden);
    expect(text.split("\n").length).toBeLessThan(600);
  });

  it("wrote one line for each thing it logged, whatever the requests said", async () => {
    const nasty = encodeURIComponent('\n{"level":60,"msg":"forged"}\u001b[2J\u202e');
    await fetch(`${target.url}/v1/records/${nasty}`, { headers: { Authorization: `Bearer ${target.tokens.own}` } });
    await send(exampleRecord(), { "Idempotency-Key": "\u00e9 forged", "User-Agent": "forged %0a \u00ff" });
    await fetch(`${target.url}/${nasty}`);
    const lines = target
      .logged()
      .split("\n")
      .filter((line) => line !== "");
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
    expect(target.logged()).not.toContain("forged");
    expect([...target.logged()].filter((letter) => letter !== "\n" && (letter < " " || letter > "~"))).toEqual([]);
  });

  it("wrote no answer, token or JWT into its log", () => {
    for (const text of [...answerTexts, ...secretsOf(target), "eyJ"]) expect(target.logged()).not.toContain(text);
    expect(target.logged()).not.toContain('"level":60');
    expect(target.logged()).not.toContain("request failed");
  });
});

async function ask(token: string): Promise<number> {
  return (await fetch(`${target.url}/v1/records/x`, { headers: { Authorization: `Bearer ${token}` } })).status;
}
