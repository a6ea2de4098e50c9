import { once } from "node:events";
import { createServer } from "node:https";
import type { Socket } from "node:net";
import type { TlsCounts } from "../report/conformance-report.ts";
import { untrustedCertificate } from "./untrusted-certificate.ts";

/** A server whose certificate nobody should trust, to see who sends all the same. */
export interface TlsTrap {
  readonly url: string;
  readonly counts: () => TlsCounts;
  readonly close: () => Promise<void>;
}

/**
 * Starts the trap on a free port.
 *
 * @throws {Error} of Node if it cannot listen.
 */
export async function startTlsTrap(host: string): Promise<TlsTrap> {
  let refused = 0;
  let accepted = 0;
  const accepting = new WeakSet<Socket>();
  const server = createServer(untrustedCertificate(Date.now()), (request, response) => {
    if (!accepting.has(request.socket)) accepted += 1;
    accepting.add(request.socket);
    request.resume();
    response.writeHead(503).end();
  });
  // In TLS 1.3 a client that refuses ends the connection after the handshake, and in TLS 1.2 within it.
  server.on("secureConnection", (socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      if (!accepting.has(socket)) refused += 1;
    });
  });
  server.on("tlsClientError", () => {
    refused += 1;
  });
  server.listen(0, host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `https://${host.includes(":") ? `[${host}]` : host}:${port}`,
    counts: () => ({ refused, accepted }),
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
