import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { createLfpseClient } from "@digital-factors/client/lfpse";
import { minimalAdverseEvent } from "@digital-factors/sandbox";
import { afterEach, describe, expect, it } from "vitest";

const baseUrl = "http://127.0.0.1/adverse-event/fhir";
const subscriptionKey = "example-key-of-a-test";
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("the LFPSE key and the event", () => {
  it.each([301, 302, 303, 307, 308])("do not follow a redirect (%i) to another server", async (status) => {
    let strayed = 0;
    const elsewhere = await serve((_, response) => {
      strayed += 1;
      response.end();
    });
    const redirecting = await serve((request, response) => {
      request.resume();
      response.writeHead(status, { location: `${elsewhere}${request.url}` }).end();
    });
    const client = createLfpseClient({ baseUrl: redirecting, subscriptionKey, version: "5", maxAttempts: 1 });
    expect(await client.create(minimalAdverseEvent)).toMatchObject({
      ok: false,
      error: { reason: "redirect" },
    });
    expect(strayed).toBe(0);
  });

  it("show nowhere in the client, nor in what it throws", () => {
    const client = createLfpseClient({ baseUrl, subscriptionKey, version: "5" });
    let thrown: unknown;
    try {
      createLfpseClient({ baseUrl, subscriptionKey: `${subscriptionKey}\n`, version: "5" });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(TypeError);
    const shown = [client, thrown].flatMap((each) => [
      inspect(each, { depth: null, showHidden: true, getters: true }),
      JSON.stringify(each),
      String(each),
    ]);
    expect([...shown, ...Object.values(client).map(String)].join()).not.toContain(subscriptionKey);
  });

  it("are in no part of an error, whatever fetch throws", async () => {
    const fetch: typeof globalThis.fetch = async (_, init) => {
      throw new TypeError(`fetch failed with ${JSON.stringify(init)}`, { cause: init });
    };
    const client = createLfpseClient({ baseUrl, subscriptionKey, version: "5", maxAttempts: 1, fetch });
    const outcomes = [
      await client.create(minimalAdverseEvent),
      await client.update("a", minimalAdverseEvent),
      await client.capabilities(),
    ];
    expect(outcomes.every(({ ok }) => !ok)).toBe(true);
    const shown = inspect(outcomes, { depth: null, showHidden: true });
    expect(shown).not.toContain(subscriptionKey);
    expect(shown).not.toContain(minimalAdverseEvent.description);
  });
});
