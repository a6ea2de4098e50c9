import { describe, expect, it } from "vitest";
import type { AuditEntry } from "../../src/store/audit-store.ts";
import type { Store } from "../../src/store/store.ts";
import {
  accepted,
  create,
  createdAs,
  type MakeStore,
  opened,
  organisation,
  startMs,
  take,
  update,
  withdraw,
} from "./store-under-test.ts";

const signIn: AuditEntry = { atMs: startMs + 10, actor: "token:admin", action: "sign-in" };

/** Promises of the audit log. */
export function describeAuditing(make: MakeStore): void {
  describe("the audit log", () => {
    it("tells who asked for what, the newest first, with what administrators did between", async () => {
      const { store, reopen } = await opened(make);
      await take(store, create("a"));
      await store.audit(signIn);
      await take(store, update("a", "u1", { kind: "yellow-card", receivedAtMs: startMs + 20, actor: "oidc:abc" }));
      const exportEntry: AuditEntry = {
        atMs: startMs + 20,
        actor: "system",
        action: "export",
        organisation,
        recordId: "a",
        detail: "12",
      };
      await store.audit(exportEntry);
      expect(await (await reopen()).auditTrail({ limit: 10 })).toEqual({
        entries: [
          exportEntry,
          { atMs: startMs + 20, actor: "oidc:abc", action: "yellow-card", organisation, recordId: "a" },
          signIn,
          { atMs: startMs, actor: "token:example", action: "create", organisation, recordId: "a" },
        ],
      });
    });

    it("restricts itself to an organisation or to a record", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      await take(store, create("b", { organisation: "Z02" }));
      await take(store, withdraw("a"));
      await store.audit({ ...signIn, organisation: "Z02" });
      await store.audit({ ...signIn, action: "send-again", organisation, recordId: "a" });
      await store.audit(signIn);
      expect(await actions(store, { organisation: "Z02" })).toEqual(["sign-in", "create"]);
      expect(await actions(store, { organisation })).toEqual(["send-again", "withdraw", "create"]);
      expect(await actions(store, { recordId: "a" })).toEqual(["send-again", "withdraw", "create"]);
      expect(await actions(store, { recordId: "a", organisation: "Z02" })).toEqual([]);
      expect(await actions(store, {})).toHaveLength(6);
    });

    it("pages through everything, each entry once, though much happened in the same millisecond", async () => {
      const { store } = await opened(make);
      for (let index = 0; index < 11; index += 1) {
        const atMs = startMs + Math.floor(index / 4);
        await take(store, create(`id-${index}`, { receivedAtMs: atMs }));
        await store.audit({ atMs, actor: "system", action: `action-${index}` });
      }
      const { entries: all } = await store.auditTrail({ limit: 100 });
      expect(all).toHaveLength(22);
      const seen: AuditEntry[] = [];
      let after: string | undefined;
      do {
        const page = await store.auditTrail({ limit: 3, ...(after === undefined ? {} : { after }) });
        seen.push(...page.entries);
        expect(seen.length).toBeLessThanOrEqual(22);
        after = page.next;
      } while (after !== undefined);
      expect(seen).toEqual(all);
      expect([...seen].sort((one, other) => other.atMs - one.atMs)).toEqual(seen);
    });

    it("keeps two entries that say the same apart", async () => {
      const { store } = await opened(make);
      await Promise.all([store.audit(signIn), store.audit(signIn), store.audit(signIn)]);
      const { entries } = await store.auditTrail({ limit: 10 });
      expect(entries.map(({ atMs }) => atMs)).toEqual([signIn.atMs + 2, signIn.atMs + 1, signIn.atMs]);
    });

    it("keeps entries when the content of their record is removed, and adds that it was", async () => {
      const { store, advance } = await opened(make);
      await createdAs(store, "a", accepted);
      advance(1);
      await store.removeContent({ afterMs: 0, limit: 1 });
      expect(await actions(store, { recordId: "a" })).toEqual(["content-removed", "create"]);
    });

    it("keeps no more than 200 characters of a detail", async () => {
      const { store } = await opened(make);
      await store.audit({ ...signIn, detail: "x".repeat(300) });
      expect((await store.auditTrail({ limit: 1 })).entries[0]?.detail).toBe("x".repeat(200));
    });

    it("refuses a limit below 1 and a cursor that is not its own", async () => {
      const { store } = await opened(make);
      await expect(store.auditTrail({ limit: 0 })).rejects.toThrow(RangeError);
      for (const after of ["", "x", "bnVsbA", "W10"]) {
        await expect(store.auditTrail({ limit: 1, after })).rejects.toThrow(RangeError);
      }
    });
  });
}

async function actions(store: Store, query: { organisation?: string; recordId?: string }): Promise<string[]> {
  return (await store.auditTrail({ limit: 100, ...query })).entries.map(({ action }) => action);
}
