import { describe, expect, it } from "vitest";
import { AdminVisitor, adminSite, signedIn } from "./admin-client.ts";

const tokenOn = (page: string) => /dft_[a-z0-9]{8}_[A-Za-z0-9_-]{43}/.exec(page)?.[0];

describe("a token made on the admin page", () => {
  it("is shown once, works, and is kept as a hash alone", async () => {
    const site = await adminSite();
    const visitor = await signedIn(site);
    const made = await visitor.submit("/admin/tokens/new", { role: "reporter", organisation: "Z02", days: "30" });
    expect(made.status).toBe(200);
    expect(made.headers.get("Cache-Control")).toBe("no-store");
    const token = tokenOn(await made.text()) ?? "";
    expect(await site.access.authenticate(token)).toMatchObject({
      outcome: "known",
      principal: { organisation: "Z02", role: "reporter" },
    });
    const list = await (await visitor.get("/admin/tokens")).text();
    expect(list).toContain(token.slice(4, 12));
    expect(list).not.toContain(token.slice(13));
    expect(JSON.stringify(await site.store.tokens())).not.toContain(token.slice(13));
    expect(site.logged()).not.toContain(token.slice(13));
    site.pass(31 * 86_400_000);
    expect(await site.access.authenticate(token)).toMatchObject({ outcome: "refused" });
  });

  it("is one for a double click, and cannot be shown again with the same form later", async () => {
    const site = await adminSite();
    const visitor = await signedIn(site);
    const fields = { ...(await visitor.hiddenOf("/admin/tokens/new")), role: "administrator" };
    const clicks = await Promise.all([
      visitor.post("/admin/tokens/new", fields),
      visitor.post("/admin/tokens/new", fields),
    ]);
    const shown = await Promise.all(clicks.map(async (click) => tokenOn(await click.text())));
    expect(shown[0]).toBeDefined();
    expect(shown[1]).toBe(shown[0]);
    expect(await site.store.tokens()).toHaveLength(2);
  });

  it("can be for the organisation of a relay whose settings name none", async () => {
    const site = await adminSite();
    await (await signedIn(site)).submit("/admin/tokens/new", { role: "reporter", organisation: "unknown" });
    expect((await site.store.tokens()).map(({ organisation }) => organisation)).toContain("unknown");
  });

  it("is not shown for a form that was changed: nothing is made, and the page says so", async () => {
    const site = await adminSite();
    const visitor = await signedIn(site);
    const hidden = await visitor.hiddenOf("/admin/tokens/new");
    const make = (fields: Readonly<Record<string, string>>) =>
      visitor.post("/admin/tokens/new", { ...hidden, role: "reporter", organisation: "Z01", days: "", ...fields });
    const first = tokenOn(await (await make({})).text());
    for (const changed of [{ organisation: "Z02" }, { role: "administrator" }, { days: "1" }]) {
      const response = await make(changed);
      expect(response.status).toBe(422);
      const page = await response.text();
      expect(tokenOn(page)).toBeUndefined();
      expect(page).toContain("Another token was made with this form before, and nothing was made now.");
    }
    expect(tokenOn(await (await make({})).text())).toBe(first);
    expect(await site.store.tokens()).toHaveLength(2);
  });

  it.each([
    [{ role: "", organisation: "Z01", days: "" }, "role"],
    [{ role: "owner", organisation: "Z01", days: "" }, "role"],
    [{ role: "reporter", organisation: "", days: "" }, "organisation"],
    [{ role: "reporter", organisation: "Z 01", days: "" }, "organisation"],
    [{ role: "reporter", organisation: "z01", days: "" }, "organisation"],
    [{ role: "reporter", organisation: "z01", days: "" }, "organisation"],
    [{ role: "reporter", organisation: "Z01", days: "0" }, "days"],
    [{ role: "reporter", organisation: "Z01", days: "1e3" }, "days"],
    [{ role: "reporter", organisation: "Z01", days: "4000" }, "days"],
  ])("is not made of %j: the fault leads to its field", async (fields, fieldId) => {
    const site = await adminSite();
    const response = await (await signedIn(site)).submit("/admin/tokens/new", fields);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(`<a href="#${fieldId}">`);
    expect(await site.store.tokens()).toHaveLength(1);
  });

  it("belongs to the administrator's own organisation, whatever the form says", async () => {
    const site = await adminSite();
    const visitor = await signedIn(site, "Z01");
    await visitor.submit("/admin/tokens/new", { role: "administrator", organisation: "Z02" });
    await visitor.submit("/admin/tokens/new", { role: "administrator", organisation: "" });
    expect((await site.store.tokens()).map(({ organisation }) => organisation)).toEqual(["Z01", "Z01", "Z01"]);
  });
});

describe("revoking a token", () => {
  it("refuses it at once, ends its sessions, and is the same for a second click", async () => {
    const site = await adminSite();
    const visitor = await signedIn(site);
    const other = await site.token("Z01");
    const guest = new AdminVisitor(site);
    await guest.signIn(other);
    expect((await guest.get("/admin")).status).toBe(200);
    const path = `/admin/tokens/${other.slice(4, 12)}/revoke`;
    const hidden = await visitor.hiddenOf(path);
    for (const click of [await visitor.post(path, hidden), await visitor.post(path, hidden)]) {
      expect(click.headers.get("Location")).toBe("/admin/tokens");
    }
    expect(await site.access.authenticate(other)).toMatchObject({ outcome: "refused" });
    expect((await guest.get("/admin")).status).toBe(303);
    expect((await visitor.get(path)).status).toBe(409);
    const { entries } = await site.store.auditTrail({ limit: 20 });
    expect(entries.filter(({ action }) => action === "token-revoked")).toHaveLength(1);
  });

  it("is told to the administrators of its organisation, whoever did it", async () => {
    const site = await adminSite();
    const [all, own] = [await signedIn(site), await signedIn(site, "Z01")];
    const token = await site.token("Z01", "reporter");
    await all.submit(`/admin/tokens/${token.slice(4, 12)}/revoke`);
    const log = await (await own.get("/admin/audit")).text();
    expect(log).toContain("Revoked a token");
    expect(log).toContain(token.slice(4, 12));
  });

  it("says before that it is one's own, and signs out", async () => {
    const site = await adminSite();
    const own = await site.token("Z01");
    const visitor = new AdminVisitor(site);
    await visitor.signIn(own);
    const path = `/admin/tokens/${own.slice(4, 12)}/revoke`;
    expect(await (await visitor.get(path)).text()).toContain("This is the token you are signed in with.");
    await visitor.submit(path);
    expect((await visitor.get("/admin")).status).toBe(303);
  });

  it("is not for tokens of another organisation, nor of all", async () => {
    const site = await adminSite();
    const [ofAll, ofOther] = [await site.token(), await site.token("Z02")];
    const visitor = await signedIn(site, "Z01");
    const list = await (await visitor.get("/admin/tokens")).text();
    const { csrf = "" } = await visitor.hiddenOf("/admin", "/admin/sign-out");
    for (const token of [ofAll, ofOther]) {
      const id = token.slice(4, 12);
      expect(list).not.toContain(id);
      expect((await visitor.get(`/admin/tokens/${id}/revoke`)).status).toBe(404);
      expect((await visitor.post(`/admin/tokens/${id}/revoke`, { csrf })).status).toBe(404);
      expect((await site.access.authenticate(token)).outcome).toBe("known");
    }
  });
});
