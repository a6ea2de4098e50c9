import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { openLibsqlStore } from "../store/libsql/libsql-store.ts";
import { backupLibsqlStore } from "./backup-libsql.ts";

describe("backupLibsqlStore", () => {
  it("has no file of the copy's name before the copy is whole", async () => {
    const folder = await mkdtemp(join(tmpdir(), "relay-backup-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, "relay.db");
    const store = openLibsqlStore({ file });
    onTestFinished(() => store.close());
    const copy = join(folder, "copy.db");
    let isDone = false;
    const done = backupLibsqlStore(file, copy).finally(() => {
      isDone = true;
    });
    const sizes = new Set<number | undefined>();
    while (!isDone) {
      sizes.add(
        await stat(copy).then(
          ({ size }) => size,
          () => undefined,
        ),
      );
      await setImmediate();
    }
    await done;
    expect(sizes).not.toContain(0);
    await openLibsqlStore({ file: copy }).close();
  });
});
