import { describe, expect, it } from "vitest";
import { create, type MakeStore, opened, startMs, take, token } from "./store-under-test.ts";

/** Promises of keeping who may use the relay. */
export function describeAccess(make: MakeStore): void {
  describe("tokens and sessions", () => {
    it("keeps tokens as they were made, by the time they were made", async () => {
      const { store, reopen } = await opened(make);
      const second = token("a", { createdAtMs: startMs + 1, expiresAtMs: startMs + 2 });
      const first = { id: "b", role: "administrator", hash: "hash", createdAtMs: startMs } as const;
      await store.addToken(second);
      await store.addToken(first);
      const again = await reopen();
      expect(await again.tokens()).toEqual([first, second]);
      expect(await again.findToken("a")).toEqual(second);
      expect(await again.findToken("c")).toBeUndefined();
    });

    it("refuses a second token under one id, and does what arrived with it", async () => {
      const { store } = await opened(make);
      await store.addToken(token("a"));
      const [refused] = await Promise.allSettled([
        store.addToken(token("a", { hash: "other" })),
        take(store, create("a")),
        store.addToken(token("b")),
      ]);
      expect(refused).toMatchObject({ status: "rejected", reason: expect.any(RangeError) });
      expect((await store.findToken("a"))?.hash).toBe("hash of a");
      expect((await store.tokens()).map(({ id }) => id)).toEqual(["a", "b"]);
    });

    it("revokes a token once, and ends its sessions with it", async () => {
      const { store } = await opened(make);
      await store.addToken(token("a"));
      await store.addToken(token("b"));
      for (const tokenId of ["a", "b"]) {
        await store.addSession({ hash: `session of ${tokenId}`, tokenId, csrfToken: "csrf", expiresAtMs: startMs });
      }
      expect(await store.revokeToken("a", startMs + 5)).toBe(true);
      expect(await store.revokeToken("a", startMs + 6)).toBe(false);
      expect(await store.revokeToken("c", startMs)).toBe(false);
      expect(await store.findToken("a")).toEqual(token("a", { revokedAtMs: startMs + 5 }));
      expect(await store.findSession("session of a")).toBeUndefined();
      expect(await store.findSession("session of b")).toBeDefined();
    });

    it("keeps a session until it is ended, or removed once it is over", async () => {
      const { store, reopen } = await opened(make);
      const session = (hash: string, expiresAtMs: number) => ({
        hash,
        tokenId: "a",
        csrfToken: `csrf of ${hash}`,
        expiresAtMs,
      });
      for (const [hash, expiresAtMs] of [
        ["one", startMs + 1],
        ["two", startMs + 2],
        ["three", startMs + 3],
      ] as const) {
        await store.addSession(session(hash, expiresAtMs));
      }
      await store.endSession("three");
      await store.endSession("never there");
      await store.removeEndedSessions(startMs + 1);
      const again = await reopen();
      expect(await again.findSession("one")).toBeUndefined();
      expect(await again.findSession("two")).toEqual(session("two", startMs + 2));
      expect(await again.findSession("three")).toBeUndefined();
    });
  });
}
