import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createOidcVerifier, type OidcOptions } from "./oidc-verifier.ts";

interface Keys {
  readonly alg: string;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

async function keyPair(alg: string, kid: string): Promise<Keys> {
  return { alg, kid, ...(await generateKeyPair(alg, { extractable: true })) };
}

let rsa: Keys;
let other: Keys;
beforeAll(async () => {
  [rsa, other] = await Promise.all([keyPair("RS256", "key-1"), keyPair("RS256", "key-2")]);
});

const issuer = "https://login.example";
const audience = "digital-factors";
const nowMs = Date.parse("2026-01-31T15:00:00Z");
const nowSeconds = nowMs / 1000;

/** An identity provider on loopback: its key set, and what it was asked. */
async function provider(...keys: readonly Keys[]) {
  const state: {
    keys: readonly Keys[];
    answer: "keys" | "error" | "nothing" | "redirect" | "endless";
    asked: string[];
  } = {
    keys,
    answer: "keys",
    asked: [],
  };
  const server = createServer(async (request, response) => {
    state.asked.push(request.url ?? "");
    if (state.answer === "nothing") return;
    if (state.answer === "error") return void response.writeHead(500).end("no");
    if (state.answer === "redirect") return void response.writeHead(302, { Location: "/elsewhere" }).end();
    const set = await Promise.all(
      state.keys.map(async ({ publicKey, alg, kid }) => ({ ...(await exportJWK(publicKey)), alg, kid, use: "sig" })),
    );
    // A key set like any other, but for its length.
    const length = state.answer === "endless" ? 300_000 : 0;
    response.setHeader("Content-Type", "application/json").end(" ".repeat(length) + JSON.stringify({ keys: set }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, { url: `http://127.0.0.1:${port}/keys`, server });
}

function verifierOf(jwksUrl: string, more: Partial<OidcOptions> = {}) {
  const clock = { ms: 0 };
  const verify = createOidcVerifier({
    issuer,
    audience,
    jwksUrl,
    organisationClaim: "ods",
    now: () => nowMs,
    monotonicMs: () => clock.ms,
    ...more,
  });
  return { verify, clock };
}

const claims = { iss: issuer, aud: audience, sub: "synthetic-person-1", ods: "Z01", exp: nowSeconds + 300 };

async function sign(keys: Keys, payload: Record<string, unknown> = claims, header: Record<string, unknown> = {}) {
  return await new SignJWT(payload)
    .setProtectedHeader({ alg: keys.alg, kid: keys.kid, ...header })
    .sign(keys.privateKey);
}

describe("createOidcVerifier", { timeout: 30_000 }, () => {
  it.each(["RS256", "PS256", "ES256", "EdDSA"])("knows the subject of a JWT signed with %s", async (alg) => {
    const keys = await keyPair(alg, "key-1");
    const { verify } = verifierOf((await provider(keys)).url);
    const result = await verify(await sign(keys));
    expect(result).toEqual({
      outcome: "known",
      principal: { id: expect.stringMatching(/^oidc:[0-9a-f]{32}$/), organisation: "Z01", role: "reporter" },
    });
    expect(JSON.stringify(result)).not.toContain("synthetic-person");
  });

  it("tells subjects apart, and the same subject of another provider", async () => {
    const { url } = await provider(rsa);
    const idOf = async (at: string, sub: string) => {
      const result = await verifierOf(url, { issuer: at }).verify(await sign(rsa, { ...claims, iss: at, sub }));
      return result.outcome === "known" ? result.principal.id : "";
    };
    const ids = [await idOf(issuer, "a"), await idOf(issuer, "b"), await idOf("https://other.example", "a")];
    expect(new Set(ids).size).toBe(3);
    expect(await idOf(issuer, "a")).toBe(ids[0]);
  });

  it("makes an administrator of the role that the settings name, and of no other", async () => {
    const { url } = await provider(rsa);
    const roles = { roleClaim: "roles", administratorRole: "relay-admin" };
    const roleOf = async (claim: unknown, options: Partial<OidcOptions> = roles) => {
      const result = await verifierOf(url, options).verify(await sign(rsa, { ...claims, roles: claim }));
      return result.outcome === "known" ? result.principal.role : result.outcome;
    };
    expect(await roleOf(["staff", "relay-admin"])).toBe("administrator");
    expect(await roleOf("relay-admin")).toBe("administrator");
    for (const claim of [["staff"], "relay-admins", { "relay-admin": true }, true, undefined]) {
      expect(await roleOf(claim)).toBe("reporter");
    }
    expect(await roleOf(["relay-admin"], {})).toBe("reporter");
    expect(await roleOf([undefined], { roleClaim: "roles" })).toBe("reporter");
  });

  it.each<[string, Record<string, unknown>]>([
    ["another issuer", { iss: "https://attacker.example" }],
    ["an issuer with a slash more", { iss: `${issuer}/` }],
    ["no issuer", { iss: undefined }],
    ["another audience", { aud: "other" }],
    ["no audience", { aud: undefined }],
    ["an end in the past", { exp: nowSeconds - 11 }],
    ["no end", { exp: undefined }],
    ["an end that is no number", { exp: "later" }],
    ["a beginning in the future", { nbf: nowSeconds + 60 }],
    ["no subject", { sub: undefined }],
    ["an empty subject", { sub: "" }],
    ["no organisation", { ods: undefined }],
    ["an organisation that is no ODS code", { ods: "Z01 or 1=1" }],
    ["an organisation in small letters", { ods: "z01" }],
    ["several organisations", { ods: ["Z01", "Z02"] }],
  ])("refuses a JWT with %s", async (_, changed) => {
    const { verify } = verifierOf((await provider(rsa)).url);
    expect(await verify(await sign(rsa, { ...claims, ...changed }))).toEqual({ outcome: "refused" });
  });

  it("allows clocks to differ by ten seconds", async () => {
    const { verify } = verifierOf((await provider(rsa)).url);
    expect(await verify(await sign(rsa, { ...claims, exp: nowSeconds - 9 }))).toMatchObject({ outcome: "known" });
    expect(await verify(await sign(rsa, { ...claims, nbf: nowSeconds + 9 }))).toMatchObject({ outcome: "known" });
  });

  it("reads no claim from the prototype", async () => {
    const { url } = await provider(rsa);
    const { verify } = verifierOf(url, { organisationClaim: "constructor" });
    expect(await verify(await sign(rsa))).toEqual({ outcome: "refused" });
  });

  it("refuses a JWT without a signature", async () => {
    const { verify } = verifierOf((await provider(rsa)).url);
    expect(await verify(new UnsecuredJWT(claims).encode())).toEqual({ outcome: "refused" });
    const [, payload] = (await sign(rsa)).split(".");
    for (const alg of ["none", "None", "NONE", "nOnE", ""]) {
      const head = Buffer.from(JSON.stringify({ alg, kid: "key-1" })).toString("base64url");
      expect(await verify(`${head}.${payload}.`)).toEqual({ outcome: "refused" });
    }
  });

  it("refuses a JWT signed by HMAC with the public key", async () => {
    const { verify } = verifierOf((await provider(rsa)).url);
    for (const secret of [await exportSPKI(rsa.publicKey), JSON.stringify(await exportJWK(rsa.publicKey))]) {
      const forged = await new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256", kid: "key-1" })
        .sign(new TextEncoder().encode(secret));
      expect(await verify(forged)).toEqual({ outcome: "refused" });
    }
  });

  it("refuses a JWT with a key, an address of keys, or a path of its own", async () => {
    const attacker = await provider(other);
    const ours = await provider(rsa);
    const { verify } = verifierOf(ours.url);
    const jwk = await exportJWK(other.publicKey);
    for (const header of [
      { jku: attacker.url, kid: "key-2" },
      { x5u: attacker.url, kid: "key-2" },
      { jwk, kid: "key-2" },
      { jwk, kid: undefined },
      { kid: "../../../dev/null" },
      { kid: "key-1' or '1'='1" },
      { kid: "key-1" },
      { crit: ["exp"], exp: 1 },
    ]) {
      expect(await verify(await sign(other, claims, header).catch(() => "eyJ.eyJ.x"))).toEqual({ outcome: "refused" });
    }
    expect(attacker.asked).toEqual([]);
    expect(new Set(ours.asked)).toEqual(new Set(["/keys"]));
  });

  it("refuses a JWT that was changed, cut or padded", async () => {
    const { verify } = verifierOf((await provider(rsa)).url);
    const jwt = await sign(rsa);
    const [head, , signature] = jwt.split(".");
    const payload = Buffer.from(JSON.stringify({ ...claims, ods: "Z02" })).toString("base64url");
    for (const changed of [
      `${head}.${payload}.${signature}`,
      jwt.slice(0, -4),
      `${jwt}.x`,
      `${jwt.slice(0, 40)}`,
      "",
      "..",
      "a".repeat(9_000),
    ]) {
      expect(await verify(changed)).toEqual({ outcome: "refused" });
    }
  });

  it("takes up a new key of the provider, and lets go of the old one", async () => {
    const idp = await provider(rsa);
    const { verify, clock } = verifierOf(idp.url);
    expect(await verify(await sign(rsa))).toMatchObject({ outcome: "known" });
    idp.keys = [rsa, other];
    clock.ms = 30_000;
    expect(await verify(await sign(other))).toMatchObject({ outcome: "known" });
    expect(await verify(await sign(rsa))).toMatchObject({ outcome: "known" });
    idp.keys = [other];
    clock.ms = 700_000;
    await verify(await sign(rsa));
    await expect.poll(async () => (await verify(await sign(rsa))).outcome).toBe("refused");
    expect(await verify(await sign(other))).toMatchObject({ outcome: "known" });
  });

  it("asks the provider once in the cool-down, however many unknown keys come", async () => {
    const idp = await provider(rsa);
    const { verify, clock } = verifierOf(idp.url);
    const forged = await sign(other);
    const results = await Promise.all(Array.from({ length: 50 }, () => verify(forged)));
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(["refused"]));
    expect(idp.asked).toHaveLength(1);
    clock.ms = 30_000;
    await verify(forged);
    await verify(forged);
    expect(idp.asked).toHaveLength(2);
  });

  it.each(["error", "nothing", "redirect", "endless"] as const)(
    "still knows the keys it has while the provider answers with %s, and cannot tell of others",
    async (answer) => {
      const idp = await provider(rsa);
      const { verify, clock } = verifierOf(idp.url, { timeoutMs: 2_000 });
      await verify(await sign(rsa));
      idp.answer = answer;
      clock.ms = 86_000_000;
      expect(await verify(await sign(rsa))).toMatchObject({ outcome: "known" });
      expect(await verify(await sign(other))).toEqual({ outcome: "busy", reason: "unknown-key" });
      expect(idp.asked).not.toContain("/elsewhere");
      clock.ms = 86_400_001;
      expect(await verify(await sign(rsa))).toEqual({ outcome: "busy", reason: "no-keys" });
      idp.answer = "keys";
      clock.ms += 30_000;
      expect(await verify(await sign(rsa))).toMatchObject({ outcome: "known" });
    },
  );

  it("lets a few tokens wait for a provider that does not answer, and says at once to the others that it is busy", async () => {
    const idp = await provider(rsa);
    idp.answer = "nothing";
    const { verify } = verifierOf(idp.url, { timeoutMs: 2_000 });
    const token = await sign(rsa);
    let answered = 0;
    const checks = Array.from({ length: 256 }, () =>
      verify(token).then((result) => {
        answered += 1;
        return result;
      }),
    );
    await expect.poll(() => idp.asked.length).toBe(1);
    expect(answered).toBe(256 - 64);
    for (const result of await Promise.all(checks)) expect(result).toEqual({ outcome: "busy", reason: "no-keys" });
    idp.answer = "keys";
  });

  it("is busy, not open, while it never had keys", async () => {
    const idp = await provider(rsa);
    idp.server.closeAllConnections();
    idp.server.close();
    const { verify } = verifierOf(idp.url);
    expect(await verify(await sign(rsa))).toEqual({ outcome: "busy", reason: "no-keys" });
  });

  it("takes nothing that is no key set for one, nor a set of private or shared keys", async () => {
    const secret = await exportJWK(rsa.privateKey);
    for (const body of ["[]", "{}", '{"keys":{}}', "null", JSON.stringify({ keys: [{ ...secret, kid: "key-1" }] })]) {
      const server = createServer((_, response) => response.end(body));
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const { verify } = verifierOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      expect((await verify(await sign(rsa))).outcome, body).not.toBe("known");
      server.closeAllConnections();
      server.close();
    }
  });
});
