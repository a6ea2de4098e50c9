// A hand-written intake, a process of its own: node anchors/server.mjs <framework> <store> <place>. Sends its address to its parent.
import { createServer } from "node:http";
import { checkedId, receiptOf } from "./check.mjs";

const [framework, storeName, place] = process.argv.slice(2);

async function openStore() {
  if (storeName === "none") return async () => {};
  if (storeName === "postgres-groups") return await (await import("./postgres-store.mjs")).commitGroups(place);
  const { commitEach, commitGroups } = await import("./libsql-store.mjs");
  return storeName === "libsql-each" ? commitEach(place) : commitGroups(place);
}

const keep = await openStore();

async function take(body) {
  const id = checkedId(body);
  if (id === undefined) return { status: 400, answer: "{}" };
  const receipt = receiptOf(id);
  await keep({ id, body, receipt });
  return { status: 202, answer: receipt };
}

function listenWithNode() {
  const server = createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", async () => {
      const { status, answer } = await take(Buffer.concat(parts).toString("utf8"));
      response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(answer) });
      response.end(answer);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}

async function listenWithFastify() {
  const { default: fastify } = await import("fastify");
  const app = fastify({ bodyLimit: 262_144 });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.post("/v1/records", async (request, reply) => {
    const { status, answer } = await take(request.body);
    return reply.code(status).header("content-type", "application/json").send(answer);
  });
  return await app.listen({ port: 0, host: "127.0.0.1" });
}

process.send({ url: await (framework === "fastify" ? listenWithFastify() : listenWithNode()) });
