import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type AttackTarget, attackTarget } from "./attack-target.ts";
import { exampleRecord } from "./example-record.ts";
import { post } from "./running-relay.ts";

let target: AttackTarget;
beforeAll(async () => {
  target = await attackTarget();
}, 30_000);
afterAll(() => target.close());

/** Signs in and returns what sends a form of the session. */
async function administrator() {
  const send = async (path: string, fields: Readonly<Record<string, string>>, cookie = "") =>
    await fetch(`${target.url}/admin/${path}`, {
      method: "POST",
      headers: { Origin: target.url, Cookie: cookie },
      body: new URLSearchParams(fields),
      redirect: "manual",
    });
  const signIn = await send("sign-in", { token: target.tokens.administrator });
  const cookie = signIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const page = await (await fetch(`${target.url}/admin/tokens/new`, { headers: { Cookie: cookie } })).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? "";
  return async (path: string, fields: Readonly<Record<string, string>>) =>
    await (await send(path, { csrf, ...fields }, cookie)).text();
}

/** A host that sends records without a pause, four at a time, with whatever token it has now. */
function busyHost(token: string) {
  const host = { token, isOn: true, statuses: [] as number[] };
  const lines = Array.from({ length: 4 }, async () => {
    while (host.isOn) {
      const response = await post(target.url, exampleRecord(), { headers: { Authorization: `Bearer ${host.token}` } });
      host.statuses.push(response.status);
      await turn();
    }
  });
  const stop = async () => {
    host.isOn = false;
    await Promise.all(lines);
  };
  onTestFinished(stop);
  return { host, stop };
}

describe("a relay whose token may be in wrong hands", { timeout: 60_000 }, () => {
  it("takes a new token beside the old one and refuses not one request while they are exchanged", async () => {
    const send = await administrator();
    const { host, stop } = busyHost(target.tokens.own);
    const oldId = target.tokens.own.slice(4, 12);
    const sent = async (more: number) => {
      const before = host.statuses.length;
      await expect.poll(() => host.statuses.length, { timeout: 20_000 }).toBeGreaterThan(before + more);
    };
    await sent(20);
    const made = await send("tokens/new", { role: "reporter", organisation: "Z01", once: "1" });
    const fresh = /dft_[a-z0-9]{8}_[\w-]{43}/.exec(made)?.[0] ?? "";
    expect(fresh).not.toBe("");
    await sent(20);
    host.token = fresh;
    await sent(20);
    await send(`tokens/${oldId}/revoke`, {});
    await sent(20);
    await stop();
    expect(new Set(host.statuses)).toEqual(new Set([202]));
    const late = await post(target.url, exampleRecord(), { headers: { Authorization: `Bearer ${target.tokens.own}` } });
    expect(late.status).toBe(401);
  });

  it("keeps what was sent with a token that was revoked afterwards, for the organisation and its new token", async () => {
    const send = await administrator();
    const [first, second] = [
      await target.issue({ role: "reporter", organisation: "Z03" }),
      await target.issue({ role: "reporter", organisation: "Z03" }),
    ];
    const record = exampleRecord();
    const receipt = await post(target.url, record, { headers: { Authorization: `Bearer ${first.token}` } });
    await send(`tokens/${first.id}/revoke`, {});
    const again = await post(target.url, record, { headers: { Authorization: `Bearer ${second.token}` } });
    expect([receipt.status, again.status]).toEqual([202, 202]);
    expect(await again.text()).toBe(await receipt.text());
  });

  it("keeps no token in its store, only what cannot be turned back into one", async () => {
    const kept = await target.store.tokens();
    for (const { hash } of kept) expect(hash).toMatch(/^scrypt\$16384\$8\$1\$/);
    for (const token of Object.values(target.tokens)) expect(JSON.stringify(kept)).not.toContain(token.slice(13));
  });
});
