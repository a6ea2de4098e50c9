// The driver, a process of its own: keeps 50 connections busy and reports what was accepted. Argument: settings as JSON.
import autocannon from "autocannon";
import { headersOf, newSubmission } from "./submission.mjs";

const { urls, connections, warmUpSeconds, seconds } = JSON.parse(process.argv[2]);

function run(url, share, duration) {
  return autocannon({
    url,
    connections: share,
    duration,
    requests: [
      {
        method: "POST",
        path: "/v1/records",
        setupRequest: (request) => {
          const { id, body } = newSubmission();
          return { ...request, headers: headersOf(id), body };
        },
      },
    ],
  });
}

const all = (duration) => Promise.all(urls.map((url) => run(url, Math.round(connections / urls.length), duration)));
await all(warmUpSeconds);
const results = await all(seconds);
const sum = (figure) => results.reduce((total, result) => total + figure(result), 0);
const most = (figure) => Math.max(...results.map(figure));
const statuses = {};
for (const { statusCodeStats } of results) {
  for (const [status, { count }] of Object.entries(statusCodeStats)) statuses[status] = (statuses[status] ?? 0) + count;
}
process.send(
  {
    perSecond: sum((result) => (result.statusCodeStats["202"]?.count ?? 0) / result.duration),
    p50Ms: most(({ latency }) => latency.p50),
    p99Ms: most(({ latency }) => latency.p99),
    errors: sum(({ errors, timeouts }) => errors + timeouts),
    refused: Object.entries(statuses).filter(([status]) => status !== "202"),
  },
  () => process.exit(0),
);
