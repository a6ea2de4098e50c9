import { securityHeaders } from "./security-headers.ts";

/** Answers with a file to be kept, which no browser shows or keeps by itself. What is odd in its name is left out. */
export function fileResponse(name: string, mediaType: string, body: string | ReadableStream<Uint8Array>): Response {
  return new Response(body, {
    headers: {
      ...securityHeaders,
      "Content-Type": mediaType,
      "Content-Disposition": `attachment; filename="${name.replace(/[^A-Za-z0-9.-]/g, "-")}"`,
      "Cache-Control": "no-store",
    },
  });
}
