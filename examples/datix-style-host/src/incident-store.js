import { randomUUID } from "node:crypto";
import { link, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * An incident that came by classic form post, as it is kept.
 *
 * @typedef {object} KeptIncident
 * @property {string} id Id of the record, which is also the idempotency key.
 * @property {string} receivedAt ISO 8601 instant.
 * @property {import("./incident.js").Incident} incident
 * @property {import("@digital-factors/core").DigitalFactorsRecord} record
 * @property {object} adverseEvent The vendor's `AdverseEvent`.
 * @property {Delivery} delivery
 */

/**
 * @typedef {object} Delivery
 * @property {"waiting" | "relayed" | "accepted" | "rejected" | "unknown"} state `relayed`: the relay has it, LFPSE has not
 * answered yet. `unknown`: LFPSE may or may not have it, and a person looks.
 * @property {string} [referenceNumber] National reference number.
 * @property {readonly string[]} [messages] Why it was rejected.
 */

const fileName = /^([0-9a-f-]{36})\.json$/;

/**
 * Opens the folder of kept incidents, one file each. A file is whole or absent: it is written beside, synced to disk, and
 * then given its name.
 *
 * @param {string} folder Made if it is not there.
 */
export async function openIncidentStore(folder) {
  await mkdir(folder, { recursive: true });
  const fileOf = (id) => join(folder, `${id}.json`);

  async function writeBeside(incident) {
    const file = join(folder, `.${incident.id}.${randomUUID()}`);
    const handle = await open(file, "wx", 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(incident, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return file;
  }

  /** The new name is on disk only when the folder is. */
  async function syncFolder() {
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  return {
    /**
     * Keeps a new incident and returns `true` once it is on disk; returns `false` if its id is taken.
     *
     * @param {KeptIncident} incident
     */
    async add(incident) {
      const file = await writeBeside(incident);
      try {
        await link(file, fileOf(incident.id));
      } catch (fault) {
        if (fault.code === "EEXIST") return false;
        throw fault;
      } finally {
        await rm(file, { force: true });
      }
      await syncFolder();
      return true;
    },

    /** @param {KeptIncident} incident */
    async replace(incident) {
      await rename(await writeBeside(incident), fileOf(incident.id));
      await syncFolder();
    },

    /**
     * @param {string} id
     * @returns {Promise<KeptIncident | undefined>}
     */
    async read(id) {
      if (!fileName.test(`${id}.json`)) return undefined;
      try {
        return JSON.parse(await readFile(fileOf(id), "utf8"));
      } catch (fault) {
        if (fault.code === "ENOENT") return undefined;
        throw fault;
      }
    },

    /** @returns {Promise<readonly string[]>} Ids of everything kept. */
    async ids() {
      return (await readdir(folder)).flatMap((name) => fileName.exec(name)?.[1] ?? []);
    },
  };
}
