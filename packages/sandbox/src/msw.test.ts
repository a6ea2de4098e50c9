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
  });
});
