import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/**
 * What a proxy does to connections. `open`: carries everything. `refused`: does not listen. `reset`: cuts each connection (TCP RST). `black-hole`:
 * takes everything and passes nothing on. `drop-answer`: passes the request on, and cuts the connection as soon as an
 * answer comes. `half-close`: the same, but the connection is ended in good order (TCP FIN). `slow`: passes `bytesPerSecond` on. `late`:
 * passes everything on after up to `delayMs`. `cut-request`, `cut-answer`: cuts after `bytes` on that way.
 */
export type Weather =
  | { readonly kind: "open" | "refused" | "reset" | "black-hole" | "drop-answer" | "half-close" }
  | { readonly kind: "slow"; readonly bytesPerSecond: number }
  | { readonly kind: "late"; readonly delayMs: number }
  | { readonly kind: "cut-request" | "cut-answer"; readonly bytes: number };

/** A proxy between two ends of a network that fails. */
export interface LossyProxy {
  readonly url: string;
  /** Connections that met something else than `open`. */
  readonly faults: () => number;
  /** Changes what happens to connections from now on. Open ones that cannot go on are cut. */
  readonly set: (weather: Weather | (() => Weather)) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Starts a proxy on a free port of this machine in front of `target`.
 *
 * @param random - Source of the delays of `late`, 0 up to 1.
 */
export async function startLossyProxy(target: string, random: () => number): Promise<LossyProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let weatherOf: () => Weather = () => ({ kind: "open" });
  let faults = 0;

  const server = createServer({ allowHalfOpen: true }, (client) => {
    const weather = weatherOf();
    if (weather.kind !== "open") faults += 1;
    follow(client);
    if (weather.kind === "reset") {
      client.resetAndDestroy();
      return;
    }
    if (weather.kind === "black-hole") {
      client.resume();
      return;
    }
    const far = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    follow(far);
    const cut = () => {
      client.destroy();
      far.destroy();
    };
    far.once("error", cut);
    client.once("error", cut);
    client.once("close", () => far.destroy());
    far.once("close", () => client.destroySoon());
    carry(client, far, weather.kind === "cut-request" ? weather.bytes : Number.POSITIVE_INFINITY, cut);
    if (weather.kind === "drop-answer") {
      far.once("data", () => client.resetAndDestroy());
    } else if (weather.kind === "half-close") {
      far.once("data", () => client.end());
    } else if (weather.kind === "slow") {
      drip(far, client, weather.bytesPerSecond).catch(cut);
    } else if (weather.kind === "late") {
      delay(far, client, random() * weather.delayMs);
    } else {
      carry(far, client, weather.kind === "cut-answer" ? weather.bytes : Number.POSITIVE_INFINITY, cut);
    }
  });

  function follow(socket: Socket): void {
    open.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.once("close", () => open.delete(socket));
  }

  async function listen(wantedPort: number): Promise<number> {
    server.listen(wantedPort, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  async function stopListening(): Promise<void> {
    // A connection that is kept alive would go round the weather.
    for (const socket of open) socket.destroy();
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    await closed;
  }

  const ownPort = await listen(0);
  return {
    url: `http://127.0.0.1:${ownPort}`,
    faults: () => faults,
    set: async (weather) => {
      await stopListening();
      weatherOf = typeof weather === "function" ? weather : () => weather;
      if (typeof weather === "function" || weather.kind !== "refused") await listen(ownPort);
    },
    close: stopListening,
  };
}

/** Passes bytes on, up to a number of them, after which both sides are cut. */
function carry(from: Socket, to: Socket, bytes: number, cut: () => void): void {
  let left = bytes;
  from.on("data", (chunk: Buffer) => {
    const part = chunk.subarray(0, Math.min(chunk.length, left));
    left -= part.length;
    if (left <= 0) to.write(part, cut);
    else if (!to.write(part)) {
      from.pause();
      to.once("drain", () => from.resume());
    }
  });
  from.once("end", () => to.end());
}

/** Passes one piece on ten times a second. */
async function drip(from: Socket, to: Socket, bytesPerSecond: number): Promise<void> {
  const piece = Math.max(1, Math.floor(bytesPerSecond / 10));
  const pauseMs = (piece / bytesPerSecond) * 1000;
  for await (const chunk of from as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length; at += piece) {
      if (to.destroyed) return;
      to.write(chunk.subarray(at, at + piece));
      await new Promise((resolve) => {
        setTimeout(resolve, pauseMs).unref();
      });
    }
  }
  to.end();
}

function delay(from: Socket, to: Socket, delayMs: number): void {
  from.on("data", (chunk: Buffer) => {
    setTimeout(() => to.write(chunk), delayMs).unref();
  });
  from.once("end", () => {
    setTimeout(() => to.end(), delayMs).unref();
  });
}
