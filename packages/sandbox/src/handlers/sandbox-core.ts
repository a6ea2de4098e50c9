import { type LfpseProfile, lfpse5 } from "@digital-factors/core";
import { lfpse4 } from "@digital-factors/core/taxonomies";
import { Hono } from "hono";
import { answerWithFault, elsewherePath, type SandboxAnswer } from "../faults/answer-with-fault.ts";
import { type Fault, parseFaultHeader } from "../faults/fault.ts";
import { createFaultQueue, type FaultQueue } from "../faults/fault-queue.ts";
import { createRandomFaults, type RandomFaults } from "../faults/random-faults.ts";
import { type ConformanceReport, conformanceReport, type TlsCounts } from "../report/conformance-report.ts";
import { type SandboxMode, type SandboxSettings, settingsOf } from "../settings/settings.ts";
import { createTrafficLog } from "../traffic/traffic-log.ts";
import { adverseEventRoutes } from "./adverse-event.ts";
import { fhirAnswer, gatewayAnswer, refusal } from "./answers.ts";
import { capabilityStatement } from "./capability-statement.ts";
import { controlRoutes } from "./control.ts";
import { createEventStore, type EventStore } from "./event-store.ts";
import type { Exchange, ExchangeEnvironment } from "./exchange.ts";
import { readSentBody } from "./sent-body.ts";
import { createSettingsHolder, type SettingsHolder } from "./settings-holder.ts";
import { taxonomyRoutes } from "./taxonomy.ts";

/**
 * What the server and the msw handlers have in common.
 *
 * @example
 * const rules: SandboxRules = { subscriptionKey: "example", mode: "strict", settings: { afterDelete: "404" } };
 */
export interface SandboxRules {
  /** The one value of `Ocp-Apim-Subscription-Key` that is let in. 1 character or more. */
  readonly subscriptionKey: string;
  /**
   * Taxonomies served; an event is validated against the one its profile names. Default: v4 and v5. For v6 add what
   * `loadTaxonomy` gave.
   */
  readonly profiles?: readonly LfpseProfile[];
  /** Values for everything that is not known about LFPSE. Default: `default`. */
  readonly mode?: SandboxMode;
  /** Single switches, over those of the mode. */
  readonly settings?: Partial<SandboxSettings>;
  /** Faults for the first AdverseEvent requests, first come first made. Default: none. */
  readonly faults?: readonly Fault[];
  /** Faults by chance, where none is asked for. Default: none. */
  readonly randomFaults?: RandomFaults;
  /** Largest body taken, in bytes. Default: 1,048,576. LFPSE's own limit is not known. */
  readonly maxBodyBytes?: number;
  /** Clock of `receivedAt` and of the report. Default: the system's. */
  readonly now?: () => Date;
  /** Makes the id of a new event. Default: a random UUID. */
  readonly createId?: () => string;
}

/** The sandbox without a network: request in, answer out. */
export interface SandboxCore {
  readonly events: EventStore;
  readonly faults: FaultQueue;
  readonly settings: SettingsHolder;
  readonly report: () => ConformanceReport;
  /** Forgets events and queued faults, and begins settings and random faults again. */
  readonly reset: () => void;
  readonly handle: (request: Request) => Promise<SandboxAnswer>;
}

const eventPath = "/adverse-event/fhir/AdverseEvent";

/**
 * Returns the sandbox without a network. All behaviour is here; a server or msw only carries its answers out.
 *
 * @param tlsCounts - What was seen at the TLS trap, where there is one.
 * @throws {RangeError} if the subscription key is empty, there is no taxonomy, or random faults are out of bounds.
 */
