import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openPostgresStore } from "../../src/store/postgres/postgres-store.ts";
import { create } from "../store-conformance/store-under-test.ts";
import { foundServers } from "./found-servers.ts";
import { type PostgresServer, startPostgres, unprivilegedUser } from "./postgres-server.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

/** Makes a certificate that is its own authority, for the name `localhost`. */
function makeCertificate(folder: string, name: string): void {
  const files = ["-keyout", join(folder, `${name}.key`), "-out", join(folder, `${name}.pem`)];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...names, ...files], {
    stdio: "ignore",
  });
}

// Counted as skipped where the machine has no openssl to make certificates with.
describe.runIf(hasOpenssl).each(foundServers())("TLS to $name", (server) => {
  let folder: string;
  let postgres: PostgresServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "relay-tls-"));
    chmodSync(folder, 0o755);
    for (const name of ["server", "other"]) makeCertificate(folder, name);
    const key = join(folder, "server.key");
    const user = unprivilegedUser();
    if (user !== undefined) chownSync(key, user.uid, user.gid);
    const settings = { ssl: "on", ssl_cert_file: join(folder, "server.pem"), ssl_key_file: key };
    postgres = await startPostgres({ server, settings });
  }, 120_000);
  afterAll(async () => {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  async function address(host: string, search: string): Promise<string> {
    return String(Object.assign(new URL(await postgres.createDatabase()), { hostname: host, search }));
  }

  it("keeps records over an encrypted connection to the server whose certificate is trusted", async () => {
    const url = await address("localhost", `?sslmode=verify-full&sslrootcert=${folder}/server.pem`);
    const store = await openPostgresStore({ url });
    onTestFinished(() => store.close());
    expect(await store.take(create("a"))).toMatchObject({ outcome: "stored" });
    const sessions = await postgres.query(
      `select s.ssl from pg_stat_ssl s join pg_stat_activity a using (pid)
       where a.application_name = 'digital-factors-relay'`,
    );
    expect(sessions.length).toBeGreaterThan(0);
    expect(sessions.every(({ ssl }) => ssl === true)).toBe(true);
  });

  it.each([
    ["another authority's certificate", "localhost", "other.pem", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["a certificate of another name", "127.0.0.1", "server.pem", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ])("refuses %s", async (_, host, authority, code) => {
    const url = await address(host, `?sslmode=verify-full&sslrootcert=${folder}/${authority}`);
    await expect(openPostgresStore({ url })).rejects.toMatchObject({ code: "store-open", cause: { code } });
  });
});
