import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * What a connection meets.
 *
 * - `pass`: nothing.
 * - `refuse`: it is reset as soon as it is opened.
 * - `reset`: the request arrives, and it is reset in place of the answer.
 * - `black-hole`: it is opened, and nothing ever comes back.
 * - `half-close`: the request arrives, and the way back is closed without a byte.
 * - `half-answer`: it is cut after the first bytes of the answer.
 * - `trickle`: the answer comes at one byte per 50 ms.
 */
export type NetworkFault = "pass" | "refuse" | "reset" | "black-hole" | "half-close" | "half-answer" | "trickle";

/** A TCP proxy on this machine, with faults on demand. */
export interface FaultyNetwork {
  readonly url: string;
  /** Chooses what each new connection meets. Those that are open are cut. */
  readonly set: (fault: NetworkFault | (() => NetworkFault)) => void;
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

export async function startFaultyNetwork(targetUrl: string): Promise<FaultyNetwork> {
  const { hostname, port: targetPort } = new URL(targetUrl);
  const open = new Set<Socket>();
  let next: () => NetworkFault = () => "pass";
  let connections = 0;

  const track = (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => {}).once("close", () => open.delete(socket));
    return socket;
  };

  const trickle = (answer: Socket, client: Socket) => {
    answer.on("data", (bytes: Buffer) => {
      answer.pause();
      let sent = 0;
      const timer = setInterval(() => {
        if (client.destroyed || sent === bytes.length) return clearInterval(timer);
        client.write(bytes.subarray(sent, sent + 1));
        sent += 1;
      }, 50);
      client.once("close", () => clearInterval(timer));
    });
  };

  const server = createServer((client) => {
    connections += 1;
    track(client);
    const fault = next();
    if (fault === "refuse") return client.resetAndDestroy();
    if (fault === "black-hole") return client.resume();
    const relay = track(connect(Number(targetPort), hostname));
    client.pipe(relay);
    client.once("close", () => relay.destroy());
    relay.once("close", () => client.destroy());
    switch (fault) {
      case "pass":
        return relay.pipe(client);
      case "reset":
        return relay.once("data", () => client.resetAndDestroy());
      case "half-close":
        return relay.once("data", () => client.end());
      case "half-answer":
        return relay.once("data", (bytes: Buffer) => client.end(bytes.subarray(0, Math.floor(bytes.length / 2))));
      case "trickle":
        return trickle(relay, client);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (fault) => {
      next = typeof fault === "function" ? fault : () => fault;
      cut();
    },
    connections: () => connections,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
    },
  };
}
