import { describe, expect, it } from "vitest";
import { AnswerTooLargeError } from "./answer-too-large-error.ts";
import { limitedFetch } from "./limited-fetch.ts";

const answering = (body: BodyInit | null, init?: ResponseInit) => async () => new Response(body, init);

describe("limitedFetch", () => {
  it("gives an answer of the very limit as it came", async () => {
    const init = { status: 503, headers: { "Retry-After": "7" } };
    const response = await limitedFetch(answering("ŵylo", init), 5)("http://127.0.0.1/");
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "7"]);
    expect(await response.text()).toBe("ŵylo");
  });

  it("stops at one byte more, and stops the sender", async () => {
    let isStopped = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
      cancel: () => {
        isStopped = true;
      },
    });
    const response = await limitedFetch(answering(endless), 4_999)("http://127.0.0.1/");
    await expect(response.text()).rejects.toThrow(AnswerTooLargeError);
    expect(isStopped).toBe(true);
  });

  it("gives an answer without a body as it came", async () => {
    const response = await limitedFetch(answering(null, { status: 204 }), 0)("http://127.0.0.1/");
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });
});
