import { once } from "node:events";
import type { Server, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Fault } from "./faults/fault.ts";
import type { SandboxEvent } from "./handlers/event-store.ts";
import { createSandboxCore, type SandboxRules } from "./handlers/sandbox-core.ts";
import type { ConformanceReport } from "./report/conformance-report.ts";
import type { SandboxMode, SandboxSettings } from "./settings/settings.ts";
import { startTlsTrap, type TlsTrap } from "./tls/tls-trap.ts";

/**
 * How {@link startSandbox} listens and what it lets in.
 *
 * @example
 * const options: SandboxOptions = { port: 0, subscriptionKey: "example" };
 */
export interface SandboxOptions extends SandboxRules {
  /** TCP port, 0 to 65,535; 0 takes a free one. Default: 8082. */
  readonly port?: number;
  /** Address to listen on. Default: 127.0.0.1, which only this machine reaches. */
  readonly host?: string;
  /** Whether to start a second, TLS server with a certificate nobody should trust, to see who sends all the same. Default: no. */
  readonly hasTlsTrap?: boolean;
}

/**
 * A sandbox that runs.
 *
 * @example
 * const sandbox: Sandbox = await startSandbox({ port: 0, subscriptionKey: "example" });
 * await sandbox.close();
 */
export interface Sandbox {
  /** Start of every address, such as `http://127.0.0.1:8082`. The LFPSE base is `${url}/adverse-event/fhir`. */
  readonly url: string;
  readonly port: number;
  /** Address of the TLS trap, where there is one. A client that gets an answer there does not check certificates. */
  readonly tlsTrapUrl?: string;
  /** Returns what it holds, oldest first, deleted events included. */
  readonly events: () => readonly SandboxEvent[];
  /** Queues a fault for the next AdverseEvent requests. */
  readonly queueFault: (fault: Fault) => void;
  /** Returns the settings as they are now. */
  readonly settings: () => SandboxSettings;
  /** Sets single switches over a mode, or over what is set where no mode is given. */
  readonly changeSettings: (own: Partial<SandboxSettings>, mode?: SandboxMode) => void;
  /** Returns what was seen of the client since the sandbox started. */
  readonly report: () => ConformanceReport;
  /** Forgets every event and every queued fault, and goes back to the settings it started with. The report stays. */
  readonly reset: () => void;
  /** Cuts what is open and stops listening. Safe to call twice. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a stand-in of the LFPSE API and resolves once it listens.
 *
 * @param options - Port, address, the subscription key that clients must send, and how it behaves.
 * @returns The running sandbox. It keeps events in memory only.
 * @throws {RangeError} if the subscription key is empty, there is no taxonomy, or random faults are out of bounds.
 * @throws {Error} of Node, such as `EADDRINUSE`, if it cannot listen.
 * @see README.md of this package: which behaviour is seen and which is assumed
 * @example
 * const sandbox = await startSandbox({ port: 0, subscriptionKey: "example" });
 * await fetch(`${sandbox.url}/adverse-event/fhir/metadata`, { headers: { "Ocp-Apim-Subscription-Key": "example" } });
 * await sandbox.close();
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port = 8082, host = "127.0.0.1", hasTlsTrap = false, ...rules } = options;
  let trap: TlsTrap | undefined;
  const core = createSandboxCore(rules, () => trap?.counts() ?? { refused: 0, accepted: 0 });
  const closing = new AbortController();

  const answer = async (request: Request, { outgoing }: HttpBindings): Promise<Response> => {
    const { response, cut, delayMs } = await core.handle(request);
    if (delayMs > 0) await wait(delayMs, undefined, { signal: closing.signal });
    if (cut === "none") return response;
    if (cut === "before-answer") outgoing.socket?.destroy();
    if (cut === "reset") outgoing.socket?.resetAndDestroy();
    if (cut === "in-body") await sendHalf(response, outgoing);
    // Of a cut "never" nothing is sent: the connection stays as it is until one side closes it.
    return RESPONSE_ALREADY_SENT;
  };

  // The adaptor types its server for HTTP/2 too; without a `createServer` it is node:http's.
  const server = createAdaptorServer({
    fetch: (request, bindings) => answer(request, bindings as HttpBindings),
    overrideGlobalObjects: false,
  }) as Server;
  server.listen(port, host);
  await once(server, "listening");
  if (hasTlsTrap) {
    trap = await startTlsTrap(host).catch((fault: unknown) => {
      server.close();
      throw fault;
    });
  }
  const address = server.address();
  const boundPort = typeof address === "object" && address !== null ? address.port : port;

  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${boundPort}`,
    port: boundPort,
    ...(trap === undefined ? {} : { tlsTrapUrl: trap.url }),
    events: core.events.list,
    queueFault: core.faults.add,
    settings: core.settings.now,
    changeSettings: (own, mode) => core.settings.change(mode === undefined ? { own } : { own, mode }),
    report: core.report,
    reset: core.reset,
    close: async () => {
      closing.abort();
      await trap?.close();
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Announces the whole body, sends half of it, and ends the connection. */
async function sendHalf(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    "content-length": String(Math.max(body.length, 2)),
  });
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)));
  outgoing.socket?.end();
}
