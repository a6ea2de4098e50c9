import { setupWorker } from "msw/browser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minimalAdverseEvent } from "./fixtures/minimal-adverse-event.ts";
import { sandboxHandlers } from "./msw.ts";

const subscriptionKey = "example-key-of-a-test";
const baseUrl = `${new URL(import.meta.url).origin}/lfpse`;
const worker = setupWorker(...sandboxHandlers({ baseUrl, subscriptionKey, mode: "strict" }));

beforeAll(async () => {
  await worker.start({ quiet: true, onUnhandledRequest: "bypass", serviceWorker: { url: "/mockServiceWorker.js" } });
});
afterAll(() => worker.stop());

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

describe("sandboxHandlers in a browser", () => {
  it("answer as the server does, switches included", async () => {
    const response = await create();
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ meta: { versionId: "1" } });
    expect((await create()).status).toBe(409);
    expect((await fetch(`${baseUrl}/adverse-event/fhir/metadata`)).status).toBe(401);
  });

  it("make the same faults", async () => {
    await expect(create("drop-request")).rejects.toThrow(TypeError);
    await expect(create("reset")).rejects.toThrow(TypeError);
    await expect((await create("half-body")).text()).rejects.toThrow();
    const limited = await create("429; retryAfterSeconds=2");
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "2"]);
    expect(await (await create("html-at-2xx")).text()).toMatch(/^<!DOCTYPE html>/);
    await expect((await create("malformed-json")).json()).rejects.toThrow(SyntaxError);
    expect(await (await create("large-body; bytes=5000")).text()).toHaveLength(5_000);
  });
});
