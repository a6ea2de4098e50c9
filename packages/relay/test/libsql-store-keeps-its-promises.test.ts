import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import { describeStore } from "./store-conformance.ts";

describeStore("openLibsqlStore, as every store", async (now) => {
  const folder = await mkdtemp(join(tmpdir(), "relay-store-"));
  return {
    open: async (sealer) => openLibsqlStore({ file: join(folder, "relay.db"), sealer, now }),
    remove: () => rm(folder, { recursive: true }),
  };
});
