import { Hono } from "hono";
import { parseFault } from "../faults/fault.ts";
import type { FaultQueue } from "../faults/fault-queue.ts";
import { refusal } from "./answers.ts";
import type { EventStore } from "./event-store.ts";

/** Returns the routes of `/__sandbox`, which LFPSE does not have: look at the events, queue faults, start afresh. */
export function controlRoutes(events: EventStore, faults: FaultQueue): Hono {
  const routes = new Hono();
  routes.get("/events", (context) => context.json({ events: events.list() }));
  routes.delete("/events", (context) => {
    events.clear();
    faults.clear();
    return context.json({ events: [] });
  });
  routes.get("/faults", (context) => context.json({ queued: faults.size() }));
  routes.post("/faults", async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const parsed = parseFault(body);
    if (!parsed.ok) return refusal(400, "fault", parsed.message);
    faults.add(parsed.value);
    return context.json({ queued: faults.size() }, 201);
  });
  routes.delete("/faults", (context) => {
    faults.clear();
    return context.json({ queued: 0 });
  });
  return routes;
}
