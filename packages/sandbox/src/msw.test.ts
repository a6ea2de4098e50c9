import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minimalAdverseEvent } from "./fixtures/minimal-adverse-event.ts";
import { sandboxHandlers } from "./msw.ts";

const subscriptionKey = "example-key-of-a-test";
const baseUrl = "http://127.0.0.1:9/base";
const server = setupServer(...sandboxHandlers({ baseUrl, subscriptionKey }));

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterAll(() => server.close());

const create = async (fault?: string) =>
  await fetch(`${baseUrl}/adverse-event/fhir/AdverseEvent`, {
    method: "POST",
    headers: {
      "Ocp-Apim-Subscription-Key": subscriptionKey,
      "Content-Type": "application/json",
      ...(fault === undefined ? {} : { "Sandbox-Fault": fault }),
    },
    body: JSON.stringify(minimalAdverseEvent),
  });

const count = async () => {
  const listed = (await (await fetch(`${baseUrl}/__sandbox/events`)).json()) as { readonly events: readonly unknown[] };
  return listed.events.length;
};

describe("sandboxHandlers", () => {
  it("answers as the server does, without a server", async () => {
    const response = await create();
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ meta: { versionId: "1" } });
    expect((await fetch(`${baseUrl}/healthz`)).status).toBe(200);
    const metadata = await fetch(`${baseUrl}/adverse-event/fhir/metadata`);
    expect(metadata.status).toBe(401);
  });

  it("makes the same faults", async () => {
    const before = await count();
    await expect(create("drop-request")).rejects.toThrow(TypeError);
    expect(await count()).toBe(before);
    await expect(create("drop-response")).rejects.toThrow(TypeError);
    expect(await count()).toBe(before + 1);
    const half = await create("half-body");
    await expect(half.text()).rejects.toThrow();
    expect((await create("429")).status).toBe(429);
    expect((await create("slow; delayMs=5")).status).toBe(201);
    await expect(create("reset")).rejects.toThrow(TypeError);
    expect(await (await create("html-at-2xx")).text()).toMatch(/^<!DOCTYPE html>/);
    expect((await (await create("large-body; bytes=5000")).text()).length).toBe(5_000);
    await expect((await create("malformed-json")).json()).rejects.toThrow(SyntaxError);
    expect((await create("slow-body; bytesPerSecond=50000")).status).toBe(201);
  });

  it("leaves a request in the black hole until the client gives up", async () => {
    const giveUp = new AbortController();
    const pending = fetch(`${baseUrl}/adverse-event/fhir/AdverseEvent`, {
      method: "POST",
      headers: { "Sandbox-Fault": "black-hole" },
      signal: giveUp.signal,
    });
    const failed = expect(pending).rejects.toThrow();
    await expect
      .poll(async () => JSON.stringify(await (await fetch(`${baseUrl}/__sandbox/report`)).json()))
      .toContain('"black-hole"');
    giveUp.abort();
    await failed;
  });

  it("has the switches, the report and the place where a redirect ends", async () => {
    const strict = setupServer(...sandboxHandlers({ baseUrl: "http://localhost:9", subscriptionKey, mode: "strict" }));
    server.close();
    strict.listen({ onUnhandledRequest: "error" });
    try {
      const settings = await fetch("http://localhost:9/__sandbox/settings");
      expect(await settings.json()).toMatchObject({ duplicateCreate: "refused" });
      const response = await fetch("http://localhost:9/adverse-event/fhir/AdverseEvent", {
        method: "POST",
        headers: { "Sandbox-Fault": "redirect", "Ocp-Apim-Subscription-Key": subscriptionKey },
        redirect: "manual",
      });
      const location = String(response.headers.get("location"));
      expect(location).toBe("http://127.0.0.1:9/__sandbox/elsewhere");
      expect((await fetch(location)).status).toBe(204);
      const report = await (await fetch("http://localhost:9/__sandbox/report")).json();
      expect(report).toMatchObject({ faultsMet: [{ fault: "redirect", count: 1 }] });
    } finally {
      strict.close();
      server.listen({ onUnhandledRequest: "error" });
    }
  });
});
