import { describe, expect, it } from "vitest";
import type { StoredToken } from "../store/access-store.ts";
import { createAccess } from "./access.ts";
import type { OidcResult } from "./oidc-verifier.ts";
import { makeToken } from "./token.ts";
import { hashSecret } from "./token-hash.ts";

/** Tokens in memory, clocks that stand still, and the warnings that were logged. */
function started() {
  const kept = new Map<string, StoredToken>();
  const clock = { ms: 0, wallMs: Date.parse("2026-01-31T15:00:00Z") };
  const asked: string[] = [];
  const store = {
    findToken: async (id: string) => {
      asked.push(id);
      return kept.get(id);
    },
  };
  const access = createAccess({
    store,
    environmentToken: { token: "an-example-token-1", organisation: "Z01" },
    log: { warn: () => {} },
    now: () => clock.wallMs,
    monotonicMs: () => clock.ms,
  });
  const issue = async (parts: Partial<StoredToken> = {}) => {
    const { id, secret, token } = makeToken();
    const stored: StoredToken = {
      id,
      organisation: "Z02",
      role: "reporter",
      hash: await hashSecret(secret),
      createdAtMs: clock.wallMs,
      ...parts,
    };
    kept.set(id, stored);
    return { id, token, stored };
  };
  return { access, issue, kept, clock, asked };
}

const known = (id: string, organisation = "Z02") => ({
  outcome: "known",
  principal: { id: `token:${id}`, organisation, role: "reporter" },
});
const refused = { outcome: "refused" };

