import { Hono } from "hono";
import { parseFault } from "../faults/fault.ts";
import type { FaultQueue } from "../faults/fault-queue.ts";
import type { ConformanceReport } from "../report/conformance-report.ts";
import { reportMarkdown } from "../report/report-markdown.ts";
import { parseSettings } from "../settings/settings.ts";
import type { TrafficLog } from "../traffic/traffic-log.ts";
import { refusal } from "./answers.ts";
import type { EventStore } from "./event-store.ts";
import { readSentBody } from "./sent-body.ts";
import type { SettingsHolder } from "./settings-holder.ts";

/** What the control routes look at and change. */
export interface ControlRoutesOptions {
  readonly events: EventStore;
  readonly faults: FaultQueue;
  readonly settings: SettingsHolder;
  readonly traffic: TrafficLog;
  readonly report: () => ConformanceReport;
  readonly reset: () => void;
}

/** Returns the routes of `/__sandbox`, which LFPSE does not have: look at what came, set faults and switches, start afresh. */
export function controlRoutes(options: ControlRoutesOptions): Hono {
  const { events, faults, settings, traffic, report, reset } = options;
  const routes = new Hono();
  routes.get("/events", (context) => context.json({ events: events.list() }));
  routes.delete("/events", (context) => {
    reset();
    return context.json({ events: [] });
  });

  routes.get("/faults", (context) => context.json({ queued: faults.size() }));
  routes.post("/faults", async (context) => {
    const parsed = parseFault(await sentTo(context.req.raw));
    if (!parsed.ok) return refusal(400, "fault", parsed.message);
    faults.add(parsed.value);
    return context.json({ queued: faults.size() }, 201);
  });
  routes.delete("/faults", (context) => {
    faults.clear();
    return context.json({ queued: 0 });
  });

  routes.get("/settings", (context) => context.json(settings.now()));
  routes.patch("/settings", async (context) => {
    const parsed = parseSettings(await sentTo(context.req.raw));
    if (!parsed.ok) return refusal(400, "settings", parsed.message);
    settings.change(parsed.value);
    return context.json(settings.now());
  });

  routes.get("/traffic", (context) => context.json({ traffic: traffic.list(), forgotten: traffic.forgotten() }));
  routes.delete("/traffic", (context) => {
    traffic.clear();
    return context.json({ traffic: [], forgotten: 0 });
  });
  routes.get("/report", (context) =>
    context.req.query("format") === "markdown"
      ? context.text(reportMarkdown(report()), 200, { "content-type": "text/markdown; charset=utf-8" })
      : context.json(report()),
  );
  return routes;
}

/** Returns the JSON that was sent; `undefined` for anything else. */
async function sentTo(request: Request): Promise<unknown> {
  const sent = await readSentBody(request, 65_536);
  return sent.kind === "json" ? sent.value : undefined;
}
