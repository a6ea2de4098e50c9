// Accepted, checked and durable submissions a second at 50 connections: all subjects take turns in each round.
import { runModule } from "./processes.mjs";
import { subjects } from "./subjects.mjs";

/** Returns for each subject its figures, one for each round. */
export async function measureIntake({ rounds, seconds, warmUpSeconds, connections = 50 }, places, onTurn) {
  const figures = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, { title, start }] of Object.entries(subjects)) {
      onTurn(`round ${round}: ${title}`);
      const { urls, stop } = await start(places);
      try {
        const result = await runModule("drive.mjs", [JSON.stringify({ urls, connections, seconds, warmUpSeconds })]);
        if (result.perSecond === 0) throw new Error(`${title} accepted nothing: ${JSON.stringify(result)}`);
        figures[name].push(result);
      } finally {
        await stop();
      }
    }
  }
  return figures;
}
