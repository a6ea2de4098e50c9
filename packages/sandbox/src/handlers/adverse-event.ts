import { type AdverseEvent, type LfpseProfile, validateAdverseEvent } from "@digital-factors/core";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { fhirAnswer, outcomeAnswer, refusal } from "./answers.ts";
import type { EventStore } from "./event-store.ts";

/** What the AdverseEvent routes stand on. */
export interface AdverseEventRoutesOptions {
  readonly events: EventStore;
  readonly profile: LfpseProfile;
  readonly maxBodyBytes: number;
}

/** Returns the routes of `/adverse-event/fhir/AdverseEvent`: create, update and delete; there is no read. */
export function adverseEventRoutes({ events, profile, maxBodyBytes }: AdverseEventRoutesOptions): Hono {
  const routes = new Hono();
  const limit = bodyLimit({
    maxSize: maxBodyBytes,
    onError: () => refusal(413, "body-size", `Send at most ${maxBodyBytes} bytes.`),
  });

  routes.post("/", limit, async ({ req }) => {
    const sent = await readEvent(req.raw, profile);
    return sent instanceof Response ? sent : fhirAnswer(events.create(sent), 201);
  });

  routes.put("/:id", limit, async ({ req }) => {
    const event = findEvent(req.param("id"), events);
    if (event instanceof Response) return event;
    const sent = await readEvent(req.raw, profile);
    if (sent instanceof Response) return sent;
    if (sent.id !== undefined && sent.id !== event.id) {
      return refusal(400, "id-in-body", "The id in the body is not the one in the address. Make them the same.");
    }
    return fhirAnswer(events.update(event, sent), 200);
  });

  routes.delete("/:id", ({ req }) => {
    const event = findEvent(req.param("id"), events);
    if (event instanceof Response) return event;
    events.remove(event);
    return new Response(null, { status: 200 });
  });

  return routes;
}

function findEvent(id: string, events: EventStore) {
  const event = events.find(id);
  if (event === undefined) return refusal(404, "unknown-event", "There is no event of this id. Check the id.");
  if (event.deleted) return refusal(410, "deleted-event", "This event was deleted. Create a new one.");
  return event;
}

async function readEvent(request: Request, profile: LfpseProfile): Promise<AdverseEvent | Response> {
  if (!/^application\/(fhir\+)?json\b/i.test(request.headers.get("content-type") ?? "")) {
    return refusal(415, "content-type", "Send Content-Type: application/json.");
  }
  let resource: unknown;
  try {
    resource = JSON.parse(await request.text());
  } catch {
    return refusal(400, "json", "The body is not valid JSON. Send one AdverseEvent as JSON.");
  }
  const issues = validateAdverseEvent(resource, profile);
  if (issues.some(({ severity }) => severity === "error")) return outcomeAnswer(issues, 400);
  // validateAdverseEvent found no error, which is what makes it one.
  return resource as AdverseEvent;
}
