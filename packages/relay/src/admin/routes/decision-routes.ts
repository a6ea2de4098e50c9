import { Hono } from "hono";
import type { Decision } from "../../store/administration-store.ts";
import type { RecordStatus } from "../../store/record-store.ts";
import type { AdminContext, AdminVariables } from "../admin-context.ts";
import type { AdminOptions } from "../admin-options.ts";
import { adminPaths, type RecordAction } from "../admin-paths.ts";
import type { FieldFault } from "../components/error-summary.ts";
import type { Markup } from "../components/markup.ts";
import { redirectDone } from "../done-notice.ts";
import { faultPage } from "../fault-page.ts";
import { parseLfpseIdentity } from "../lfpse-identity.ts";
import {
  atLfpsePage,
  type DecisionPageOptions,
  decidePage,
  sendAgainCheck,
  sendAgainPage,
} from "../pages/decision-pages.ts";
import { isPossible } from "../pages/record-actions.ts";
import { isOpenState } from "../pages/state-words.ts";
import { respond } from "../respond.ts";
import { decisionMark, seenMark } from "../seen-mark.ts";
import { loadRecord } from "./load-record.ts";

/** Entries about a record among which its last decisions are looked for. */
const trailEntries = 20;

/** Returns the routes on which a person decides about a record. */
export function decisionRoutes(options: AdminOptions): Hono<AdminVariables> {
  return new Hono<AdminVariables>()
    .get("/:id/decide", (context) => show(context, options, "decide"))
    .post("/:id/decide", (context) => answerDecide(context, options))
    .get("/:id/send-again", (context) => show(context, options, "send-again"))
    .post("/:id/send-again", (context) => sendAgain(context, options))
    .get("/:id/at-lfpse", (context) => show(context, options, "at-lfpse"))
    .post("/:id/at-lfpse", (context) => recordAtLfpse(context, options));
}

type Deciding = Extract<RecordAction, "decide" | "send-again" | "at-lfpse">;

async function show(
  context: AdminContext,
  options: AdminOptions,
  action: Deciding,
  faults: readonly FieldFault[] = [],
): Promise<Response> {
  const record = await loadRecord(context, options);
  if (record === undefined) return await faultPage(context, "not-found", adminPaths.records);
  const path = adminPaths.record(record.id);
  if (!isPossible(action, record)) return await faultPage(context, "not-now", path);
  const strings = context.get("strings");
  const shown = { record, csrfToken: context.get("session").csrfToken, form: context.get("form"), faults, strings };
  return await respond(context, {
    title: { decide: strings.decide, "send-again": strings.sendAgain, "at-lfpse": strings.atLfpse }[action].title,
    section: "records",
    faults,
    back: { href: path, text: strings.record.backToRecord },
    body: bodyOf(action, shown, options),
  });
}

function bodyOf(action: Deciding, shown: DecisionPageOptions, { contacts = [] }: AdminOptions): Markup {
  if (action === "decide") return decidePage(shown, contacts);
  if (action === "at-lfpse") return atLfpsePage(shown);
  const { state } = shown.record;
  if (!isOpenState(state)) throw new TypeError("Nothing is to be decided on this record.");
  return sendAgainPage(shown, state);
}

async function answerDecide(context: AdminContext, options: AdminOptions): Promise<Response> {
  const id = context.req.param("id") ?? "";
  const strings = context.get("strings");
  switch (context.get("form").get("found")) {
    case "there":
      return context.redirect(adminPaths.recordAction(id, "at-lfpse"), 303);
    case "not-there":
      return context.redirect(adminPaths.recordAction(id, "send-again"), 303);
    case "unsure":
      return redirectDone(context, options.publicUrl, "unsure", adminPaths.record(id));
    default:
      return await show(context, options, "decide", [{ fieldId: "found", message: strings.decide.error }]);
  }
}

async function sendAgain(context: AdminContext, options: AdminOptions): Promise<Response> {
  const record = await loadRecord(context, options);
  if (record === undefined) return await faultPage(context, "not-found", adminPaths.records);
  const check = sendAgainCheck(record, context.get("strings"));
  if (check !== undefined && context.get("form").get("checked") !== "yes") {
    return await show(context, options, "send-again", [{ fieldId: "checked", message: check.error }]);
  }
  return await carryOut(context, options, record, { kind: "send-again" });
}

async function recordAtLfpse(context: AdminContext, options: AdminOptions): Promise<Response> {
  const record = await loadRecord(context, options);
  if (record === undefined) return await faultPage(context, "not-found", adminPaths.records);
  const parsed = parseLfpseIdentity(context.get("form"), context.get("strings"));
  if ("faults" in parsed && isPossible("at-lfpse", record)) {
    return await show(context, options, "at-lfpse", parsed.faults);
  }
  if ("faults" in parsed) return await faultPage(context, "not-now", adminPaths.record(record.id));
  return await carryOut(context, options, record, { kind: "is-at-lfpse", lfpse: parsed.lfpse });
}

/**
 * Decides, if the record is still as it was when the form was made. The audit entry holds a mark of the form: one that comes
 * again, with the same content, is a second click on what was done.
 */
async function carryOut(
  context: AdminContext,
  options: AdminOptions,
  record: RecordStatus,
  decision: Decision,
): Promise<Response> {
  const { store, onDecided = () => {}, publicUrl, now = Date.now } = options;
  const { principal } = context.get("session");
  const { id: recordId, organisation, state } = record;
  const path = adminPaths.record(recordId);
  const seen = context.get("form").get("seen") ?? "";
  const isAsSeen = seen === seenMark(record);
  const mark = decisionMark(seen, decision);
  const actor = principal.id;
  const audit = { atMs: now(), actor, action: decision.kind, organisation, recordId, detail: `${state} ${mark}` };
  const result = isAsSeen ? await store.decide({ recordId, organisation, decision, audit }) : "not-open";
  if (result === "absent") return await faultPage(context, "not-found", adminPaths.records);
  if (result === "done") onDecided();
  if (result === "done" || (await wasDoneBefore())) return redirectDone(context, publicUrl, decision.kind, path);
  return await faultPage(context, "changed", path);

  async function wasDoneBefore(): Promise<boolean> {
    const { entries } = await store.auditTrail({ recordId, limit: trailEntries });
    return entries.some(
      (entry) => entry.action === decision.kind && entry.actor === actor && entry.detail?.endsWith(` ${mark}`),
    );
  }
}
