// A full outbox until LFPSE's stand-in has everything: four requests at a time, on the same PostgreSQL.
import { setTimeout as wait } from "node:timers/promises";
import { startBuiltRelay, startModule } from "./processes.mjs";
import { headersOf, newSubmission } from "./submission.mjs";

/** Sends submissions to a relay that may not deliver yet. */
async function fill(url, jobs) {
  let left = jobs;
  const host = async () => {
    while (left > 0) {
      left -= 1;
      const { id, body } = newSubmission();
      const answer = await fetch(`${url}/v1/records`, { method: "POST", headers: headersOf(id), body });
      await answer.text();
      if (answer.status !== 202) throw new Error(`The relay answered ${answer.status}.`);
    }
  };
  await Promise.all(Array.from({ length: 50 }, host));
}

/** Returns jobs a second between the first and the last arrival. */
async function rateOf(lfpse, jobs) {
  const limitAtMs = performance.now() + 180_000;
  for (;;) {
    const { count } = await (await fetch(`${lfpse.url}/count`)).json();
    if (count >= jobs) break;
    if (performance.now() > limitAtMs) throw new Error(`${count} of ${jobs} jobs arrived in three minutes.`);
    await wait(50);
  }
  const arrivals = await (await fetch(`${lfpse.url}/arrivals`, { method: "DELETE" })).json();
  return ((arrivals.length - 1) / (Math.max(...arrivals) - Math.min(...arrivals))) * 1000;
}

const relay = (store) => async (jobs, lfpse, places) => {
  const { fullRelay } = places;
  const place = await fullRelay(store);
  const env = { ...place, LFPSE_BASE_URL: `${lfpse.url}/adverse-event/fhir` };
  const filling = await startBuiltRelay({ ...env, LFPSE_RATE_PER_MINUTE: "1" });
  await fill(filling.url, jobs);
  await filling.stop("SIGTERM");
  const { count } = await (await fetch(`${lfpse.url}/count`)).json();
  await fetch(`${lfpse.url}/arrivals`, { method: "DELETE" });
  const { stop } = await startBuiltRelay(env);
  const rate = await rateOf(lfpse, jobs - count);
  await stop();
  return rate;
};

const queue =
  (name) =>
  async (jobs, lfpse, { databaseUrl }) => {
    const { stop } = await startModule("anchors/queue.mjs", [name, await databaseUrl(), lfpse.url, String(jobs)]);
    const rate = await rateOf(lfpse, jobs);
    await stop();
    return rate;
  };

export const drained = {
  relayPostgres: { title: "relay, PostgreSQL", run: relay("postgres") },
  relayLibsql: { title: "relay, libsql", run: relay("libsql") },
  graphileWorker: { title: "graphile-worker", run: queue("graphile-worker") },
  pgBoss: { title: "pg-boss, work() with batches of 100", run: queue("pg-boss") },
};

/** Returns for each queue its rates, one for each round. */
export async function measureDrain({ rounds, jobs }, places, onTurn) {
  const rates = Object.fromEntries(Object.keys(drained).map((name) => [name, []]));
  const lfpse = await startModule("no-op-lfpse.mjs", []);
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (const [name, { title, run }] of Object.entries(drained)) {
        onTurn(`round ${round}: ${title}`);
        rates[name].push(await run(jobs, lfpse, places));
      }
    }
  } finally {
    await lfpse.stop();
  }
  return rates;
}
