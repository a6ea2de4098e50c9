import { X509Certificate } from "node:crypto";
import { get, type RequestOptions } from "node:https";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../server.ts";
import { untrustedCertificate } from "./untrusted-certificate.ts";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ port: 0, subscriptionKey: "example", hasTlsTrap: true });
});
afterEach(async () => {
  await sandbox.close();
});

const send = (options: RequestOptions) =>
  new Promise<number | string>((resolve) => {
    get(String(sandbox.tlsTrapUrl), { agent: false, ...options }, (response) => {
      response.resume();
      resolve(Number(response.statusCode));
    }).on("error", (fault) => resolve("code" in fault ? String(fault.code) : ""));
  });
const check = () => sandbox.report().checks.find(({ id }) => id === "tls-is-checked");

describe("the TLS trap", () => {
  it.each(["TLSv1.2", "TLSv1.3"] as const)("passes a client that refuses its certificate over %s", async (version) => {
    expect(check()?.result).toBe("not-exercised");
    const options = { minVersion: version, maxVersion: version };
    expect(await send(options)).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
    await expect.poll(check).toMatchObject({ result: "passed", met: 1 });
  });

  it("fails a client that sends without a check", async () => {
    expect(await send({ rejectUnauthorized: false })).toBe(503);
    expect(check()).toMatchObject({ result: "failed", met: 1 });
  });

  it("is not there unless asked for", async () => {
    const plain = await startSandbox({ port: 0, subscriptionKey: "example" });
    expect(plain.tlsTrapUrl).toBeUndefined();
    await plain.close();
  });
});

describe("untrustedCertificate", () => {
  it("is a whole certificate, signed by itself, for a host that does not exist", () => {
    const { cert } = untrustedCertificate(Date.parse("2026-03-02T09:00:00Z"));
    const read = new X509Certificate(cert);
    expect(read.subject).toBe("CN=untrusted.invalid");
    expect(read.verify(read.publicKey)).toBe(true);
    expect([read.validFrom, read.validTo]).toEqual(["Mar  1 09:00:00 2026 GMT", "Apr  1 09:00:00 2026 GMT"]);
  });
});