export function createSandboxCore(rules: SandboxRules, tlsCounts?: () => TlsCounts): SandboxCore {
  const {
    subscriptionKey,
    profiles = [lfpse4, lfpse5],
    maxBodyBytes = 1_048_576,
    now = () => new Date(),
    createId = () => crypto.randomUUID(),
  } = rules;
  if (subscriptionKey === "") throw new RangeError("Give the sandbox a subscription key of at least one character.");
  if (profiles.length === 0) throw new RangeError("Give the sandbox at least one taxonomy.");
  const events = createEventStore({ now, createId });
  const faults = createFaultQueue();
  for (const fault of rules.faults ?? []) faults.add(fault);
  const random = rules.randomFaults === undefined ? undefined : createRandomFaults(rules.randomFaults);
  const traffic = createTrafficLog(subscriptionKey, now);
  const settings = createSettingsHolder(settingsOf(rules.mode, rules.settings));
  const report = () => {
    const taxonomies = profiles.map(({ version }) => version);
    return conformanceReport({
      traffic: traffic.list(),
      forgotten: traffic.forgotten(),
      settings: settings.now(),
      taxonomies,
      madeAt: now(),
      ...(tlsCounts === undefined ? {} : { tls: tlsCounts() }),
    });
  };
  const reset = () => {
    events.clear();
    faults.clear();
    settings.restore();
    random?.restart();
    traffic.startAfresh();
  };

  const api = new Hono<ExchangeEnvironment>();
  api.use(async ({ req }, next) => {
    if (req.header("ocp-apim-subscription-key") === subscriptionKey) return await next();
    return gatewayAnswer(401, "Access denied: send a valid Ocp-Apim-Subscription-Key.");
  });
  api.get("/adverse-event/fhir/metadata", () => fhirAnswer(capabilityStatement(profiles), 200));
  api.route(eventPath, adverseEventRoutes({ events, profiles, maxBodyBytes, settings: settings.now }));
  api.route("/taxonomy/fhir", taxonomyRoutes(profiles));
  api.notFound(() => gatewayAnswer(404, "Resource not found."));
  api.onError(() => refusal(500, "sandbox", "The sandbox itself failed on this request."));

  const control = new Hono();
  control.get("/healthz", (context) => context.json({ status: "ok" }));
  control.route("/__sandbox", controlRoutes({ events, faults, settings, traffic, report, reset }));
  control.notFound(() => gatewayAnswer(404, "Resource not found."));

  const handleControl = async (request: Request, url: URL): Promise<SandboxAnswer> =>
    await answerWithFault(undefined, url, async () => await control.fetch(request));

  const handleApi = async (request: Request, url: URL): Promise<SandboxAnswer> => {
    const receivedAtMs = now().getTime();
    const header = request.headers.get("sandbox-fault");
    const asked = header === null ? undefined : parseFaultHeader(header);
    const exchange: Exchange = { sent: await readSentBody(request, maxBodyBytes), issues: [] };
    if (asked !== undefined && !asked.ok) {
      return await answerWithFault(undefined, url, async () => refusal(400, "fault", asked.message));
    }
    const isEvent = url.pathname === eventPath || url.pathname.startsWith(`${eventPath}/`);
    const fault = asked?.value ?? (isEvent ? (faults.take() ?? random?.take()) : undefined);
    const answer = await answerWithFault(fault, url, async () => {
      if (url.pathname.endsWith(elsewherePath)) return new Response(null, { status: 204 });
      // The body is read already; a route that needs it finds it in the exchange.
      const { method, headers } = request;
      return await api.fetch(new Request(request.url, { method, headers }), { exchange });
    });
    traffic.add({ request, receivedAtMs, exchange, fault: fault?.fault, answer });
    return answer;
  };

  return {
    events,
    faults,
    settings,
    report,
    reset,
    handle: async (request) => {
      const url = new URL(request.url);
      const { pathname } = url;
      const isControl = pathname === "/healthz" || /^\/__sandbox(\/|$)/.test(pathname);
      return isControl && pathname !== elsewherePath
        ? await handleControl(request, url)
        : await handleApi(request, url);
    },
  };
}
