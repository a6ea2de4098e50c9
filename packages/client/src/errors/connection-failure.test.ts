import { describe, expect, it } from "vitest";
import { connectionFailure } from "./connection-failure.ts";

const failed = (code: string) => new TypeError("fetch failed", { cause: Object.assign(new Error(), { code }) });

describe("connectionFailure", () => {
  it.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "EMFILE", "CERT_HAS_EXPIRED"])(
    "knows that after %s nothing was sent",
    (code) => {
      expect(connectionFailure(failed(code))).toEqual({ reason: code, isBeforeSending: true });
    },
  );

  it.each(["ECONNRESET", "UND_ERR_SOCKET", "EPIPE", "SOMETHING_NEW"])("takes it after %s as sent", (code) => {
    expect(connectionFailure(failed(code))).toEqual({ reason: code, isBeforeSending: false });
  });

  it.each([
    ["a browser's error", new TypeError("Failed to fetch")],
    ["a numeric code", Object.assign(new Error(), { code: 20 })],
    ["no error at all", undefined],
  ])("takes %s as sent, without a reason", (_, error) => {
    expect(connectionFailure(error)).toEqual({ isBeforeSending: false });
  });
});
