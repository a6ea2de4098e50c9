import type { RelayConfig } from "../config/relay-config.ts";
import { openLibsqlStore } from "./libsql/libsql-store.ts";
import type { Sealer } from "./sealer.ts";
import type { Store } from "./store.ts";

/**
 * Opens the store that the settings name: one file of this machine, or a PostgreSQL database that several relays share.
 *
 * @param store - Which one, from `parseConfig`.
 * @param sealer - Seals what is kept, from `createSealer`.
 * @throws {@link StoreOpenError} if it cannot be opened.
 * @example
 * const open = (sealer: Parameters<typeof openStore>[1]) => openStore({ kind: "libsql", file: ".data/relay.db" }, sealer);
 */
export async function openStore(store: RelayConfig["store"], sealer: Sealer): Promise<Store> {
  if (store.kind === "libsql") return openLibsqlStore({ file: store.file, sealer });
  // Loaded only where it is used: a relay that was killed has to serve again at once.
  const { openPostgresStore } = await import("./postgres/postgres-store.ts");
  return await openPostgresStore({ url: store.url, sealer });
}
