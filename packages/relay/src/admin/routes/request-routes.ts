import { randomUUID } from "node:crypto";
import { checkYellowCardReference, lfpse5, recordValues } from "@digital-factors/core";
import { Hono } from "hono";
import { addYellowCard } from "../../intake/add-yellow-card.ts";
import type { IntakeOptions } from "../../intake/take-operation.ts";
import { withdraw } from "../../intake/withdraw.ts";
import type { RecordStatus } from "../../store/record-store.ts";
import type { AdminContext, AdminVariables } from "../admin-context.ts";
import type { AdminOptions } from "../admin-options.ts";
import { adminPaths } from "../admin-paths.ts";
import type { FieldFault } from "../components/error-summary.ts";
import { redirectDone } from "../done-notice.ts";
import { type FaultKind, faultPage } from "../fault-page.ts";
import { isPossible } from "../pages/record-actions.ts";
import { withdrawPage, yellowCardPage } from "../pages/request-pages.ts";
import { respond } from "../respond.ts";
import { seenMark } from "../seen-mark.ts";
import type { AdminStrings } from "../strings/strings.ts";
import { loadRecord } from "./load-record.ts";

/** Returns the routes on which something is asked for a record that takes its turn: a withdrawal, a reference. */
export function requestRoutes(options: AdminOptions): Hono<AdminVariables> {
  return new Hono<AdminVariables>()
    .get("/:id/withdraw", (context) => withRecord(context, options, (record) => showWithdraw(context, record)))
    .post("/:id/withdraw", (context) => withRecord(context, options, (record) => askWithdraw(context, options, record)))
    .get("/:id/yellow-card", (context) => withRecord(context, options, (record) => showYellowCard(context, record)))
    .post("/:id/yellow-card", (context) =>
      withRecord(context, options, (record) => askYellowCard(context, options, record)),
    );
}

async function withRecord(
  context: AdminContext,
  options: AdminOptions,
  answer: (record: RecordStatus) => Promise<Response>,
): Promise<Response> {
  const record = await loadRecord(context, options);
  return record === undefined ? await faultPage(context, "not-found", adminPaths.records) : await answer(record);
}

async function showWithdraw(context: AdminContext, record: RecordStatus): Promise<Response> {
  const path = adminPaths.record(record.id);
  if (!isPossible("withdraw", record)) return await faultPage(context, "not-now", path);
  const strings = context.get("strings");
  return await respond(context, {
    title: strings.withdraw.title,
    section: "records",
    back: { href: path, text: strings.record.backToRecord },
    body: withdrawPage({ record, csrfToken: context.get("session").csrfToken, faults: [], strings }),
  });
}

/** A withdrawal cannot be undone, so it is asked for only if the record is still as it was when the form was made. */
async function askWithdraw(context: AdminContext, options: AdminOptions, record: RecordStatus): Promise<Response> {
  const isAsSeen = context.get("form").get("seen") === seenMark(record);
  // One that is there already was asked for by this form before, or by somebody else: there is nothing more to undo.
  if (!isAsSeen && isPossible("withdraw", record)) {
    return await faultPage(context, "changed", adminPaths.record(record.id));
  }
  const asked = { ...requestOf(context, record), expectedRevision: record.revision };
  const result = await withdraw(asked, intakeOf(options));
  return await answerTaken(context, options, record, result.outcome, "withdraw");
}

async function showYellowCard(
  context: AdminContext,
  record: RecordStatus,
  faults: readonly FieldFault[] = [],
): Promise<Response> {
  const path = adminPaths.record(record.id);
  if (!isPossible("yellow-card", record)) return await faultPage(context, "not-now", path);
  const strings = context.get("strings");
  const form = context.get("form");
  const shown = { record, csrfToken: context.get("session").csrfToken, form, faults, strings };
  return await respond(context, {
    title: strings.yellowCard.title,
    section: "records",
    faults,
    back: { href: path, text: strings.record.backToRecord },
    body: yellowCardPage(shown, keyOf(form) ?? randomUUID()),
  });
}

async function askYellowCard(context: AdminContext, options: AdminOptions, record: RecordStatus): Promise<Response> {
  const form = context.get("form");
  const strings = context.get("strings");
  const key = keyOf(form);
  if (key === undefined) return await faultPage(context, "bad-form", adminPaths.record(record.id));
  const value = form.get("reference") ?? "";
  const covers = recordValues.covers.find((each) => each === form.get("covers"));
  const faults = faultsOf(value, covers, strings);
  if (covers === undefined || faults.length > 0) return await showYellowCard(context, record, faults);
  const request = { ...requestOf(context, record), key, card: { covers, value } };
  const result = await addYellowCard(request, intakeOf(options));
  if (result.outcome !== "invalid") return await answerTaken(context, options, record, result.outcome, "yellow-card");
  return await showYellowCard(context, record, [{ fieldId: "reference", message: strings.yellowCard.errors.refused }]);
}

function faultsOf(value: string, covers: string | undefined, { yellowCard }: AdminStrings): readonly FieldFault[] {
  const checked = checkYellowCardReference(value);
  return [
    ...(checked.ok ? [] : [{ fieldId: "reference", message: yellowCard.errors[checked.reason] }]),
    ...(covers === undefined ? [{ fieldId: "covers", message: yellowCard.errors.covers }] : []),
  ];
}

/** Names the form, so that one that is sent twice counts once. */
function keyOf(form: URLSearchParams | undefined): string | undefined {
  const key = form?.get("key") ?? "";
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key) ? key : undefined;
}

function requestOf(context: AdminContext, { id, organisation }: RecordStatus) {
  return { recordId: id, organisation, actor: context.get("session").principal.id };
}

function intakeOf({ store, profile = lfpse5, now = Date.now, onDecided = () => {} }: AdminOptions): IntakeOptions {
  return { store, profile, now, onStored: onDecided };
}

const faultOf: Readonly<Record<"conflict" | "absent" | "withdrawn" | "full" | "stale" | "removed", FaultKind>> = {
  conflict: "not-now",
  withdrawn: "not-now",
  full: "not-now",
  removed: "not-now",
  stale: "changed",
  absent: "not-found",
};

async function answerTaken(
  context: AdminContext,
  { publicUrl }: AdminOptions,
  { id }: RecordStatus,
  outcome: "stored" | "known" | keyof typeof faultOf,
  done: "withdraw" | "yellow-card",
): Promise<Response> {
  const path = adminPaths.record(id);
  if (outcome === "stored" || outcome === "known") return redirectDone(context, publicUrl, done, path);
  return await faultPage(context, faultOf[outcome], path);
}
