import { type AdverseEvent, lfpse5 } from "@digital-factors/core";
import {
  type ConformanceReport,
  type Fault,
  reportMarkdown,
  type Sandbox,
  startSandbox,
} from "@digital-factors/sandbox";
import { minimalAdverseEvent } from "@digital-factors/sandbox/fixtures";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const subscriptionKey = "a-key-that-must-not-show";
const path = "/adverse-event/fhir/AdverseEvent";
let sandbox: Sandbox;
let nowMs: number;

beforeEach(async () => {
  nowMs = Date.parse("2026-03-02T09:00:00Z");
  sandbox = await startSandbox({ port: 0, subscriptionKey, now: () => new Date(nowMs) });
});
afterEach(async () => {
  await sandbox.close();
});

interface Sent {
  readonly method?: string;
  readonly to?: string;
  readonly body?: unknown;
  readonly key?: string | null;
}

/** Sends as a client would, and gives what came back, or nothing where the connection broke. */
async function send({ method = "POST", to = path, body = minimalAdverseEvent, key = subscriptionKey }: Sent = {}) {
  const response = await fetch(`${sandbox.url}${to}`, {
    method,
    redirect: "manual",
    headers: { "Content-Type": "application/json", ...(key === null ? {} : { "Ocp-Apim-Subscription-Key": key }) },
    ...(method === "DELETE" || method === "GET"
      ? {}
      : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  }).catch(() => undefined);
  return { response, text: (await response?.text().catch(() => "")) ?? "" };
}

const met = (fault: Fault) => sandbox.queueFault(fault);
const resultOf = (id: string): string | undefined => sandbox.report().checks.find((check) => check.id === id)?.result;
const created = async () => (JSON.parse((await send()).text) as AdverseEvent).id ?? "";

describe("the report of the sandbox", () => {
  it("has no check exercised before a request came", () => {
    const { checks, requests, notice } = sandbox.report();
    expect(new Set(checks.map(({ result }) => result))).toEqual(new Set(["not-exercised"]));
    expect(requests).toEqual([]);
    expect(notice).toContain("not an approval");
  });

  it("passes what a plain create, update and delete exercise", async () => {
    const id = await created();
    await send({ method: "PUT", to: `${path}/${id}` });
    await send({ method: "DELETE", to: `${path}/${id}` });
    const { checks, requests } = sandbox.report();
    expect(checks.filter(({ result }) => result === "failed")).toEqual([]);
    expect(resultOf("events-are-valid")).toBe("passed");
    expect(requests).toEqual([
      { method: "POST", path: "AdverseEvent", status: 201, count: 1 },
      { method: "PUT", path: "AdverseEvent/{id}", status: 200, count: 1 },
      { method: "DELETE", path: "AdverseEvent/{id}", status: 200, count: 1 },
    ]);
  });

  it.each([
    ["key-on-every-call", "without a key", async () => await send({ key: null })],
    [
      "key-not-in-address",
      "with the key in its address",
      async () => await send({ to: `${path}?k=${subscriptionKey}` }),
    ],
    [
      "key-not-in-address",
      "with the gateway's parameter",
      async () => await send({ to: `${path}?subscription-key=x` }),
    ],
    ["profile-is-served", "of no profile", async () => await send({ body: { resourceType: "AdverseEvent" } })],
    [
      "events-are-valid",
      "that is invalid",
      async () => await send({ body: { ...minimalAdverseEvent, category: "X" } }),
    ],
    ["no-nulls", "with a null", async () => await send({ body: { ...minimalAdverseEvent, subject: null } })],
    ["no-empties", "with an empty list", async () => await send({ body: { ...minimalAdverseEvent, extension: [] } })],
    ["no-reads", "that reads", async () => await send({ method: "GET", to: `${path}/1` })],
  ])("fails %s for a request %s", async (check, _, act) => {
    await act();
    expect(resultOf(check)).toBe("failed");
    sandbox.reset();
    await send();
    expect(resultOf(check)).toBe("failed");
  });

  it("fails content-is-json for another content type", async () => {
    await fetch(`${sandbox.url}${path}`, {
      method: "POST",
      headers: { "Ocp-Apim-Subscription-Key": subscriptionKey, "Content-Type": "text/plain" },
      body: "{}",
    });
    expect(resultOf("content-is-json")).toBe("failed");
  });

  it.each([
    [1_999, "failed"],
    [2_000, "passed"],
  ] as const)("after Retry-After: 2 and %i ms says %s", async (waitedMs, result) => {
    met({ fault: "429", retryAfterSeconds: 2 });
    await send();
    nowMs += waitedMs;
    await send();
    expect(resultOf("waits-as-asked")).toBe(result);
    expect(resultOf("arrives-in-the-end")).toBe("passed");
    expect(resultOf("repeats-the-same-bytes")).toBe("passed");
  });

  it.each(["429", "503"] as const)("fails what never arrives after %s", async (fault) => {
    met({ fault });
    await send();
    expect(resultOf("arrives-in-the-end")).toBe("failed");
  });

  it("fails a repetition in other bytes", async () => {
    met({ fault: "503" });
    await send();
    await send({ body: `${JSON.stringify(minimalAdverseEvent)} ` });
    expect(resultOf("repeats-the-same-bytes")).toBe("failed");
  });

  it.each(["drop-response", "drop-request", "half-body", "504", "malformed-json", "event-without-id"] as const)(
    "fails a create that is sent again after %s, not one that is left alone",
    async (fault) => {
      met({ fault });
      await send();
      await send({ body: { ...minimalAdverseEvent, description: "Another event." } });
      expect(resultOf("unknown-outcome-not-repeated")).toBe("passed");
      await send();
      expect(resultOf("unknown-outcome-not-repeated")).toBe("failed");
    },
  );

  it("keeps apart what was before a reset and what came after", async () => {
    met({ fault: "drop-response" });
    await send();
    sandbox.reset();
    await send();
    expect(resultOf("unknown-outcome-not-repeated")).toBe("passed");
  });

  it("fails a refused event that comes again unchanged, not a mended one", async () => {
    await send({ body: { ...minimalAdverseEvent, category: "X" } });
    await send();
    expect(resultOf("refused-not-repeated")).toBe("passed");
    await send({ body: { ...minimalAdverseEvent, category: "X" } });
    expect(resultOf("refused-not-repeated")).toBe("failed");
  });

  it("fails the third try after 401", async () => {
    for (let count = 0; count < 3; count += 1) await send({ key: "wrong" });
    expect(resultOf("key-refused-stops")).toBe("passed");
    await send({ key: "wrong" });
    expect(resultOf("key-refused-stops")).toBe("failed");
  });

  it("fails what is done to a deleted event", async () => {
    const id = await created();
    await send({ method: "DELETE", to: `${path}/${id}` });
    expect(resultOf("gone-stays-gone")).toBe("passed");
    await send({ method: "PUT", to: `${path}/${id}` });
    expect(resultOf("gone-stays-gone")).toBe("failed");
  });

  it("sees what a client brings along when it follows a redirect", async () => {
    met({ fault: "redirect", status: 307, times: 2 });
    const first = await send();
    expect([resultOf("key-stays-here"), resultOf("event-stays-here")]).toEqual(["passed", "passed"]);
    const location = String(first.response?.headers.get("location"));
    await fetch(location, { method: "POST", body: "{}" });
    expect([resultOf("key-stays-here"), resultOf("event-stays-here")]).toEqual(["passed", "failed"]);
    await fetch(location, { headers: { "Ocp-Apim-Subscription-Key": subscriptionKey } });
    expect(resultOf("key-stays-here")).toBe("failed");
  });

  it("names issues by rule and place", async () => {
    await send({ body: { ...minimalAdverseEvent, category: "X" } });
    expect(sandbox.report().issues).toEqual([
      { severity: "error", code: "code-invalid", expression: "AdverseEvent.category", count: 1 },
    ]);
  });

  it("holds no key, no id and no answer, as JSON, as Markdown and in the traffic", async () => {
    const secret = "Words-of-an-answer";
    const id = await created();
    const url = `${lfpse5.canonicalBase}${secret}`;
    await send({ body: { ...minimalAdverseEvent, [secret]: secret, description: secret, extension: [{ url }] } });
    await send({ body: { ...minimalAdverseEvent, category: secret, meta: { profile: [secret] } } });
    await send({ method: "PUT", to: `${path}/${secret}?${secret}=${subscriptionKey}`, key: secret });
    await send({ method: "PUT", to: `${path}/${id}`, body: `{"${secret}` });
    await send({ method: "GET", to: `/${secret}` });
    const ask = async (what: string) => await (await fetch(`${sandbox.url}/__sandbox/${what}`)).text();
    const texts = [JSON.stringify(sandbox.report()), await ask("report"), await ask("report?format=markdown")];
    for (const text of [...texts, await ask("traffic")]) {
      expect(text).toContain("AdverseEvent");
      for (const hidden of [secret, subscriptionKey, id]) expect(text).not.toContain(hidden);
    }
  });

  it("says the same in Markdown, with the notice", async () => {
    await send({ key: null });
    const report: ConformanceReport = sandbox.report();
    const text = reportMarkdown(report);
    expect(text).toContain(report.notice);
    for (const { title } of report.checks) expect(text).toContain(title);
    expect(text).toContain("| Every call carries the subscription key in its header | **failed** | 1 | 1 |");
  });

  it("forgets the traffic when asked, and only then", async () => {
    await send();
    sandbox.reset();
    expect(sandbox.report().requests).toHaveLength(1);
    await fetch(`${sandbox.url}/__sandbox/traffic`, { method: "DELETE" });
    expect(sandbox.report().requests).toEqual([]);
  });
});