describe("createAccess", { timeout: 30_000 }, () => {
  it("knows the token of the environment without a store", async () => {
    const { access, asked } = started();
    expect(await access.authenticate("an-example-token-1")).toEqual(known("environment", "Z01"));
    expect(await access.authenticate("an-example-token-2")).toEqual(refused);
    expect(asked).toEqual([]);
  });

  it("knows a token of the store, and whose it is", async () => {
    const { access, issue } = started();
    const { id, token } = await issue();
    const boss = await issue({ role: "administrator" });
    expect(await access.authenticate(token)).toEqual(known(id));
    expect(await access.authenticate(boss.token)).toMatchObject({ principal: { role: "administrator" } });
  });

  it("refuses the secret of one token under the id of another", async () => {
    const { access, issue } = started();
    const [one, other] = [await issue(), await issue({ organisation: "Z03" })];
    expect(await access.authenticate(one.token.slice(0, 13) + other.token.slice(13))).toEqual(refused);
  });

  it("looks a token up once for many requests, those at the same time among them", async () => {
    const { access, issue, asked } = started();
    const { id, token } = await issue();
    const results = await Promise.all(Array.from({ length: 100 }, () => access.authenticate(token)));
    expect(results).toEqual(results.map(() => known(id)));
    await access.authenticate(token);
    expect(asked).toEqual([id]);
  });

  it("refuses a revoked token within a minute, without being told", async () => {
    const { access, issue, kept, clock } = started();
    const { id, token, stored } = await issue();
    await access.authenticate(token);
    kept.set(id, { ...stored, revokedAtMs: clock.wallMs });
    clock.ms = 60_000;
    expect(await access.authenticate(token)).toEqual(refused);
  });

  it("refuses a revoked token at once where it is told", async () => {
    const { access, issue, kept, clock } = started();
    const { id, token, stored } = await issue();
    await access.authenticate(token);
    kept.set(id, { ...stored, revokedAtMs: clock.wallMs });
    access.forget(id);
    expect(await access.authenticate(token)).toEqual(refused);
  });

  it("does not remember a token that was revoked while it was being checked", async () => {
    const { access, issue, kept, clock } = started();
    const { id, token, stored } = await issue();
    const underWay = access.authenticate(token);
    kept.set(id, { ...stored, revokedAtMs: clock.wallMs });
    access.forget(id);
    await underWay;
    expect(await access.authenticate(token)).toEqual(refused);
  });

  it("refuses a token from the moment it expires, remembered or not", async () => {
    const { access, issue, clock } = started();
    const { token } = await issue({ expiresAtMs: clock.wallMs + 1_000 });
    expect(await access.authenticate(token)).toMatchObject({ outcome: "known" });
    clock.wallMs += 1_000;
    expect(await access.authenticate(token)).toEqual(refused);
    const late = await issue({ expiresAtMs: clock.wallMs });
    expect(await access.authenticate(late.token)).toEqual(refused);
  });

  it("asks an address that failed 20 times to wait, and forgives with time", async () => {
    const { access, clock } = started();
    for (let count = 0; count < 20; count += 1)
      expect(await access.authenticate(`guess-${count}`, "192.0.2.1")).toEqual(refused);
    expect(await access.authenticate("guess", "192.0.2.1")).toEqual({ outcome: "too-many", retryAfterSeconds: 3 });
    expect(await access.authenticate("guess", "192.0.2.2")).toEqual(refused);
    clock.ms = 3_000;
    expect(await access.authenticate("guess", "192.0.2.1")).toEqual(refused);
  });

  it("goes on for those who are known, and for a new token, while their address guesses", async () => {
    const { access, issue } = started();
    const [old, fresh] = [await issue(), await issue()];
    await access.authenticate(old.token, "192.0.2.1");
    for (let count = 0; count < 30; count += 1) await access.authenticate(`guess-${count}`, "192.0.2.1");
    expect(await access.authenticate(old.token, "192.0.2.1")).toEqual(known(old.id));
    expect(await access.authenticate(fresh.token, "192.0.2.1")).toEqual(known(fresh.id));
    expect(await access.authenticate("an-example-token-1", "192.0.2.1")).toEqual(known("environment", "Z01"));
  });

  it("limits guessing of one token's secret, too, and tells no more of it", async () => {
    const { access, issue } = started();
    const { id } = await issue();
    const guess = () => access.authenticate(`dft_${id}_${makeToken().secret}`, "192.0.2.1");
    const outcomes = (await Promise.all(Array.from({ length: 40 }, guess))).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === "refused")).toHaveLength(20);
    expect(outcomes.filter((outcome) => outcome === "too-many")).toHaveLength(20);
  });

  it.each([
    ["revoked", { revokedAtMs: 0 }],
    ["expired", { expiresAtMs: 0 }],
  ])("limits a token that is %s like a wrong one, since each try costs a hash", async (_why, parts) => {
    const { access, issue } = started();
    const { token } = await issue(parts);
    for (let count = 0; count < 20; count += 1) expect(await access.authenticate(token, "192.0.2.1")).toEqual(refused);
    expect(await access.authenticate(token, "192.0.2.1")).toMatchObject({ outcome: "too-many" });
  });

  it("says it is busy, and counts no failure, while too many addresses guess at once", async () => {
    const { access } = started();
    const outcomes = await Promise.all(
      Array.from({ length: 80 }, (_, index) => access.authenticate(makeToken().token, `192.0.2.${index}`)),
    );
    expect(outcomes.filter(({ outcome }) => outcome === "busy")).toHaveLength(80 - 34);
    for (let count = 0; count < 20; count += 1) {
      expect(await access.authenticate(`guess-${count}`, "192.0.2.79")).toEqual(refused);
    }
    expect(await access.authenticate("guess", "192.0.2.79")).toMatchObject({ outcome: "too-many" });
  });

  it("refuses a JWT where no identity provider is set up", async () => {
    const { access } = started();
    expect(await access.authenticate("eyJhbGciOiJub25lIn0.e30.")).toEqual(refused);
  });

  it("asks the identity provider about a JWT, and warns once a minute while it does not answer", async () => {
    const principal = { id: "oidc:a", organisation: "Z01", role: "reporter" } as const;
    const results = new Map<string, OidcResult>([
      ["eyJ.a.b", { outcome: "known", principal }],
      ["eyJ.c.d", { outcome: "busy", reason: "no-keys" }],
    ]);
    const clock = { ms: 0 };
    const warnings: unknown[] = [];
    const access = createAccess({
      store: { findToken: async () => undefined },
      oidc: async (jwt) => results.get(jwt) ?? { outcome: "refused" },
      log: { warn: (fields: unknown) => warnings.push(fields) },
      monotonicMs: () => clock.ms,
    });
    expect(await access.authenticate("eyJ.a.b")).toEqual({ outcome: "known", principal });
    expect(await access.authenticate("eyJ.x.y")).toEqual(refused);
    for (const ms of [0, 1, 59_999, 60_000, 61_000]) {
      clock.ms = ms;
      expect(await access.authenticate("eyJ.c.d")).toMatchObject({ outcome: "busy" });
    }
    expect(warnings).toEqual([{ reason: "no-keys" }, { reason: "no-keys" }]);
  });

  it("limits JWTs that are refused by their address, and stops no valid one behind the same proxy", async () => {
    const principal = { id: "oidc:a", organisation: "Z01", role: "reporter" } as const;
    const access = createAccess({
      store: { findToken: async () => undefined },
      oidc: async (jwt) => (jwt === "eyJ.a.b" ? { outcome: "known", principal } : { outcome: "refused" }),
      log: { warn: () => {} },
      monotonicMs: () => 0,
    });
    const guesses = await Promise.all(
      Array.from({ length: 30 }, (_, index) => access.authenticate(`eyJ.${index}.x`, "192.0.2.1")),
    );
    expect(guesses.filter(({ outcome }) => outcome === "refused")).toHaveLength(20);
    expect(guesses.filter(({ outcome }) => outcome === "too-many")).toHaveLength(10);
    expect(await access.authenticate("eyJ.x.y", "192.0.2.2")).toEqual(refused);
    expect(await access.authenticate("eyJ.a.b", "192.0.2.1")).toEqual({ outcome: "known", principal });
  });

  it("passes on that the store cannot be read, and tries again with the next request", async () => {
    let isDown = true;
    const { id, secret, token } = makeToken();
    const stored = {
      id,
      organisation: "Z02",
      role: "reporter",
      hash: await hashSecret(secret),
      createdAtMs: 0,
    } as const;
    const access = createAccess({
      store: {
        findToken: async () => {
          if (isDown) throw new Error("down");
          return stored;
        },
      },
      log: { warn: () => {} },
    });
    await expect(access.authenticate(token)).rejects.toThrow("down");
    isDown = false;
    expect(await access.authenticate(token)).toEqual(known(id));
  });
});
