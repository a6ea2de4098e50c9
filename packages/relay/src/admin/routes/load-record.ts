import { uuidOf } from "../../intake/uuid.ts";
import type { RecordStatus } from "../../store/record-store.ts";
import type { AdminContext } from "../admin-context.ts";
import type { AdminOptions } from "../admin-options.ts";

/** Returns the record of the address; `undefined` if there is none that this administrator may see. */
export async function loadRecord(
  context: AdminContext,
  { store }: Pick<AdminOptions, "store">,
): Promise<RecordStatus | undefined> {
  return await findRecord(context, context.req.param("id") ?? "", { store });
}

/** Returns a record by its id; `undefined` if there is none that this administrator may see. */
export async function findRecord(
  context: AdminContext,
  id: string,
  { store }: Pick<AdminOptions, "store">,
): Promise<RecordStatus | undefined> {
  if (uuidOf(id) === undefined) return undefined;
  return await store.find(id, context.get("session").principal.organisation);
}
