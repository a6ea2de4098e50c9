// Loaded before a client: refuses every name and address that is not this computer, and tells of it.
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const isLoopback = (host) => host === undefined || ["localhost", "127.0.0.1", "::1"].includes(host);

/** Hosts that something here tried to reach. */
export const refusedHosts = [];

function refuse(host) {
  refusedHosts.push(host);
  return Object.assign(new Error("The bench stays on this computer."), { code: "ENETUNREACH" });
}

/** Nothing listens there, so that what is refused fails as any connection does, in each client's own way. */
const deadEnd = { host: "127.0.0.1", port: 1 };

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  // Node hands over arguments it has already put in order, as an array in the first place.
  const [options, second] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof options === "object" ? options.host : typeof second === "string" ? second : undefined;
  const isPipe = typeof options === "object" && options.path !== undefined;
  if (isPipe || isLoopback(host)) return connect.apply(this, args);
  refuse(host);
  return connect.call(this, deadEnd);
};

const { lookup } = dns;
dns.lookup = (name, ...rest) => {
  if (isLoopback(name)) return lookup(name, ...rest);
  const answer = rest.at(-1);
  process.nextTick(() => answer(refuse(name)));
};
for (const owner of [dns.promises, dns, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of Object.getOwnPropertyNames(owner)) {
    if (!name.startsWith("resolve") || typeof owner[name] !== "function") continue;
    owner[name] = (host) => {
      throw refuse(String(host));
    };
  }
}
const { lookup: lookupPromise } = dns.promises;
dns.promises.lookup = async (name, ...rest) => {
  if (!isLoopback(name)) throw refuse(name);
  return await lookupPromise(name, ...rest);
};
syncBuiltinESMExports();

/** Throws unless an address and a name of another computer are refused, so that no run trusts a guard that does nothing. */
export async function proveGuard() {
  const socket = net.connect({ host: "192.0.2.1", port: 9 });
  await new Promise((resolve) => socket.once("error", resolve).once("connect", resolve));
  await dns.promises.lookup("name.invalid").catch(() => {});
  if (refusedHosts.join() !== "192.0.2.1,name.invalid") throw new Error("The guard lets requests out.");
  refusedHosts.length = 0;
}
