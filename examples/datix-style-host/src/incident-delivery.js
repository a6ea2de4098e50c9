import { issuesFromOperationOutcome } from "@digital-factors/core";

const pauseMs = 1_000;
const limitMs = 15_000;
const finalStates = ["accepted", "rejected"];
/** The relay read it and will not take it: sending it again would change nothing. */
const refusals = [400, 409, 413, 415, 422];

/**
 * Sends kept incidents to the relay from the server, again and again until each is accepted or rejected. Nothing is sent
 * under a second id, so a repeat is harmless.
 *
 * @param {Awaited<ReturnType<import("./incident-store.js").openIncidentStore>>} store
 * @param {Pick<import("./host-settings.js").HostSettings, "relayUrl" | "token">} settings
 */
export function createIncidentDelivery(store, { relayUrl, token }) {
  const unfinished = new Set();
  const stopping = new AbortController();
  const base = relayUrl.href.replace(/\/$/, "");
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  let timer;
  let round = Promise.resolve();
  let isTokenToldOf = false;

  const ask = (path, options = {}) =>
    fetch(`${base}${path}`, {
      ...options,
      headers: { ...authorization, ...options.headers },
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(limitMs)]),
    });

  /** @returns {Promise<import("./incident-store.js").Delivery>} */
  async function handOver({ record, adverseEvent, delivery }) {
    const response = await ask("/v1/records", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": record.id },
      body: JSON.stringify({ record, adverseEvent }),
    });
    if (response.status === 202) return { state: "relayed" };
    if (refusals.includes(response.status)) return { state: "rejected", messages: await messagesOf(response) };
    if (response.status === 401 && !isTokenToldOf) {
      isTokenToldOf = true;
      console.error("The relay refused the token: check DIGITAL_FACTORS_TOKEN. Incidents are kept until it is taken.");
    }
    return delivery;
  }

  /** @returns {Promise<import("./incident-store.js").Delivery>} */
  async function askFor({ record, delivery }) {
    const response = await ask(`/v1/records/${record.id}`);
    // A relay that does not know what it once took has lost its store: it is given the same record again.
    if (response.status === 404) return { state: "waiting" };
    if (!response.ok) return delivery;
    const { state, lfpse, issues = [] } = await response.json();
    if (state === "accepted") {
      return { state, ...(lfpse?.referenceNumber === undefined ? {} : { referenceNumber: lfpse.referenceNumber }) };
    }
    if (state === "rejected") return { state, messages: issues.map(({ message }) => message) };
    return state === "unknown" ? { state } : delivery;
  }

  async function deliver(id) {
    const kept = await store.read(id);
    if (kept === undefined) return unfinished.delete(id);
    let { delivery } = kept;
    if (delivery.state === "waiting") delivery = await handOver(kept);
    if (delivery.state !== "waiting" && !finalStates.includes(delivery.state)) {
      delivery = await askFor({ ...kept, delivery });
    }
    if (JSON.stringify(delivery) !== JSON.stringify(kept.delivery)) await store.replace({ ...kept, delivery });
    if (finalStates.includes(delivery.state)) unfinished.delete(id);
  }

  async function deliverAll() {
    for (const id of unfinished) {
      if (stopping.signal.aborted) return;
      try {
        await deliver(id);
      } catch {
        // The relay is away, or the disk is: the next round tries again.
      }
    }
  }

  /** Rounds follow one another, so that no incident is written by two at once. */
  function runRound() {
    clearTimeout(timer);
    round = round.then(deliverAll).then(() => {
      if (stopping.signal.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(runRound, pauseMs);
    });
  }

  return {
    /** Takes up what was left by the last run, then goes on until stopped. */
    async start() {
      for (const id of await store.ids()) {
        const kept = await store.read(id);
        if (kept !== undefined && !finalStates.includes(kept.delivery.state)) unfinished.add(id);
      }
      runRound();
    },

    /** @param {string} id Id of an incident that was kept just now. */
    add(id) {
      unfinished.add(id);
      runRound();
    },

    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await round;
    },
  };
}

async function messagesOf(response) {
  try {
    return issuesFromOperationOutcome(await response.json()).map(({ message }) => message);
  } catch {
    return ["The relay refused this report and did not say why."];
  }
}
