import { describe, expect, it } from "vitest";
import { connectionFailure } from "./connection-failure.ts";

const systemError = (code: string, syscall?: string) => Object.assign(new Error(), { code, syscall });
const failed = (code: string, syscall?: string) => new TypeError("fetch failed", { cause: systemError(code, syscall) });

/** As Node gives it, which tries every address of a name: its code is that of the first one. */
function failedAtEach(...errors: [Error & { code: string }, ...Error[]]) {
  return new TypeError("fetch failed", { cause: Object.assign(new AggregateError(errors), { code: errors[0].code }) });
}

describe("connectionFailure", () => {
  it.each([
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "UND_ERR_CONNECT_TIMEOUT",
    "ERR_SOCKET_CONNECTION_TIMEOUT",
    "EMFILE",
    "CERT_HAS_EXPIRED",
  ])("knows that after %s nothing was sent", (code) => {
    expect(connectionFailure(failed(code))).toEqual({ reason: code, isBeforeSending: true });
  });

  it.each(["ECONNRESET", "UND_ERR_SOCKET", "EPIPE", "SOMETHING_NEW"])("takes it after %s as sent", (code) => {
    expect(connectionFailure(failed(code))).toEqual({ reason: code, isBeforeSending: false });
  });

  it.each(["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "EHOSTDOWN", "ETIMEDOUT"])(
    "knows that nothing was sent where %s ended the connecting, and only there",
    (code) => {
      expect(connectionFailure(failed(code, "connect"))).toEqual({ reason: code, isBeforeSending: true });
      for (const syscall of ["read", "write", undefined]) {
        expect(connectionFailure(failed(code, syscall))).toEqual({ reason: code, isBeforeSending: false });
      }
    },
  );

  it("knows that nothing was sent where no address of a name could be connected to", () => {
    const [slow, closed] = [systemError("ETIMEDOUT", "connect"), systemError("ECONNREFUSED", "connect")];
    for (const error of [failedAtEach(slow, closed), failedAtEach(slow, closed).cause]) {
      expect(connectionFailure(error)).toEqual({ reason: "ETIMEDOUT", isBeforeSending: true });
    }
    const lost = systemError("ECONNRESET", "read");
    expect(connectionFailure(failedAtEach(closed, lost))).toEqual({ reason: "ECONNREFUSED", isBeforeSending: false });
  });

  it.each([
    ["a browser's error", new TypeError("Failed to fetch")],
    ["a numeric code", Object.assign(new Error(), { code: 20 })],
    ["no error at all", undefined],
  ])("takes %s as sent, without a reason", (_, error) => {
    expect(connectionFailure(error)).toEqual({ isBeforeSending: false });
  });
});
