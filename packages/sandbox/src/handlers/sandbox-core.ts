import { type LfpseProfile, lfpse5 } from "@digital-factors/core";
import { Hono } from "hono";
import { answerWithFault, type SandboxAnswer } from "../faults/answer-with-fault.ts";
import { parseFaultHeader } from "../faults/fault.ts";
import { createFaultQueue, type FaultQueue } from "../faults/fault-queue.ts";
import { adverseEventRoutes } from "./adverse-event.ts";
import { fhirAnswer, gatewayAnswer, refusal } from "./answers.ts";
import { capabilityStatement } from "./capability-statement.ts";
import { controlRoutes } from "./control.ts";
import { createEventStore, type EventStore } from "./event-store.ts";
import { taxonomyRoutes } from "./taxonomy.ts";

/**
 * What the server and the msw handlers have in common.
 *
 * @example
 * const rules: SandboxRules = { subscriptionKey: "example", maxBodyBytes: 65_536 };
 */
export interface SandboxRules {
  /** The one value of `Ocp-Apim-Subscription-Key` that is let in. 1 character or more. */
  readonly subscriptionKey: string;
  /** Taxonomy that events are validated against. Default: v5. */
  readonly profile?: LfpseProfile;
  /** Largest body taken, in bytes. Default: 1,048,576. LFPSE's own limit is not known. */
  readonly maxBodyBytes?: number;
  /** Clock of `receivedAt`. Default: the system's. */
  readonly now?: () => Date;
  /** Makes the id of a new event. Default: a random UUID. */
  readonly createId?: () => string;
}

/** The sandbox without a network: request in, answer out. */
export interface SandboxCore {
  readonly events: EventStore;
  readonly faults: FaultQueue;
  readonly handle: (request: Request) => Promise<SandboxAnswer>;
}

const eventPath = "/adverse-event/fhir/AdverseEvent";

/**
 * Returns the sandbox without a network. All behaviour is here; a server or msw only carries its answers out.
 *
 * @throws {RangeError} if the subscription key is empty.
 */
export function createSandboxCore(rules: SandboxRules): SandboxCore {
  const {
    subscriptionKey,
    profile = lfpse5,
    maxBodyBytes = 1_048_576,
    now = () => new Date(),
    createId = () => crypto.randomUUID(),
  } = rules;
  if (subscriptionKey === "") throw new RangeError("Give the sandbox a subscription key of at least one character.");
  const events = createEventStore({ profile, now, createId });
  const faults = createFaultQueue();

  const api = new Hono();
  api.use(async ({ req }, next) => {
    if (req.header("ocp-apim-subscription-key") === subscriptionKey) return await next();
    return gatewayAnswer(401, "Access denied: send a valid Ocp-Apim-Subscription-Key.");
  });
  api.get("/adverse-event/fhir/metadata", () => fhirAnswer(capabilityStatement(profile), 200));
  api.route(eventPath, adverseEventRoutes({ events, profile, maxBodyBytes }));
  api.route("/taxonomy/fhir", taxonomyRoutes(profile));
  api.notFound(() => gatewayAnswer(404, "Resource not found."));
  api.onError(() => refusal(500, "sandbox", "The sandbox itself failed on this request."));

  const control = new Hono();
  control.get("/healthz", (context) => context.json({ status: "ok" }));
  control.route("/__sandbox", controlRoutes(events, faults));
  control.notFound(() => gatewayAnswer(404, "Resource not found."));

  return {
    events,
    faults,
    handle: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/healthz" || pathname.startsWith("/__sandbox")) {
        return await answerWithFault(undefined, async () => await control.fetch(request));
      }
      const header = request.headers.get("sandbox-fault");
      const asked = header === null ? undefined : parseFaultHeader(header);
      if (asked !== undefined && !asked.ok) {
        return await answerWithFault(undefined, async () => refusal(400, "fault", asked.message));
      }
      const isEvent = pathname === eventPath || pathname.startsWith(`${eventPath}/`);
      const fault = asked?.value ?? (isEvent ? faults.take() : undefined);
      return await answerWithFault(fault, async () => await api.fetch(request));
    },
  };
}
