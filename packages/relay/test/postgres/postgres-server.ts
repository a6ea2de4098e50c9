import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, openSync } from "node:fs";
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { type FoundServer, foundServers } from "./found-servers.ts";

const supervisor = fileURLToPath(new URL("./supervise.sh", import.meta.url));

/** How a server is started. */
export interface PostgresOptions {
  /** Which server. Default: the first that is found. */
  readonly server?: FoundServer;
  /** Settings beside the usual ones, such as `{ fsync: "off" }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A running server of its own on a free port of the loopback interface, with `fsync` on, as every server has it. */
export interface PostgresServer {
  /** Address of the database `postgres`, as the superuser. */
  readonly url: string;
  readonly name: string;
  readonly major: number;
  readonly binFolder: string;
  readonly dataFolder: string;
  readonly port: number;
  /** Makes an empty database. Returns its address for a role that owns it and has no other right. */
  createDatabase(): Promise<string>;
  /** Runs a statement as the superuser; returns its rows. */
  query(sql: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Ends the server (`fast`: sessions are cut and what is committed is kept; `immediate`: as in a crash). */
  halt(how: "fast" | "immediate"): Promise<void>;
  /** Starts it again after `halt`, on the same port. */
  resume(): Promise<void>;
  /** `halt` and `resume`. */
  restart(how: "fast" | "immediate"): Promise<void>;
  /** Ends it and removes all it kept. */
  stop(): Promise<void>;
}

/**
 * Starts a server and resolves once it answers. `stop` ends it; a test process that dies without that closes a pipe, on
 * which `supervise.sh` kills the server and removes the folder. Only a SIGKILL of that shell itself would leave a server.
 *
 * The server refuses to run as root: then it runs as `nobody`.
 */
export async function startPostgres({ server, settings = {} }: PostgresOptions = {}): Promise<PostgresServer> {
  const found = server ?? foundServers()[0];
  if (found === undefined) throw new RangeError("No server was given.");
  const user = unprivilegedUser();
  const folder = await mkdtemp(join(tmpdir(), "relay-postgres-"));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const dataFolder = join(folder, "data");
  const password = randomBytes(12).toString("hex");
  let child: ChildProcess | undefined;

  async function stop(): Promise<void> {
    await halt("fast");
    await rm(folder, { recursive: true, force: true });
  }

  async function halt(how: "fast" | "immediate"): Promise<void> {
    if (child === undefined) return;
    const ending = child;
    child = undefined;
    if (ending.exitCode !== null || ending.signalCode !== null) return;
    const exit = once(ending, "exit");
    ending.stdin?.end(how === "fast" ? "INT\n" : "QUIT\n");
    await exit;
  }

  async function run(port: number): Promise<void> {
    const all = {
      listen_addresses: "127.0.0.1",
      port: String(port),
      unix_socket_directories: folder,
      max_connections: "60",
      shared_buffers: "32MB",
      ...settings,
    };
    const parameters = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const log = openSync(join(folder, "server.log"), "a");
    child = spawn("sh", [supervisor, folder, join(binFolder, "postgres"), "-D", dataFolder, ...parameters], {
      ...user,
      cwd: folder,
      // Apart from the terminal's group, so that an interrupt reaches it through the pipe alone.
      detached: true,
      stdio: ["pipe", log, log],
    });
    // A pipe that breaks as the supervisor ends is no fault of the test.
    child.stdin?.on("error", () => undefined);
    await answering(child, addressOf("postgres", "postgres", password, port));
  }

  async function query(sql: string, values: readonly unknown[] = []) {
    const client = new Client({ connectionString: addressOf("postgres", "postgres", password, port) });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return (await client.query(sql, [...values])).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  }

  let binFolder = found.binFolder;
  let port = 0;
  try {
    await chmod(folder, 0o755);
    if (user !== undefined && !canRun(binFolder, user)) {
      await cp(dirname(binFolder), join(folder, "server"), { recursive: true, verbatimSymlinks: true });
      binFolder = join(folder, "server", "bin");
    }
    const passwordFile = join(folder, "password");
    await writeFile(passwordFile, password);
    // Nothing worth a wait for the disk is in a new folder.
    const choices = ["--no-sync", "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    execFileSync(join(binFolder, "initdb"), ["-D", dataFolder, "-U", "postgres", ...choices], {
      ...user,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    await rm(passwordFile);
    port = await startedOnAFreePort(run, halt);
    await query(`create role relay login password '${password}'`);
  } catch (cause) {
    const log = await readFile(join(folder, "server.log"), "utf8").catch(() => "");
    await stop();
    throw new Error(`${found.name} did not start. It said: ${log.slice(-2000)}`, { cause });
  }

  let databases = 0;
  return {
    url: addressOf("postgres", "postgres", password, port),
    name: found.name,
    major: found.major,
    binFolder,
    dataFolder,
    port,
    query,
    async createDatabase() {
      databases += 1;
      const name = `relay_${databases}`;
      await query(`create database ${name} owner relay`);
      return addressOf("relay", name, password, port);
    },
    halt,
    resume: () => run(port),
    async restart(how) {
      await halt(how);
      await run(port);
    },
    stop,
  };
}

function addressOf(role: string, database: string, password: string, port: number): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Returns who a server runs as, where that is not this user: it refuses to run as root. */
export function unprivilegedUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (option: string) => Number(execFileSync("id", [option, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function canRun(binFolder: string, user: User): boolean {
  try {
    execFileSync(join(binFolder, "postgres"), ["--version"], { ...user, cwd: "/", stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function startedOnAFreePort(
  run: (port: number) => Promise<void>,
  halt: (how: "immediate") => Promise<void>,
): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    try {
      await run(port);
      return port;
    } catch (error) {
      // Another process may have taken the port in between.
      await halt("immediate");
      if (tries === 5) throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  listener.close();
  await once(listener, "close");
  if (address === null || typeof address === "string") throw new TypeError("The listener has no port.");
  return address.port;
}

/** Resolves once the server takes sessions; rejects if it ends or takes none within half a minute. */
async function answering(child: ChildProcess, connectionString: string): Promise<void> {
  const untilMs = performance.now() + 30_000;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("The server ended.");
    const client = new Client({ connectionString });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() > untilMs) throw error;
      await wait(20);
    }
  }
}
