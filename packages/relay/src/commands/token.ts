import { issueToken, revokeToken, type TokenGrant } from "../access/manage-tokens.ts";
import type { StoredToken } from "../store/access-store.ts";
import type { Store } from "../store/store.ts";
import { type Command, CommandFault, type CommandRequest, readArguments, usageFault } from "./command.ts";
import { commandConfig, isAbsent, withStore } from "./command-store.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";

const dayMs = 86_400_000;
const actor = { id: "system" };

/** Makes, lists and revokes tokens. */
export const token: Command = {
  name: "token",
  summary: "make, list or revoke tokens",
  help: `Usage: digital-factors-relay token make --organisation <ODS code> [--role reporter|administrator] [--expires-days <n>]
       digital-factors-relay token make --role administrator [--expires-days <n>]
       digital-factors-relay token list [--json]
       digital-factors-relay token revoke <id>

make     prints a new token, once: only its hash is kept. A reporter sends records of its organisation and asks for their
         state (the default); an administrator also signs in to /admin. Without an organisation: of all organisations.
list     prints ids, organisations, roles and dates; never a token
revoke   ends a token and its sign-ins: on a relay that has used it within the last minute, after a minute at most

The relay may go on working. Before its first start, make also makes the embedded store, and says so; list and revoke
refuse a path without a store. To rotate: make the new one, give it to the host, then revoke the old one.`,
  async run(request) {
    const [deed, ...given] = request.given;
    const run = deed === undefined || !Object.hasOwn(deeds, deed) ? undefined : deeds[deed as keyof typeof deeds];
    if (run === undefined) throw usageFault("token", "it takes make, list or revoke.");
    return await run({ ...request, given });
  },
};

const deeds = { make, list, revoke } as const;

async function make(request: CommandRequest): Promise<ExitCode> {
  const options = {
    organisation: { type: "string" },
    role: { type: "string", default: "reporter" },
    "expires-days": { type: "string" },
  } as const;
  const { values } = readArguments("token", request.given, options);
  const { role, organisation } = values;
  const days = values["expires-days"];
  if (role !== "reporter" && role !== "administrator") {
    throw usageFault("token", "--role must be reporter or administrator.");
  }
  if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)) {
    throw usageFault("token", "--expires-days must be a whole number from 1 to 99999.");
  }
  const config = commandConfig(request);
  const nowMs = Date.now();
  const grant: TokenGrant = {
    role,
    ...(organisation === undefined ? {} : { organisation }),
    ...(days === undefined ? {} : { expiresAtMs: nowMs + Number(days) * dayMs }),
  };
  const isNew = config.store.kind === "libsql" && isAbsent(config.store.file);
  const issue = async (store: Store) => {
    if (isNew) request.tell("DIGITAL_FACTORS_RELAY_STORE: there was no store under this path: a new one was made.");
    try {
      return await issueToken({ store, actor, nowMs }, grant);
    } catch (error) {
      throw error instanceof RangeError ? usageFault("token", error.message) : error;
    }
  };
  const made = await withStore(config, "beside", issue, { makes: true });
  request.print(made.token);
  request.tell(`Made token ${made.id}. It is not shown again.`);
  return exitCode.done;
}

async function list(request: CommandRequest): Promise<ExitCode> {
  const { values } = readArguments("token", request.given, { json: { type: "boolean" } });
  const tokens = await withStore(commandConfig(request), "beside", (store) => store.tokens());
  const shown = tokens.map(withoutHash);
  if (values.json === true) request.print(JSON.stringify(shown));
  else for (const line of table(shown)) request.print(line);
  return exitCode.done;
}

async function revoke(request: CommandRequest): Promise<ExitCode> {
  const [id = ""] = readArguments("token", request.given, {}, "the id of a token").positionals;
  // Somebody may give the whole token: the id is its public part.
  const tokenId = /^dft_([a-z0-9]{8})_/.exec(id)?.[1] ?? id;
  const isRevoked = await withStore(commandConfig(request), "beside", (store) =>
    revokeToken({ store, actor, nowMs: Date.now() }, tokenId),
  );
  if (!isRevoked) throw new CommandFault(exitCode.failed, "there is no such token, or it was revoked before.");
  request.tell(`Revoked token ${tokenId}.`);
  return exitCode.done;
}

interface ShownToken {
  readonly id: string;
  readonly organisation?: string;
  readonly role: StoredToken["role"];
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly revokedAt?: string;
}

function withoutHash({ id, organisation, role, createdAtMs, expiresAtMs, revokedAtMs }: StoredToken): ShownToken {
  return {
    id,
    ...(organisation === undefined ? {} : { organisation }),
    role,
    createdAt: new Date(createdAtMs).toISOString(),
    ...(expiresAtMs === undefined ? {} : { expiresAt: new Date(expiresAtMs).toISOString() }),
    ...(revokedAtMs === undefined ? {} : { revokedAt: new Date(revokedAtMs).toISOString() }),
  };
}

function table(tokens: readonly ShownToken[]): readonly string[] {
  const rows = tokens.map((each) => [
    each.id,
    each.organisation ?? "all",
    each.role,
    each.createdAt,
    each.expiresAt ?? "never",
    each.revokedAt ?? "no",
  ]);
  const all = [["id", "organisation", "role", "made", "expires", "revoked"], ...rows];
  return all.map((row) =>
    row
      .map((cell, index) => cell.padEnd(columnWidth(all, index)))
      .join("  ")
      .trimEnd(),
  );
}

function columnWidth(rows: readonly (readonly string[])[], index: number): number {
  return Math.max(...rows.map((row) => row[index]?.length ?? 0));
}
