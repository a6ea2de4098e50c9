import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createLfpseClient } from "@digital-factors/client/lfpse";
import { minimalAdverseEvent } from "@digital-factors/sandbox";
import { afterEach, describe, expect, it } from "vitest";

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
  it.each([301, 302, 307, 308])("do not follow a redirect (%i) to another server", async (status) => {
    let strayed = 0;
    const elsewhere = await serve((_, response) => {
      strayed += 1;
      response.end();
    });
    const baseUrl = await serve((request, response) => {
      request.resume();
      response.writeHead(status, { location: `${elsewhere}${request.url}` }).end();
    });
    const client = createLfpseClient({ baseUrl, subscriptionKey: "example", version: "5", maxAttempts: 1 });
    expect(await client.create(minimalAdverseEvent)).toMatchObject({
      ok: false,
      error: { kind: "network", reason: "redirect", isSafeToRetry: true },
    });
    expect(strayed).toBe(0);
  });
});
