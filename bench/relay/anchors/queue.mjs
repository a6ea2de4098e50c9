// A job queue with a full outbox: node anchors/queue.mjs <name> <database> <lfpse> <jobs>. Each job is one POST, four at a time.
import { adverseEventText } from "../../core/adverse-event.mjs";

const [name, databaseUrl, lfpseUrl, jobs] = process.argv.slice(2);
const payload = JSON.parse(adverseEventText);

async function deliver(event) {
  const answer = await fetch(`${lfpseUrl}/adverse-event/fhir/AdverseEvent`, {
    method: "POST",
    headers: { "content-type": "application/fhir+json" },
    body: JSON.stringify(event),
  });
  await answer.text();
  if (answer.status !== 201) throw new Error(`LFPSE answered ${answer.status}.`);
}

async function startGraphileWorker() {
  const { Logger, makeWorkerUtils, run } = await import("graphile-worker");
  const logger = new Logger(() => () => {});
  const utils = await makeWorkerUtils({ connectionString: databaseUrl, logger });
  await utils.migrate();
  for (let left = Number(jobs); left > 0; left -= 500) {
    const specs = Array.from({ length: Math.min(500, left) }, () => ({ identifier: "deliver", payload }));
    await utils.addJobs(specs);
  }
  await utils.release();
  return async () => {
    await run({
      connectionString: databaseUrl,
      logger,
      noHandleSignals: true,
      concurrency: 4,
      pollInterval: 500,
      taskList: { deliver: async (event) => await deliver(event) },
    });
  };
}

async function startPgBoss() {
  const { default: PgBoss } = await import("pg-boss");
  const boss = new PgBoss(databaseUrl);
  boss.on("error", (fault) => console.error(fault));
  await boss.start();
  await boss.createQueue("deliver");
  for (let left = Number(jobs); left > 0; left -= 500) {
    await boss.insert(Array.from({ length: Math.min(500, left) }, () => ({ name: "deliver", data: payload })));
  }
  return async () => {
    await boss.work("deliver", { batchSize: 100, pollingIntervalSeconds: 0.5 }, async (batch) => {
      const left = [...batch];
      const lane = async () => {
        for (let job = left.pop(); job !== undefined; job = left.pop()) await deliver(job.data);
      };
      await Promise.all([lane(), lane(), lane(), lane()]);
    });
  };
}

const begin = await (name === "pg-boss" ? startPgBoss() : startGraphileWorker());
process.send({}, async () => await begin());
