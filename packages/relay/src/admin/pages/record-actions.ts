import type { RecordStatus } from "../../store/record-store.ts";
import { adminPaths, type RecordAction } from "../admin-paths.ts";
import type { AdminStrings } from "../strings/strings.ts";

/** A link to the page on which something is decided. */
export interface ActionLink {
  readonly text: string;
  readonly href: string;
}

/** Returns whether something can be done with a record as it is now. */
export function isPossible(action: RecordAction, record: RecordStatus): boolean {
  const isWithdrawn = record.operations.some(({ kind }) => kind === "withdraw");
  const hasContent = record.contentRemovedAt === undefined && record.state !== "withdrawn";
  switch (action) {
    case "decide":
      return record.state === "unknown";
    case "at-lfpse":
      return record.state === "unknown" || isParkedChange(record);
    case "send-again":
      return record.state === "unknown" || record.state === "rejected" || record.state === "parked";
    case "withdraw":
      return !isWithdrawn;
    case "yellow-card":
      return !isWithdrawn && hasContent;
    case "content":
      return hasContent;
    case "wording":
      return record.issues.length > 0;
  }
}

/** Whether what is parked changes an event that LFPSE has: it may have taken the change too. */
function isParkedChange({ state, lfpse, operations }: RecordStatus): boolean {
  return state === "parked" && lfpse !== undefined && operations.find(isParked)?.kind !== "withdraw";
}

function isParked({ state }: RecordStatus["operations"][number]): boolean {
  return state === "parked";
}

/** Returns what helps now, and what else can be done. */
export function recordActions(
  record: RecordStatus,
  { record: { actions } }: AdminStrings,
): { readonly main: ActionLink | undefined; readonly more: readonly ActionLink[] } {
  const link = (action: RecordAction, text: string): readonly ActionLink[] =>
    isPossible(action, record) ? [{ text, href: adminPaths.recordAction(record.id, action) }] : [];
  const decision = record.state === "unknown" ? link("decide", actions.decide) : link("send-again", actions.sendAgain);
  const yellowCard = link("yellow-card", actions.yellowCard);
  const isYellowCardFirst = decision.length === 0 && record.isYellowCardMissing;
  return {
    main: [...decision, ...(isYellowCardFirst ? yellowCard : [])][0],
    more: [
      ...(record.state === "parked" ? link("at-lfpse", actions.atLfpse) : []),
      ...(isYellowCardFirst ? [] : yellowCard),
      ...link("withdraw", actions.withdraw),
      ...link("content", actions.content),
    ],
  };
}
