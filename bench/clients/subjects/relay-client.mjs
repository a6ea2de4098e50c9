import { narrative, recordId } from "../synthetic-create.mjs";

/** It delivers until the relay has the report, so somebody has to look away. */
const triesWatched = 4;

const record = {
  format: "digital-factors/1",
  id: recordId,
  recordedAt: "2026-03-11T14:05:00Z",
  versions: { factors: "1", lfpse: "5" },
  nation: "england",
  reporter: "staff",
  eventType: "incident",
  part: "main",
  systems: [],
  factors: [],
  involvement: [],
  description: narrative,
  stillHappening: "unknown",
  othersAffected: "unknown",
  contribution: "suspected",
  harm: { kind: "unknown" },
  circumstances: [],
  yellowCard: { status: "unknown", references: [] },
  context: {},
};

export const relayClient = {
  id: "relay-client",
  isOurs: true,
  package: "@digital-factors/client",
  call: "createRelayClient, submit",
  triesWatched,
  note: `keeps the report and goes on until the relay has it; watched for ${triesWatched} tries, with the outbox in memory`,
  accepted: () => ({
    status: 202,
    body: { id: recordId, receivedAt: "2026-03-11T14:05:01.000Z", state: "waiting" },
  }),
  async connect({ url, token, importSdk }) {
    const { createMemoryStore, createRelayClient } = await importSdk("client/dist/index.js");
    const client = createRelayClient({ baseUrl: url.origin, outbox: createMemoryStore(), token });
    return async () => {
      await client.submit(record);
      const item = await new Promise((resolve) => {
        client.subscribe((items) => {
          const known = items.find(({ id }) => id === recordId);
          const isTried = known?.state === "waiting" && known.attempts >= triesWatched;
          if (isTried || ["accepted", "rejected", "expired"].includes(known?.state)) resolve(known);
        });
      });
      await client.stop();
      return item;
    };
  },
  failureOf: ({ error }) => error,
  failureIs: "`error` in the outbox",
};
