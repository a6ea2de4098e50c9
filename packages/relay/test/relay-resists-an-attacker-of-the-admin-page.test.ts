import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createAdminRoutes } from "../src/admin/admin-routes.ts";
import { type AttackTarget, attackTarget, environmentToken, hostileMessage } from "./attack-target.ts";
import { answerTexts } from "./example-record.ts";

let target: AttackTarget;
beforeAll(async () => {
  target = await attackTarget();
}, 30_000);
afterAll(() => target.close());

type Headers = Readonly<Record<string, string>>;

async function get(path: string, headers: Headers = {}, { url } = target): Promise<Response> {
  return await fetch(`${url}${path}`, { headers, redirect: "manual" });
}

/** Sends a form as a page of the relay would; `headers` replace what the browser says. */
async function send(path: string, fields: Headers, headers: Headers = {}, { url } = target): Promise<Response> {
  return await fetch(`${url}${path}`, {
    method: "POST",
    headers: { Origin: url, ...headers },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
}

/** Signs in and returns the cookie and the token of the session's forms. */
async function signedIn(token: string, to = target) {
  const response = await send("/admin/sign-in", { token }, {}, to);
  expect(response.status).toBe(303);
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const page = await (await get("/admin/tokens/new", { Cookie: cookie }, to)).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? "";
  expect(csrf).toMatch(/^[\w-]{43}$/);
  return { cookie, csrf };
}

const pages = [
  "",
  "/records",
  "/records/:id",
  "/records/:id/decide",
  "/records/:id/send-again",
  "/records/:id/at-lfpse",
  "/records/:id/withdraw",
  "/records/:id/yellow-card",
  "/records/:id/content",
  "/audit",
  "/tokens",
  "/tokens/new",
  "/tokens/:id/revoke",
  "/nothing",
];
const forms = [
  "/sign-out",
  "/records/export",
  "/records/:id/decide",
  "/records/:id/send-again",
  "/records/:id/at-lfpse",
  "/records/:id/withdraw",
  "/records/:id/yellow-card",
  "/records/:id/content",
  "/records/:id/wording",
  "/tokens/new",
  "/tokens/:id/revoke",
];
const addressOf = (path: string) =>
  `/admin${path}`
    .replace(/records\/:id/, `records/${target.foreignRecord.id}`)
    .replace(/tokens\/:id/, `tokens/${target.tokens.foreign.slice(4, 12)}`);
/** Would do everything, if it were let. */
const fields = {
  found: "there",
  checked: "yes",
  confirmed: "yes",
  role: "administrator",
  covers: "device",
  value: "YC-EXAMPLE-1",
  lfpseId: "example-1",
};

/** Everything that a form could have changed. */
async function kept() {
  const { store, foreignRecord } = target;
  const record = await store.find(foreignRecord.id);
  return {
    record,
    tokens: await store.tokens(),
    audit: (await store.auditTrail({ limit: 500 })).entries.filter(({ action }) => !action.startsWith("sign-")),
  };
}

describe("the admin page that is attacked", { timeout: 60_000 }, () => {
  it("is attacked on every form that it has", () => {
    const { routes } = createAdminRoutes({} as Parameters<typeof createAdminRoutes>[0]);
    const paths = routes.filter(({ method }) => method === "POST").map(({ path }) => path);
    expect([...new Set(paths)].toSorted()).toEqual([...forms, "/sign-in"].toSorted());
  });

  it.each(pages)("shows /admin%s to nobody who is not signed in", async (path) => {
    const { own, administrator } = target.tokens;
    for (const headers of [
      {},
      { Authorization: `Bearer ${own}` },
      { Authorization: `Bearer ${administrator}` },
      { Cookie: `digital-factors-admin=${"A".repeat(43)}` },
      { Cookie: `digital-factors-admin=${administrator.slice(13)}` },
      { Cookie: "digital-factors-admin=__proto__; session=1; isAdministrator=true" },
    ]) {
      const response = await get(addressOf(path), headers);
      expect(response.status).toBe(303);
      expect(response.headers.get("location")).toMatch(/^\/admin\/sign-in\?next=%2Fadmin/);
      expect(await response.text()).toBe("");
    }
  });

  it.each(forms.filter((path) => path !== "/sign-out"))(
    "takes no form at /admin%s from nobody who is not signed in",
    async (path) => {
      const before = await kept();
      const response = await send(
        addressOf(path),
        { ...fields, csrf: "" },
        { Authorization: `Bearer ${target.tokens.administrator}` },
      );
      expect(response.status).toBe(303);
      expect(response.headers.get("location")).toMatch(/^\/admin\/sign-in/);
      expect(await kept()).toEqual(before);
    },
  );

  it.each(forms)("takes no form at /admin%s that another page sent, or that is of another session", async (path) => {
    const [{ cookie, csrf }, other] = [
      await signedIn(target.tokens.administrator),
      await signedIn(target.tokens.administrator),
    ];
    const before = await kept();
    const tries: readonly (readonly [Headers, Headers])[] = [
      [{}, {}],
      [{ csrf: "" }, {}],
      [{ csrf: "A".repeat(43) }, {}],
      [{ csrf: other.csrf }, {}],
      [{ csrf }, { Origin: "https://attacker.example" }],
      [{ csrf }, { Origin: "null" }],
      [{ csrf }, { Origin: `${target.url}.attacker.example` }],
      [{ csrf }, { "Sec-Fetch-Site": "cross-site" }],
      [{ csrf }, { "Sec-Fetch-Site": "same-site" }],
    ];
    for (const [more, headers] of tries) {
      const response = await send(addressOf(path), { ...fields, ...more }, { Cookie: cookie, ...headers });
      expect(response.status, JSON.stringify([Object.keys(more), headers])).toBe(403);
    }
    expect(await kept()).toEqual(before);
    expect((await get("/admin", { Cookie: cookie })).status).toBe(200);
  });

  it("takes a form as a form alone, and no other method", async () => {
    const { cookie, csrf } = await signedIn(target.tokens.administrator);
    const before = await kept();
    const headers = { Cookie: cookie, Origin: target.url };
    const path = `${target.url}${addressOf("/records/:id/withdraw")}`;
    const bodies: readonly (readonly [string, string])[] = [
      ["application/json", JSON.stringify({ csrf })],
      ["text/plain", `csrf=${csrf}`],
      ["multipart/form-data; boundary=x", `--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n--x--`],
      ["application/x-www-form-urlencoded", `csrf=${csrf}&x=${"x".repeat(20_000)}`],
    ];
    for (const [type, body] of bodies) {
      const response = await fetch(path, { method: "POST", headers: { ...headers, "Content-Type": type }, body });
      expect(response.status, type).toBe(400);
    }
    for (const method of ["PUT", "DELETE", "PATCH"]) {
      expect((await fetch(path, { method, headers })).status, method).toBe(404);
    }
    expect(await kept()).toEqual(before);
  });

  it("signs in no reporter, no JWT, and nobody from another page", async () => {
    const { own, revoked, expired, administrator } = target.tokens;
    for (const token of [
      own,
      revoked,
      expired,
      environmentToken,
      await target.provider.sign(),
      "nonsense",
      `${administrator}x`,
    ]) {
      const response = await send("/admin/sign-in", { token });
      expect(response.status).toBe(422);
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(await response.text()).not.toContain(token);
    }
    for (const headers of [
      { Origin: "https://attacker.example" },
      { Origin: "null" },
      { "Sec-Fetch-Site": "cross-site" },
    ]) {
      const response = await send("/admin/sign-in", { token: administrator }, headers);
      expect(response.status).toBe(403);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  it("takes no session that was planted before the sign-in", async () => {
    const planted = `digital-factors-admin=${"B".repeat(43)}`;
    const response = await send("/admin/sign-in", { token: target.tokens.administrator }, { Cookie: planted });
    const [cookie = ""] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^digital-factors-admin=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/admin; Max-Age=1800$/);
    expect(cookie).not.toContain(planted);
    expect((await get("/admin", { Cookie: planted })).status).toBe(303);
  });

  it("keeps its cookie to TLS where people come by TLS", async () => {
    const secure = await attackTarget({ publicUrl: "https://relay.example" });
    onTestFinished(() => secure.close());
    const signIn = async (origin: string) =>
      await send("/admin/sign-in", { token: secure.tokens.administrator }, { Origin: origin }, secure);
    expect((await signIn(secure.url)).status).toBe(403);
    const response = await signIn("https://relay.example");
    const [cookie = ""] = response.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-digital-factors-admin=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Secure; Max-Age=1800$/,
    );
    const [pair = ""] = cookie.split(";");
    expect((await get("/admin", { Cookie: pair }, secure)).status).toBe(200);
    expect((await get("/admin", { Cookie: pair.replace("__Host-", "") }, secure)).status).toBe(303);
    expect((await get("/admin", { Cookie: pair.replace("__Host-", "") })).status).toBe(303);
  });

  it("stops a brute force of the sign-in and lets those go on who are signed in", async () => {
    const attacked = await attackTarget();
    onTestFinished(() => attacked.close());
    const { cookie } = await signedIn(attacked.tokens.administrator, attacked);
    const statuses: number[] = [];
    const startedAtMs = performance.now();
    for (let count = 0; count < 30; count += 1) {
      statuses.push((await send("/admin/sign-in", { token: `guess-${count}` }, {}, attacked)).status);
    }
    const forgiven = Math.ceil((performance.now() - startedAtMs) / 3_000);
    const looked = statuses.filter((status) => status === 422).length;
    expect(looked).toBeGreaterThanOrEqual(20);
    expect(looked).toBeLessThanOrEqual(20 + forgiven);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30 - looked);
    expect((await get("/admin", { Cookie: cookie }, attacked)).status).toBe(200);
    expect(
      (await send("/admin/sign-in", { token: attacked.tokens.organisationAdministrator }, {}, attacked)).status,
    ).toBe(303);
  });

  it("leads nobody who signs in to another site", async () => {
    for (const next of [
      "https://attacker.example",
      "//attacker.example",
      "/\\attacker.example",
      "/admin/../../attacker",
      "/admin//../..//attacker.example",
      "javascript:alert(1)",
      "/v1/records",
      "/admin\r\nSet-Cookie: a=b",
      "/admin@attacker.example",
    ]) {
      const response = await send("/admin/sign-in", { token: target.tokens.administrator, next });
      expect(response.headers.get("location"), next).toBe("/admin");
      const page = await (await get(`/admin/sign-in?next=${encodeURIComponent(next)}`)).text();
      expect(page, next).toContain('name="next" value="/admin"');
    }
  });

  it("lets no page be framed, nothing run in it, and nothing be kept of it", async () => {
    const { cookie } = await signedIn(target.tokens.administrator);
    for (const path of ["/admin/sign-in", ...pages.map(addressOf)]) {
      const { headers } = await get(path, { Cookie: cookie });
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("cache-control"), path).toBe("no-store");
      if (headers.get("content-type") === null) continue;
      expect(headers.get("content-security-policy"), path).toMatch(
        /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'.*base-uri 'none'/,
      );
      expect(headers.get("content-security-policy"), path).not.toMatch(/unsafe|script-src/);
      expect(headers.get("x-frame-options"), path).toBe("DENY");
      expect(headers.get("referrer-policy"), path).toBe("same-origin");
    }
  });

  it("shows what LFPSE wrote as text, and only to somebody who asks for it", async () => {
    const { cookie, csrf } = await signedIn(target.tokens.administrator);
    const record = await (await get(addressOf("/records/:id"), { Cookie: cookie })).text();
    expect(record).not.toContain("forged by LFPSE");
    const response = await send(addressOf("/records/:id/wording"), { csrf }, { Cookie: cookie });
    expect(response.status).toBe(200);
    const wording = await response.text();
    expect(wording).toContain("forged by LFPSE");
    expect(wording).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    for (const text of ["<script", "<img src=x", hostileMessage]) expect(wording).not.toContain(text);
  });

  it("shows what is in an address as text, if at all", async () => {
    const { cookie } = await signedIn(target.tokens.administrator);
    const script = encodeURIComponent('"><script>alert(1)</script>');
    for (const path of [
      `/admin/records?id=${script}`,
      `/admin/records?organisation=${script}&state=${script}&after=${script}`,
      `/admin/records/${script}`,
      `/admin/audit?record=${script}&after=${script}`,
      `/admin/tokens/${script}/revoke`,
      `/admin/sign-in?next=${script}`,
      `/admin/${script}`,
      `/admin?lang=${script}`,
    ]) {
      const response = await get(path, { Cookie: cookie });
      expect(response.status, path).toBeLessThan(500);
      expect(await response.text(), path).not.toContain("<script>alert(1)");
    }
  });

  it("shows and does nothing of another organisation to an administrator of one", async () => {
    const { cookie, csrf } = await signedIn(target.tokens.organisationAdministrator);
    const before = await kept();
    const hidden = [target.foreignRecord.id, target.tokens.foreign.slice(4, 12), "Z02"];
    for (const path of pages.filter((each) => each.includes(":id"))) {
      expect((await get(addressOf(path), { Cookie: cookie })).status, path).toBe(404);
    }
    for (const path of [...pages.filter((each) => !each.includes(":id")), "/records?organisation=Z02"]) {
      const text = await (await get(addressOf(path), { Cookie: cookie })).text();
      for (const part of hidden) expect(text.replaceAll(/href="[^"]*"|value="[^"]*"/g, ""), path).not.toContain(part);
    }
    const trail = await (
      await get(addressOf("/audit?record=:id").replace(":id", target.foreignRecord.id), { Cookie: cookie })
    ).text();
    expect(trail).not.toContain("<td");
    for (const path of forms.filter((each) => each.includes(":id") && !each.endsWith("/decide"))) {
      expect((await send(addressOf(path), { ...fields, csrf }, { Cookie: cookie })).status, path).toBe(404);
    }
    expect(await kept()).toEqual(before);
    const list = await send("/admin/records/export", { csrf, organisation: "Z02" }, { Cookie: cookie });
    const csv = await list.text();
    expect(csv).toContain(target.ownRecord.id);
    for (const part of [...hidden, ...answerTexts]) expect(csv).not.toContain(part);
    await send("/admin/tokens/new", { csrf, role: "reporter", organisation: "Z02", once: "a" }, { Cookie: cookie });
    await send("/admin/tokens/new", { csrf, role: "administrator", organisation: "", once: "b" }, { Cookie: cookie });
    const made = (await target.store.tokens()).slice(before.tokens.length);
    expect(made.map(({ organisation }) => organisation)).toEqual(["Z01", "Z01"]);
  });

  it("revokes a token at once, and ends the session of one", async () => {
    const [reporter, boss] = [
      await target.issue({ role: "reporter", organisation: "Z02" }),
      await target.issue({ role: "administrator" }),
    ];
    const ask = async () =>
      (await get(`/v1/records/${target.foreignRecord.id}`, { Authorization: `Bearer ${reporter.token}` })).status;
    const [{ cookie, csrf }, theirs] = [await signedIn(target.tokens.administrator), await signedIn(boss.token)];
    expect(await ask()).toBe(200);
    for (const { id } of [reporter, boss]) {
      expect((await send(`/admin/tokens/${id}/revoke`, { csrf }, { Cookie: cookie })).status).toBe(303);
    }
    expect(await ask()).toBe(401);
    expect((await get("/admin", { Cookie: theirs.cookie })).status).toBe(303);
    await send("/admin/sign-out", { csrf }, { Cookie: cookie });
    expect((await get("/admin", { Cookie: cookie })).status).toBe(303);
  });

  it("keeps who did what, and no answer, token or cookie, in its logs", async () => {
    const { entries } = await target.store.auditTrail({ limit: 500 });
    const actions = new Set(entries.map(({ action }) => action));
    for (const action of [
      "sign-in",
      "sign-in-refused",
      "sign-out",
      "token-made",
      "token-revoked",
      "export",
      "wording-shown",
    ]) {
      expect(actions).toContain(action);
    }
    const secrets = [
      ...Object.values(target.tokens).map((token) => token.slice(13)),
      environmentToken,
      ...answerTexts,
      "forged by LFPSE",
    ];
    for (const text of secrets) {
      expect(JSON.stringify(entries)).not.toContain(text);
      expect(target.logged()).not.toContain(text);
    }
    expect(target.logged()).not.toContain("digital-factors-admin=");
    expect(target.logged()).not.toContain("request failed");
  });
});
