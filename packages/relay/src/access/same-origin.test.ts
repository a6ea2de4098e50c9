import { describe, expect, it } from "vitest";
import { isSameOrigin, isSecureAddress } from "./same-origin.ts";

describe("isSameOrigin", () => {
  it.each([
    [true, { "Sec-Fetch-Site": "same-origin", Origin: "http://127.0.0.1:8081" }],
    [true, { "Sec-Fetch-Site": "same-origin" }],
    [true, { "Sec-Fetch-Site": "same-origin", Origin: "null" }],
    [true, { Origin: "http://127.0.0.1:8081" }],
    [true, { Origin: "https://127.0.0.1:8081" }],
    [false, {}],
    [false, { Origin: "null" }],
    [false, { Origin: "nonsense" }],
    [false, { Origin: "http://127.0.0.1:8082" }],
    [false, { Origin: "http://127.0.0.1:8081.attacker.example" }],
    [false, { Origin: "https://attacker.example" }],
    [false, { "Sec-Fetch-Site": "same-origin", Origin: "https://attacker.example" }],
    [false, { "Sec-Fetch-Site": "same-site", Origin: "http://127.0.0.1:8081" }],
    [false, { "Sec-Fetch-Site": "cross-site", Origin: "http://127.0.0.1:8081" }],
    [false, { "Sec-Fetch-Site": "none" }],
    [false, { "Sec-Fetch-Site": "SAME-ORIGIN" }],
  ])("is %s for %j", (expected, headers) => {
    expect(isSameOrigin(new Request("http://127.0.0.1:8081/admin", { method: "POST", headers }), undefined)).toBe(
      expected,
    );
  });

  it("holds to the public address where one is set, whatever host the request names", () => {
    const from = (origin: string) =>
      new Request("http://10.0.0.1:8081/admin", { method: "POST", headers: { Origin: origin } });
    expect(isSameOrigin(from("https://relay.example"), "https://relay.example")).toBe(true);
    expect(isSameOrigin(from("http://relay.example"), "https://relay.example")).toBe(false);
    expect(isSameOrigin(from("http://10.0.0.1:8081"), "https://relay.example")).toBe(false);
  });
});

describe("isSecureAddress", () => {
  it.each([
    ["https://relay.example", true],
    ["https://127.0.0.1", true],
    ["http://relay.example", true],
    ["http://127.example", true],
    ["http://127.0.0.1:8081", false],
    ["http://[::1]:8081", false],
    ["http://localhost:8081", false],
  ])("of %s is %s", (url, expected) => {
    expect(isSecureAddress(url)).toBe(expected);
  });
});
