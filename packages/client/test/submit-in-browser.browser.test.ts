import { createRelayClient, openIndexedDbStore } from "@digital-factors/client";
import { describe, expect, it } from "vitest";
import { recordOf } from "./records.ts";

describe("two clients of one page, with the browser's own locks", () => {
  it("never send at the same time", async () => {
    let underway = 0;
    let most = 0;
    const posts: string[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      underway += 1;
      most = Math.max(most, underway);
      const id = new Headers(init?.headers).get("idempotency-key") ?? "";
      posts.push(id);
      await new Promise((resolve) => setTimeout(resolve));
      underway -= 1;
      return Response.json({ id, receivedAt: "2026-03-02T09:20:01.000Z", state: "waiting" }, { status: 202 });
    };
    const outbox = openIndexedDbStore({ name: "two-clients" });
    const clients = [1, 2, 3].map(() => createRelayClient({ baseUrl: "/relay", outbox, fetch }));
    const numbers = Array.from({ length: 9 }, (_, index) => index);
    await Promise.all(numbers.map(async (number) => await clients[number % 3]?.submit(recordOf(number))));
    await expect
      .poll(async () => (await clients[0]?.list())?.every(({ state }) => state === "accepted"), { timeout: 20_000 })
      .toBe(true);
    expect(most).toBe(1);
    expect(posts.toSorted()).toEqual(numbers.map((number) => recordOf(number).id));
    await Promise.all(clients.map(async (client) => await client.stop()));
    await outbox.close();
  });
});
