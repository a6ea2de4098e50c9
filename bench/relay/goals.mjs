// The design's goals for the relay, each against what was measured.
import { median, ratioOf } from "../core/in-turn.mjs";

const perSecond = (rows) => rows.map((row) => row.perSecond);
const p99 = (rows) => rows.map((row) => row.p99Ms);
const times = (value) => `${value.toFixed(2)} ×`;

/** Returns the goals: what, goal, measured, and whether it is met. */
export function goalsOf({ intake, firstAttempt, drain }) {
  const ratio = (what, goal, figure, subject, other) => {
    const measured = ratioOf(figure(intake[subject]), figure(intake[other])).median;
    const isMost = figure === p99;
    return {
      what,
      goal: `${isMost ? "at most " : ""}${goal} ×`,
      measured: times(measured),
      isMet: isMost ? measured <= goal : measured >= goal,
    };
  };
  const wait = median(firstAttempt.afterAnswerMs);
  const outbox = (what, goal, other) => {
    const measured = ratioOf(drain.relayPostgres, drain[other]).median;
    return { what, goal: `${goal} ×`, measured: times(measured), isMet: measured >= goal };
  };
  return [
    ratio("accepts a second, libsql, against the hand-written groups", 0.8, perSecond, "relayLibsql", "libsqlAnchor"),
    ratio("p99, libsql, against the same", 1.5, p99, "relayLibsql", "libsqlAnchor"),
    ratio("accepts a second, libsql, against fastify with one commit each", 2, perSecond, "relayLibsql", "fastifyEach"),
    ratio("accepts a second, libsql, against no store at all", 0.45, perSecond, "relayLibsql", "ceiling"),
    ratio(
      "accepts a second, PostgreSQL, against the hand-written groups",
      0.8,
      perSecond,
      "relayPostgres",
      "postgresAnchor",
    ),
    ratio("two relays against one, PostgreSQL", 1.6, perSecond, "twoRelays", "relayPostgres"),
    {
      what: "202 to the first attempt, idle, p50",
      goal: "20 ms",
      measured: `${wait.toFixed(1)} ms`,
      isMet: wait <= 20,
    },
    outbox("outbox on PostgreSQL against graphile-worker", 1.3, "graphileWorker"),
    outbox("outbox on PostgreSQL against pg-boss", 2.5, "pgBoss"),
  ];
}
