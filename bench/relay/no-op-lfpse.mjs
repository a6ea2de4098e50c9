// Takes every event at once, keeps when each came, and forgets it. GET /arrivals tells; DELETE /arrivals forgets those too.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";

let arrivals = [];

const server = createServer((request, response) => {
  const json = (status, value) => {
    const text = JSON.stringify(value);
    response.writeHead(status, { "content-type": "application/fhir+json", "content-length": Buffer.byteLength(text) });
    response.end(text);
  };
  if (request.url === "/arrivals") {
    const told = arrivals;
    if (request.method === "DELETE") arrivals = [];
    json(200, told);
    return;
  }
  if (request.url === "/count") {
    json(200, { count: arrivals.length });
    return;
  }
  const atMs = performance.timeOrigin + performance.now();
  request.resume();
  request.on("end", () => {
    arrivals.push(atMs);
    json(201, { resourceType: "AdverseEvent", id: randomUUID(), meta: { versionId: "1" } });
  });
});
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () =>
  process.send({ url: `http://127.0.0.1:${server.address().port}` }),
);
