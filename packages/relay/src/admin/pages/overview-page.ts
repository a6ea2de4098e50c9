import { html } from "hono/html";
import type { RecordCounts } from "../../store/administration-store.ts";
import { deliveryStates } from "../../store/delivery-state.ts";
import { adminPaths } from "../admin-paths.ts";
import { card, cards } from "../components/card.ts";
import type { Markup } from "../components/markup.ts";
import { inset } from "../components/notice.ts";
import { type SummaryLine, summaryList } from "../components/summary-list.ts";
import { table } from "../components/table.ts";
import { durationText, instantText } from "../components/timestamp.ts";
import { filterQuery } from "../record-filter.ts";
import { type AdminStrings, fill } from "../strings/strings.ts";
import { isOpenState, openStates, stateTag } from "./state-words.ts";

/** States in which nobody has to do anything. */
const quietStates = deliveryStates.filter((state) => !isOpenState(state));

/** Whether LFPSE answers, as the deliveries of each organisation saw it. Absent: nobody says. */
export type LfpseCondition = readonly { readonly organisation: string; readonly isPaused: boolean }[] | undefined;

/** Renders what needs a person, and how everything else is. */
export function overviewPage(
  counts: RecordCounts,
  condition: LfpseCondition,
  nowMs: number,
  strings: AdminStrings,
): Markup {
  const { overview, states } = strings;
  const needed = openStates.reduce((sum, state) => sum + counts.states[state], counts.yellowCardsMissing);
  const stateCards = openStates.map((state) =>
    card({
      count: counts.states[state],
      title: states[state].name,
      href: `${adminPaths.records}${filterQuery({ states: [state] })}`,
      text: `${states[state].meaning} ${states[state].toDo}`,
      isUrgent: counts.states[state] > 0,
      urgentText: overview.urgent,
    }),
  );
  const yellowCards = card({
    count: counts.yellowCardsMissing,
    title: overview.yellowCards,
    href: `${adminPaths.records}${filterQuery({ isYellowCardMissing: true })}`,
    text: overview.yellowCardsText,
    isUrgent: counts.yellowCardsMissing > 0,
    urgentText: overview.urgent,
  });
  return html`<h2>${overview.needsYou}</h2>
    ${needed === 0 ? inset(html`<p>${overview.nothingNeeded}</p>`) : ""}
    ${cards([...stateCards, yellowCards])}
    <h2>${overview.onTheWay}</h2>
    ${table({
      id: "states",
      caption: overview.onTheWay,
      isCaptionUnseen: true,
      columns: [overview.columns.state, overview.columns.count, overview.columns.meaning],
      numeric: [1],
      rows: quietStates.map((state) => [
        stateTag(state, strings),
        html`<a href="${adminPaths.records}${filterQuery({ states: [state] })}" aria-label="${states[state].name}: ${counts.states[state]}">${counts.states[state]}</a>`,
        states[state].meaning,
      ]),
    })}
    <h2>${overview.condition}</h2>
    ${summaryList([
      [overview.oldest, oldestText(counts.oldestWaitingAtMs, nowMs, strings)],
      [overview.store, overview.storeWorks],
      ...lfpseLines(condition, strings),
    ])}`;
}

function oldestText(atMs: number | undefined, nowMs: number, strings: AdminStrings): string {
  if (atMs === undefined) return strings.overview.noneWaiting;
  const instant = instantText(atMs, strings) ?? "";
  return fill(strings.overview.oldestSince, { age: durationText(nowMs - atMs, strings), instant });
}

function lfpseLines(condition: LfpseCondition, { overview }: AdminStrings): readonly SummaryLine[] {
  if (condition === undefined) return [];
  if (condition.length === 0) return [[overview.lfpse, overview.lfpseNotAsked]];
  const paused = condition.filter(({ isPaused }) => isPaused);
  if (paused.length === 0) return [[overview.lfpse, overview.lfpseWorks]];
  if (condition.length === 1) return [[overview.lfpse, overview.lfpsePaused]];
  const organisation = paused.map((each) => each.organisation).join(", ");
  return [[overview.lfpse, fill(overview.lfpsePausedFor, { organisation })]];
}
