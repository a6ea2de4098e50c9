import { once } from "node:events";
import { createServer, connect as dial, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A proxy in front of a server. */
export interface CuttingProxy {
  /** The given address, led through the proxy. */
  readonly url: string;
  /**
   * Cuts a session off when its client sends this text: the server is given the text and its answer is lost. Holds until
   * it is called again; `undefined` ends it.
   */
  cutAfter(text: string | undefined): void;
  /** Whether all answers are held back, as by a network that drops packets. What was held back does not come later. */
  holdBack(isHeldBack: boolean): void;
  /** How many sessions were cut. */
  readonly cuts: () => number;
}

/** Starts a proxy in front of the server of this address; it ends with the test. */
export async function cuttingProxy(url: string): Promise<CuttingProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let trigger: string | undefined;
  let cuts = 0;
  let isHeldBack = false;
  const listener = createServer((client) => {
    const server = dial(Number(target.port), target.hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
    }
    let isCut = false;
    client.on("data", (bytes) => {
      if (trigger !== undefined && bytes.toString("latin1").includes(trigger)) {
        isCut = true;
        cuts += 1;
        // The server has carried it out once it answers; that answer goes nowhere.
        server.once("data", () => client.destroy());
      }
      server.write(bytes);
    });
    server.on("data", (bytes) => {
      if (!isCut && !isHeldBack) client.write(bytes);
    });
    client.on("close", () => server.destroy());
    server.on("close", () => client.destroy());
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    listener.close();
    await once(listener, "close");
  });
  const address = listener.address();
  if (address === null || typeof address === "string") throw new TypeError("The proxy has no port.");
  const through = new URL(url);
  through.port = String(address.port);
  return {
    url: through.href,
    cutAfter(text) {
      trigger = text;
    },
    holdBack(next) {
      isHeldBack = next;
    },
    cuts: () => cuts,
  };
}
