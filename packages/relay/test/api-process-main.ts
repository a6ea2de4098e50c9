import { once } from "node:events";
import { pino } from "pino";
import { createAccess } from "../src/access/access.ts";
import { createApp } from "../src/app.ts";
import { createHttpServer } from "../src/http/http-server.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";

/*
 * The API in a process of its own, so that nothing but the API can hold up its event loop. Settings come as arguments,
 * the address and the figures go to the parent.
 */

const [file = "", token = "", bodyBytes = ""] = process.argv.slice(2);
const log = pino({ level: "silent" });
const store = openLibsqlStore({ file });
const access = createAccess({ store, environmentToken: { token, organisation: "Z01" }, log });
const app = createApp({ store, access, log, bodyBytes: Number(bodyBytes), requestsPerMinute: 1_000_000 });
const server = createHttpServer({ fetch: app.fetch, bodyTimeoutMs: 15_000, maxConnections: 1_000 });

/**
 * Longest time for which the loop did nothing but one piece of work. The smaller of the time that passed and the time
 * that this process had a processor: what other processes take does not count.
 */
let longestMs = 0;
let atMs = performance.now();
let cpu = process.cpuUsage();
setInterval(() => {
  const nowMs = performance.now();
  const used = process.cpuUsage(cpu);
  longestMs = Math.max(longestMs, Math.min(nowMs - atMs, (used.user + used.system) / 1000));
  atMs = nowMs;
  cpu = process.cpuUsage();
}, 1);

process.on("message", () => {
  const isPolluted = Reflect.ownKeys(Object.prototype).length !== Reflect.ownKeys(pristine).length;
  process.send?.({ longestMs, isPolluted });
  longestMs = 0;
});
process.on("disconnect", () => process.exit());
/** `Object.prototype` as it was at the start. */
const pristine = Object.create(null, Object.getOwnPropertyDescriptors(Object.prototype)) as object;

server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
process.send?.({ port: typeof address === "object" && address !== null ? address.port : 0 });
