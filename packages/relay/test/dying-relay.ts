import { lfpse5 } from "@digital-factors/core";
import { pino } from "pino";
import { createLfpseSenders } from "../src/delivery/lfpse-senders.ts";
import { createDeliveryWorker } from "../src/delivery/worker.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";

/*
 * A process that delivers what a store holds and is killed whenever it comes to one record: what a fault that ends the
 * process does. It ends by itself once nothing waits. The test bundles it and runs it as often as it takes.
 */
const [, , file = "", lfpseUrl = "", poisonId = ""] = process.argv;
const store = openLibsqlStore({ file });
const worker = createDeliveryWorker({
  store: {
    claim: (request) => store.claim(request),
    markSending: (request) => {
      if (request.recordId === poisonId) process.kill(process.pid, "SIGKILL");
      return store.markSending(request);
    },
    settle: (request) => store.settle(request),
    release: (request) => store.release(request),
    renew: (request) => store.renew(request),
    sweep: (request) => store.sweep(request),
    nextDueInMs: (request) => store.nextDueInMs(request),
  },
  senders: createLfpseSenders({
    baseUrl: `${lfpseUrl}/adverse-event/fhir`,
    timeoutMs: 5_000,
    profile: lfpse5,
    subscriptionKey: "example-key",
  }),
  profile: lfpse5,
  log: pino({ level: "silent" }),
});
worker.start();

for (;;) {
  const { states } = await store.count();
  if (states.waiting + states.sending === 0) break;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
await worker.stop(1_000);
await store.close();
