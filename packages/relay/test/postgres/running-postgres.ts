import { afterAll, beforeAll } from "vitest";
import { type PostgresOptions, type PostgresServer, startPostgres } from "./postgres-server.ts";

/**
 * Starts a server before the tests of this file (or `describe`) and ends it after them. Call it where tests are defined;
 * what it returns gives the server to them.
 *
 * @example
 * const postgres = runningPostgres();
 * it("…", async () => { const url = await postgres().createDatabase(); });
 */
export function runningPostgres(options: PostgresOptions = {}): () => PostgresServer {
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    server = await startPostgres(options);
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
  }, 60_000);
  return () => {
    if (server === undefined) throw new TypeError("The server has not been started yet.");
    return server;
  };
}
