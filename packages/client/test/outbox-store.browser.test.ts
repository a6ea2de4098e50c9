import { createMemoryStore, openIndexedDbStore } from "@digital-factors/client";
import { describe, expect, it } from "vitest";
import { describeOutboxStore, entryOf } from "./outbox-store-conformance.ts";

describeOutboxStore("createMemoryStore", { open: createMemoryStore, isShared: false });
describeOutboxStore("openIndexedDbStore", { open: (name) => openIndexedDbStore({ name }), isShared: true });

describe("openIndexedDbStore", () => {
  const openNative = (name: string, version: number) =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, version);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  it("asks for strict durability when it stores", async () => {
    const asked: (string | undefined)[] = [];
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      if (mode === "readwrite") asked.push(options?.durability);
      return transaction.call(this, names, mode, options);
    };
    const store = openIndexedDbStore({ name: "durability" });
    try {
      await store.add(entryOf("a"));
      await store.update("a", (entry) => entry);
    } finally {
      IDBDatabase.prototype.transaction = transaction;
      await store.close();
    }
    expect(asked).toEqual(["strict", "strict"]);
  });

  it("gives way to a newer page, and neither works on nor harms the newer database", async () => {
    const store = openIndexedDbStore({ name: "newer" });
    await store.add(entryOf("a"));
    const newer = await openNative("newer", 99);
    await expect(store.list()).rejects.toThrow();
    await expect(store.add(entryOf("b"))).rejects.toThrow();
    const request = newer.transaction("entries").objectStore("entries").getAll();
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    expect(request.result).toEqual([{ ...entryOf("a"), sequence: 1 }]);
    newer.close();
  });

  it("rejects, and recovers, where the browser refuses to open a database", async () => {
    const { open } = IDBFactory.prototype;
    const store = openIndexedDbStore({ name: "refused" });
    IDBFactory.prototype.open = () => {
      throw new DOMException("refused on purpose", "SecurityError");
    };
    try {
      await expect(store.add(entryOf("a"))).rejects.toThrow("refused on purpose");
    } finally {
      IDBFactory.prototype.open = open;
    }
    await store.add(entryOf("a"));
    expect(await store.list()).toEqual([entryOf("a")]);
    await store.close();
  });
});
