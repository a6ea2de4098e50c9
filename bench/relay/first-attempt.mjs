// How long an idle relay leaves a submission until its request is at LFPSE.
import { setTimeout as wait } from "node:timers/promises";
import { startModule } from "./processes.mjs";
import { subjects } from "./subjects.mjs";
import { headersOf, newSubmission } from "./submission.mjs";

/** Returns milliseconds, one for each submission: from the 202 at the host to the arrival at LFPSE, and from its sending. */
export async function measureFirstAttempt({ submissions }, places) {
  const lfpse = await startModule("no-op-lfpse.mjs", []);
  const { urls, stop } = await subjects.relayDelivering.start({ ...places, lfpseUrl: lfpse.url });
  const afterAnswerMs = [];
  const afterSendingMs = [];
  try {
    for (let count = 0; count < submissions + 20; count += 1) {
      const { id, body } = newSubmission();
      const sentAtMs = performance.timeOrigin + performance.now();
      const answer = await fetch(`${urls[0]}/v1/records`, { method: "POST", headers: headersOf(id), body });
      const answeredAtMs = performance.timeOrigin + performance.now();
      if (answer.status !== 202) throw new Error(`The relay answered ${answer.status}.`);
      await answer.text();
      let arrivals = [];
      while (arrivals.length === 0) {
        await wait(3);
        arrivals = await (await fetch(`${lfpse.url}/arrivals`)).json();
      }
      await fetch(`${lfpse.url}/arrivals`, { method: "DELETE" });
      // The first ones find nothing compiled.
      if (count < 20) continue;
      afterAnswerMs.push(Math.max(0, arrivals[0] - answeredAtMs));
      afterSendingMs.push(arrivals[0] - sentAtMs);
    }
  } finally {
    await stop();
    await lfpse.stop();
  }
  return { afterAnswerMs, afterSendingMs };
}
