import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openLibsqlStore } from "../store/libsql/libsql-store.ts";
import { plainSealer } from "../store/sealer.ts";
import { createAccess } from "./access.ts";
import { issueToken, revokeToken, type TokenGrant } from "./manage-tokens.ts";
import { createSessions } from "./sessions.ts";

const minuteMs = 60_000;

/** A store in a file, sessions on it, and a clock that stands still. */
async function started(publicUrl?: string) {
  const folder = await mkdtemp(join(tmpdir(), "relay-sessions-"));
  const store = openLibsqlStore({ file: join(folder, "relay.db"), sealer: plainSealer });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const clock = { ms: Date.parse("2026-01-31T15:00:00Z") };
  const now = () => clock.ms;
  const access = createAccess({ store, log: { warn: () => {} }, now, monotonicMs: now });
  const sessionsOf = () =>
    createSessions({
      store,
      access,
      now,
      ...(publicUrl === undefined ? {} : { publicUrl }),
      minutes: 30,
      idleMinutes: 15,
    });
  const deed = () => ({ store, actor: { id: "system" }, nowMs: clock.ms });
  const issue = async (grant: TokenGrant = { role: "administrator" }) => await issueToken(deed(), grant);
  const actions = async () => (await store.auditTrail({ limit: 50 })).entries.map(({ action }) => action).reverse();
  return { store, clock, access, sessions: sessionsOf(), sessionsOf, issue, deed, actions };
}

const origin = "http://127.0.0.1:8081";

function request(cookie?: string, headers: Readonly<Record<string, string>> = { Origin: origin }): Request {
  return new Request(`${origin}/admin/sign-in`, {
    method: "POST",
    headers: { ...headers, ...(cookie === undefined ? {} : { Cookie: cookie }) },
  });
}

/** Signs in and returns the session and its cookie as the browser sends it back. */
async function signedIn(
  { sessions }: Pick<Awaited<ReturnType<typeof started>>, "sessions">,
  token: string,
  cookie?: string,
) {
  const result = await sessions.signIn(request(cookie), token, "192.0.2.1");
  if (result.outcome !== "signed-in") throw new Error(`Not signed in: ${result.outcome}`);
  return { session: result.session, setCookie: result.setCookie, cookie: result.setCookie.split(";")[0] ?? "" };
}

