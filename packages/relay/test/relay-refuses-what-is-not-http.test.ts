import { describe, expect, it } from "vitest";
import { exampleRecord } from "./example-record.ts";
import { exchangeRaw, headOf, runningApi, submissionOf } from "./running-api.ts";

/** Status of each answer on a connection. */
const statusesOf = (answers: string) =>
  [...answers.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status));

describe("the relay's server", { timeout: 20_000 }, () => {
  it.each([
    ["no Host", headOf("GET /v1/taxonomy", { Host: undefined }), 400],
    ["an impossible Host", headOf("GET /v1/taxonomy", { Host: "a b", Connection: "close" }), 400],
    ["a backslash in the path", headOf("GET /v1\\taxonomy", { Connection: "close" }), 400],
    ["an unknown coding", `${headOf("POST /v1/records", { "Transfer-Encoding": "xchunked" })}0\r\n\r\n`, 400],
    ["two codings", `${headOf("POST /v1/records", { "Transfer-Encoding": "gzip, chunked" })}0\r\n\r\n`, 400],
    [
      "a coding and a length",
      headOf("POST /v1/records", { "Transfer-Encoding": "chunked", "Content-Length": "3" }),
      400,
    ],
    ["an unknown expectation", headOf("POST /v1/records", { Expect: "a-miracle" }), 417],
    ["two lengths", headOf("POST /v1/records", { "Content-Length": "3\r\nContent-Length: 4" }), 400],
    ["a line break in a header", headOf("GET /healthz", { "X-A": "a\nb", Connection: "close" }), 400],
    ["what is not HTTP", "HELLO relay\r\n\r\n", 400],
    ["endless headers", headOf("GET /healthz", { "X-A": "a".repeat(20_000) }), 431],
  ])("answers %s once, with an OperationOutcome, and ends the connection", async (_name, request, status) => {
    const api = await runningApi();
    const answer = await exchangeRaw(api.port, request);
    expect(statusesOf(answer)).toEqual([status]);
    expect(answer).toContain('"resourceType":"OperationOutcome"');
  });

  it("gives a request no second answer when the rest of its body is broken", async () => {
    const api = await runningApi();
    const head = headOf("POST /v1/nothing", { Authorization: "Bearer wrong", "Transfer-Encoding": "chunked" });
    const answer = await exchangeRaw(api.port, head, "not a chunk\r\n\r\n");
    expect(statusesOf(answer)).toHaveLength(1);
  });

  it("takes a body that comes in chunks, and one that waits for leave", async () => {
    const api = await runningApi();
    const record = exampleRecord();
    const body = String(submissionOf(record).body);
    const chunked = headOf("POST /v1/records", {
      "Idempotency-Key": record.id,
      "Transfer-Encoding": "chunked",
      Connection: "close",
    });
    const answer = await exchangeRaw(api.port, chunked, `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
    expect(statusesOf(answer)).toEqual([202]);
    const asking = headOf("POST /v1/records", {
      "Idempotency-Key": record.id,
      "Content-Length": String(body.length),
      Expect: "100-continue",
      Connection: "close",
    });
    expect(statusesOf(await exchangeRaw(api.port, asking, body))).toEqual([100, 202]);
  });
});
