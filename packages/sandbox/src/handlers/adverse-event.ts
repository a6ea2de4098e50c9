import { type AdverseEvent, type LfpseProfile, validateAdverseEvent } from "@digital-factors/core";
import { type Context, Hono } from "hono";
import type { SandboxSettings } from "../settings/settings.ts";
import { duplicateRefusal, fhirAnswer, outcomeAnswer, refusal } from "./answers.ts";
import type { EventStore, SandboxEvent } from "./event-store.ts";
import type { ExchangeEnvironment } from "./exchange.ts";
import { missingItAnswers } from "./it-answers.ts";
import { profileNamedBy } from "./profiles.ts";

/** What the AdverseEvent routes stand on. */
export interface AdverseEventRoutesOptions {
  readonly events: EventStore;
  readonly profiles: readonly LfpseProfile[];
  readonly maxBodyBytes: number;
  readonly settings: () => SandboxSettings;
}

type ExchangeContext = Context<ExchangeEnvironment>;

interface ReadEvent {
  readonly resource: AdverseEvent;
  readonly profile: LfpseProfile;
}

/** Returns the routes of `/adverse-event/fhir/AdverseEvent`: create, update and delete; there is no read. */
export function adverseEventRoutes(options: AdverseEventRoutesOptions): Hono<ExchangeEnvironment> {
  const { events, settings } = options;
  const routes = new Hono<ExchangeEnvironment>();

  routes.post("/", (context) => {
    const sent = readEvent(context, options);
    if (sent instanceof Response) return sent;
    const { duplicateCreate } = settings();
    const first = duplicateCreate === "two-events" ? undefined : events.findCreated(sent.resource);
    if (first !== undefined && duplicateCreate === "refused") return duplicateRefusal();
    if (first !== undefined) return fhirAnswer(first, 201);
    context.env.exchange.done = "created";
    return fhirAnswer(events.create(sent.resource, sent.profile), 201);
  });

  routes.put("/:id", (context) => {
    const event = findEvent(context.req.param("id"), options);
    if (event instanceof Response) return event;
    const sent = readEvent(context, options);
    if (sent instanceof Response) return sent;
    const wrongId = wrongIdIn(sent.resource, event, settings().idInPutBody);
    if (wrongId !== undefined) return wrongId;
    context.env.exchange.done = "updated";
    return fhirAnswer(events.update(event, sent.resource, sent.profile), 200);
  });

  routes.delete("/:id", (context) => {
    const event = findEvent(context.req.param("id"), options);
    if (event instanceof Response) return event;
    events.remove(event);
    context.env.exchange.done = "deleted";
    return new Response(null, { status: 200 });
  });

  return routes;
}

function findEvent(id: string, { events, settings }: AdverseEventRoutesOptions): SandboxEvent | Response {
  const event = events.find(id);
  if (event !== undefined && !event.deleted) return event;
  if (event !== undefined && settings().afterDelete === "410") {
    return refusal(410, "deleted-event", "This event was deleted. Create a new one.");
  }
  return refusal(404, "unknown-event", "There is no event of this id. Check the id.");
}

function wrongIdIn({ id }: AdverseEvent, event: SandboxEvent, rule: SandboxSettings["idInPutBody"]) {
  if (rule === "ignored" || id === event.id) return undefined;
  if (id !== undefined) {
    return refusal(400, "id-in-body", "The id in the body is not the one in the address. Make them the same.");
  }
  return rule === "wanted" ? refusal(400, "id-in-body", "Put the id of the address into the body as well.") : undefined;
}

function readEvent(context: ExchangeContext, options: AdverseEventRoutesOptions): ReadEvent | Response {
  const { exchange } = context.env;
  const { profiles, maxBodyBytes } = options;
  if (exchange.sent.kind === "too-large") return refusal(413, "body-size", `Send at most ${maxBodyBytes} bytes.`);
  if (!/^application\/(fhir\+)?json\b/i.test(context.req.header("content-type") ?? "")) {
    return refusal(415, "content-type", "Send Content-Type: application/json.");
  }
  if (exchange.sent.kind === "too-deep") {
    return refusal(400, "json-depth", "The JSON is nested deeper than any FHIR resource. Send one AdverseEvent.");
  }
  if (exchange.sent.kind !== "json") {
    return refusal(400, "json", "The body is not valid JSON. Send one AdverseEvent as JSON.");
  }
  const { value } = exchange.sent;
  const named = profileNamedBy(value, profiles);
  const profile = named ?? profiles.at(-1);
  const found = validateAdverseEvent(value, profile);
  // What is said about an event of an unknown profile would be about another one.
  const issues = named === undefined ? found.slice(0, 1) : found;
  exchange.issues = issues;
  if (named === undefined) return outcomeAnswer(issues, 400);
  exchange.version = named.version;
  if (issues.some(({ severity }) => severity === "error")) return invalidAnswer(context, options);
  // validateAdverseEvent found no error, which is what makes it one.
  const resource = value as AdverseEvent;
  exchange.issues = [...issues, ...missingItAnswers(resource, named, options.settings())];
  return exchange.issues.some(({ severity }) => severity === "error")
    ? invalidAnswer(context, options)
    : { resource, profile: named };
}

function invalidAnswer({ env }: ExchangeContext, { settings }: AdverseEventRoutesOptions): Response {
  return outcomeAnswer(env.exchange.issues, Number(settings().invalidStatus));
}
