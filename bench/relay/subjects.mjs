// Who takes submissions. `start` gives the addresses to send to, and a way to end it.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { startBuiltRelay, startModule } from "./processes.mjs";

const key = `bench:${randomBytes(32).toString("base64")}`;
const encrypted = { DIGITAL_FACTORS_ENCRYPTION_KEYS: key };

const anchor =
  (framework, store) =>
  async ({ folder, databaseUrl }) => {
    const place = store.startsWith("postgres") ? await databaseUrl() : join(folder(), "anchor.db");
    const { url, stop } = await startModule("anchors/server.mjs", [framework, store, place]);
    return { urls: [url], stop };
  };

/** One delivery a minute: what is measured is the intake, as with the anchors, which deliver nothing. */
const held = { LFPSE_RATE_PER_MINUTE: "1" };

const relay =
  ({ store, count = 1, env = {} }) =>
  async ({ folder, databaseUrl, lfpseUrl }) => {
    const place =
      store === "libsql"
        ? { DIGITAL_FACTORS_RELAY_STORE: join(folder(), "relay.db") }
        : { DATABASE_URL: await databaseUrl() };
    const settings = { ...place, LFPSE_BASE_URL: `${lfpseUrl}/adverse-event/fhir`, ...encrypted, ...env };
    const relays = [];
    for (let number = 0; number < count; number += 1) relays.push(await startBuiltRelay(settings));
    return {
      urls: relays.map(({ url }) => url),
      stop: async () => {
        await Promise.all(relays.map(({ stop }) => stop()));
      },
    };
  };

const off = { DIGITAL_FACTORS_ENCRYPTION: "off", DIGITAL_FACTORS_ENCRYPTION_KEYS: "" };

export const subjects = {
  ceiling: { title: "node:http, no store", start: anchor("node", "none") },
  libsqlAnchor: { title: "node:http, libsql, commits groups", start: anchor("node", "libsql-groups") },
  fastifyEach: { title: "fastify, libsql, commits each", start: anchor("fastify", "libsql-each") },
  relayLibsql: { title: "relay, libsql", start: relay({ store: "libsql", env: held }) },
  relayPlain: { title: "relay, libsql, encryption off", start: relay({ store: "libsql", env: { ...held, ...off } }) },
  relayDelivering: { title: "relay, libsql, delivering meanwhile", start: relay({ store: "libsql" }) },
  postgresAnchor: { title: "node:http, PostgreSQL, commits groups", start: anchor("node", "postgres-groups") },
  relayPostgres: { title: "relay, PostgreSQL", start: relay({ store: "postgres", env: held }) },
  twoRelays: { title: "two relays, one PostgreSQL", start: relay({ store: "postgres", count: 2, env: held }) },
};