describe("createSessions", { timeout: 30_000 }, () => {
  it("signs an administrator in, and knows the session again by its cookie alone", async () => {
    const world = await started();
    const { id, token } = await world.issue({ role: "administrator", organisation: "Z01" });
    const { session, cookie } = await signedIn(world, token);
    expect(session.principal).toEqual({ id: `token:${id}`, organisation: "Z01", role: "administrator" });
    expect(await world.sessions.read(request(cookie))).toEqual(session);
    expect(await world.sessionsOf().read(request(cookie))).toEqual(session);
    expect(await world.sessions.read(request())).toBeUndefined();
    expect(await world.actions()).toEqual(["token-made", "sign-in"]);
  });

  it("keeps neither the cookie's value nor the token in the store", async () => {
    const world = await started();
    const { id, token } = await world.issue();
    const { cookie } = await signedIn(world, token);
    const value = cookie.split("=")[1] ?? "";
    const kept = JSON.stringify([
      await world.store.tokens(),
      await world.store.findToken(id),
      await world.store.auditTrail({ limit: 9 }),
    ]);
    expect(kept).not.toContain(token.slice(13));
    expect(await world.store.findSession(value)).toBeUndefined();
  });

  it.each([
    [undefined, /^digital-factors-admin=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/admin; Max-Age=1800$/],
    [
      "http://localhost:8081",
      /^digital-factors-admin=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/admin; Max-Age=1800$/,
    ],
    [
      "https://relay.example",
      /^__Host-digital-factors-admin=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Secure; Max-Age=1800$/,
    ],
    [
      "http://relay.example",
      /^__Host-digital-factors-admin=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Secure; Max-Age=1800$/,
    ],
  ])("sets a cookie no script reads and no other site sends, at %s", async (publicUrl, expected) => {
    const world = await started(publicUrl);
    const { token } = await world.issue();
    const from = { Origin: publicUrl ?? origin };
    const result = await world.sessions.signIn(request(undefined, from), token);
    expect(result).toMatchObject({ outcome: "signed-in", setCookie: expect.stringMatching(expected) });
  });

  it("refuses a reporter, an unknown token and a revoked one alike", async () => {
    const world = await started();
    const reporter = await world.issue({ role: "reporter", organisation: "Z01" });
    const revoked = await world.issue();
    await revokeToken(world.deed(), revoked.id, world.access);
    for (const token of [reporter.token, revoked.token, "nonsense", "", `dft_a1b2c3d4_${"A".repeat(43)}`]) {
      expect(await world.sessions.signIn(request(), token, "192.0.2.1")).toEqual({ outcome: "refused" });
    }
    expect((await world.actions()).filter((action) => action === "sign-in-refused")).toHaveLength(5);
  });

  it("refuses a JWT without a check, and writes nothing of it into the audit log", async () => {
    const world = await started();
    for (let count = 0; count < 30; count += 1) {
      expect(await world.sessions.signIn(request(), `eyJhbGciOiJub25lIn0.${count}.`, "192.0.2.1")).toEqual({
        outcome: "refused",
      });
    }
    expect(await world.actions()).toEqual([]);
  });

  it("stops a brute force after 20 tries, and writes no more of it into the audit log", async () => {
    const world = await started();
    const outcomes: string[] = [];
    for (let count = 0; count < 30; count += 1) {
      outcomes.push((await world.sessions.signIn(request(), `guess-${count}`, "192.0.2.1")).outcome);
    }
    expect(outcomes).toEqual([...Array(20).fill("refused"), ...Array(10).fill("too-many")]);
    expect(await world.actions()).toHaveLength(20);
  });

  it("signs nobody in from a page of another origin", async () => {
    const world = await started();
    const { token } = await world.issue();
    for (const headers of [
      {},
      { Origin: "https://attacker.example" },
      { Origin: origin, "Sec-Fetch-Site": "cross-site" },
    ]) {
      expect(await world.sessions.signIn(request(undefined, headers), token)).toEqual({ outcome: "foreign-page" });
    }
  });

  it("takes no session id that was there before the sign-in", async () => {
    const world = await started();
    const { token } = await world.issue();
    const planted = `digital-factors-admin=${"A".repeat(43)}`;
    const first = await signedIn(world, token, planted);
    expect(first.cookie).not.toBe(planted);
    expect(await world.sessions.read(request(planted))).toBeUndefined();
    const second = await signedIn(world, token, first.cookie);
    expect(second.cookie).not.toBe(first.cookie);
    expect(second.session.csrfToken).not.toBe(first.session.csrfToken);
    expect(await world.sessions.read(request(first.cookie))).toBeUndefined();
  });

  it("ends a session with its time, however often it is used", async () => {
    const world = await started();
    const { cookie } = await signedIn(world, (await world.issue()).token);
    for (let minute = 10; minute < 30; minute += 10) {
      world.clock.ms += 10 * minuteMs;
      expect(await world.sessions.read(request(cookie)), `minute ${minute}`).toBeDefined();
    }
    world.clock.ms += 10 * minuteMs;
    expect(await world.sessions.read(request(cookie))).toBeUndefined();
  });

  it("ends a session that nobody used for 15 minutes, on every relay", async () => {
    const world = await started();
    const { cookie } = await signedIn(world, (await world.issue()).token);
    world.clock.ms += 15 * minuteMs;
    expect(await world.sessions.read(request(cookie))).toBeUndefined();
    expect(await world.sessionsOf().read(request(cookie))).toBeUndefined();
  });

  it("tells an organisation each sign-in and sign-out with its tokens, and who revoked one", async () => {
    const world = await started();
    const { id, token } = await world.issue({ role: "administrator", organisation: "Z01" });
    const { cookie } = await signedIn(world, token);
    await world.sessions.signOut(request(cookie));
    await revokeToken(world.deed(), id);
    const { entries } = await world.store.auditTrail({ organisation: "Z01", limit: 9 });
    expect(entries.map(({ action }) => action)).toEqual(["token-revoked", "sign-out", "sign-in", "token-made"]);
  });

  it("ends a session with the sign-out, and takes the cookie away", async () => {
    const world = await started();
    const { cookie } = await signedIn(world, (await world.issue()).token);
    expect(await world.sessions.signOut(request(cookie))).toBe(
      "digital-factors-admin=; HttpOnly; SameSite=Strict; Path=/admin; Max-Age=0",
    );
    expect(await world.sessions.read(request(cookie))).toBeUndefined();
    expect(await world.actions()).toEqual(["token-made", "sign-in", "sign-out"]);
    await world.sessions.signOut(request(cookie));
    expect(await world.actions()).toHaveLength(3);
  });

  it("ends a session with its token, revoked or expired", async () => {
    const world = await started();
    const revoked = await world.issue();
    const expiring = await world.issue({ role: "administrator", expiresAtMs: world.clock.ms + minuteMs });
    const [first, second] = [await signedIn(world, revoked.token), await signedIn(world, expiring.token)];
    await revokeToken(world.deed(), revoked.id);
    expect(await world.sessions.read(request(first.cookie))).toBeUndefined();
    expect(await world.sessions.read(request(second.cookie))).toBeDefined();
    world.clock.ms += minuteMs;
    expect(await world.sessions.read(request(second.cookie))).toBeUndefined();
  });

  it("opens nothing with a session that began after its token was revoked on another relay", async () => {
    const world = await started();
    const { id, token } = await world.issue();
    await signedIn(world, token);
    await revokeToken(world.deed(), id);
    const { cookie } = await signedIn(world, token);
    expect(await world.sessions.read(request(cookie))).toBeUndefined();
  });

  it("knows no cookie of another relay, none with two values, and none that is no session id", async () => {
    const [world, other] = [await started(), await started()];
    const { cookie } = await signedIn(world, (await world.issue()).token);
    expect(await other.sessions.read(request(cookie))).toBeUndefined();
    for (const given of [
      `${cookie}; ${cookie}`,
      `digital-factors-admin=a; ${cookie}`,
      `${cookie}x`,
      `x${cookie}`,
      "digital-factors-admin=",
    ]) {
      expect(await world.sessions.read(request(given)), given.slice(0, 24)).toBeUndefined();
    }
    expect(await world.sessions.read(request(`lang=cy; ${cookie}`))).toBeDefined();
  });

  it("holds a form to the token of its own session and to its own page", async () => {
    const world = await started();
    const { token } = await world.issue();
    const [mine, other] = [await signedIn(world, token), await signedIn(world, token)];
    const { csrfToken } = mine.session;
    const isGenuine = (given: unknown, headers?: Readonly<Record<string, string>>) =>
      world.sessions.isGenuine(request(mine.cookie, headers), mine.session, given);
    expect(isGenuine(csrfToken)).toBe(true);
    for (const given of [
      undefined,
      "",
      other.session.csrfToken,
      `${csrfToken}x`,
      csrfToken.slice(1),
      [csrfToken],
      null,
    ]) {
      expect(isGenuine(given)).toBe(false);
    }
    expect(isGenuine(csrfToken, { Origin: "https://attacker.example" })).toBe(false);
    expect(isGenuine(csrfToken, {})).toBe(false);
  });
});
