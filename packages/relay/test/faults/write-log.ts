import { readFileSync } from "node:fs";
import { straceFile } from "./strace.ts";

/** One thing that a process did to a disk, or said to a host, in the order of the log. */
export type DiskEvent =
  | { readonly kind: "write"; readonly path: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: "truncate"; readonly path: string; readonly size: number }
  /** `afterEvents`: number of events before the call began. Only what was written before that is safe after it. */
  | { readonly kind: "sync"; readonly path: string; readonly afterEvents: number; readonly isOk: boolean }
  | { readonly kind: "open" | "remove"; readonly path: string }
  /** A 202 left; `text` is the whole answer. */
  | { readonly kind: "accepted"; readonly text: string };

const calls = "openat,pwrite64,pwritev,write,writev,sendmsg,sendto,fsync,fdatasync,ftruncate,unlink";

/** Returns the program and arguments through which a process is started, so that its writes are logged to a file. */
export function loggedThrough(logFile: string, ...faults: readonly string[]): string[] {
  const injected = faults.flatMap((fault) => ["-e", `inject=${fault}`]);
  // -D leaves the process a child of the test: its signals and its end are its own.
  return [straceFile(), "-D", "-f", "-y", "-xx", "-s", "400000", "-o", logFile, "-e", `trace=${calls}`, ...injected];
}

/** Returns what a log holds, as far as it concerns files whose path begins with `prefix`, and answers to hosts. */
export function readWriteLog(logFile: string, prefix: string): DiskEvent[] {
  const events: DiskEvent[] = [];
  const unfinished = new Map<string, { readonly text: string; readonly afterEvents: number }>();
  for (const line of readFileSync(logFile, "latin1").split("\n")) {
    const [, process = "", rest = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (rest.endsWith(" <unfinished ...>")) {
      const text = rest.slice(0, -" <unfinished ...>".length);
      unfinished.set(process, { text, afterEvents: events.length });
      // An answer may arrive before its call ends.
      const answer = acceptedIn(text);
      if (answer !== undefined) events.push(answer);
      continue;
    }
    const [, resumed] = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest) ?? [];
    const begun = resumed === undefined ? undefined : unfinished.get(process);
    const call = begun === undefined ? rest : begun.text + (resumed ?? "");
    const event = diskEventIn(call, begun?.afterEvents ?? events.length);
    if (event?.path.startsWith(prefix)) events.push(event);
    else if (begun === undefined) {
      const answer = acceptedIn(call);
      if (answer !== undefined) events.push(answer);
    }
  }
  return events;
}

type FileEvent = Exclude<DiskEvent, { readonly kind: "accepted" }>;

function diskEventIn(call: string, afterEvents: number): FileEvent | undefined {
  const [, name, firstArgument = "", others = "", result = ""] =
    /^(\w+)\(([^,)]*)(?:, (.*))?\) += (-?\d+)/.exec(call) ?? [];
  const path = decoded(/<([^>]*)>/.exec(firstArgument)?.[1] ?? "").toString("utf8");
  const isOk = !result.startsWith("-");
  switch (name) {
    case "fsync":
    case "fdatasync":
      return { kind: "sync", path, afterEvents, isOk };
    case "ftruncate":
      return isOk ? { kind: "truncate", path, size: Number(others) } : undefined;
    case "pwrite64": {
      const [, data = "", at = ""] = /^"((?:\\x[0-9a-f]{2})*)", \d+, (\d+)$/.exec(others) ?? [];
      // A write that was not carried out whole is repeated by who made it.
      return isOk
        ? { kind: "write", path, at: Number(at), bytes: decoded(data).subarray(0, Number(result)) }
        : undefined;
    }
    case "unlink": {
      const removed = decoded(/^"([^"]*)"$/.exec(firstArgument)?.[1] ?? "").toString("utf8");
      return isOk ? { kind: "remove", path: removed } : undefined;
    }
    case "openat": {
      const opened = /= \d+<((?:\\x[0-9a-f]{2})*)>$/.exec(call)?.[1];
      return opened === undefined ? undefined : { kind: "open", path: decoded(opened).toString("utf8") };
    }
    default:
      return undefined;
  }
}

const acceptedInHex = String.raw`"\x48\x54\x54\x50\x2f\x31\x2e\x31\x20\x32\x30\x32`;

function acceptedIn(call: string): DiskEvent | undefined {
  if (!call.includes(acceptedInHex)) return undefined;
  const parts = [...call.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = ""]) => decoded(hex).toString("utf8"));
  return { kind: "accepted", text: parts.join("") };
}

function decoded(hex: string): Buffer {
  return Buffer.from(hex.replaceAll("\\x", ""), "hex");
}
