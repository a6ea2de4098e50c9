import { describe, expect, it } from "vitest";
import { AdminVisitor, adminSite, signedIn } from "./admin-client.ts";

describe("signing in to the admin page", () => {
  it("lets an administrator in, and back to the page that was asked for", async () => {
    const site = await adminSite();
    const visitor = new AdminVisitor(site);
    const asked = await visitor.get("/admin/records?state=unknown");
    expect(asked.status).toBe(303);
    expect(asked.headers.get("Location")).toBe("/admin/sign-in?next=%2Fadmin%2Frecords%3Fstate%3Dunknown");
    const hidden = await visitor.hiddenOf(asked.headers.get("Location") ?? "", "/admin/sign-in");
    const entered = await visitor.post("/admin/sign-in", { ...hidden, token: await site.token("Z01") });
    expect(entered.status).toBe(303);
    expect(entered.headers.get("Location")).toBe("/admin/records?state=unknown");
    const page = await visitor.get("/admin/records?state=unknown");
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Signed in for Z01");
  });

  it.each([
    "https://example.org/admin",
    "//example.org/admin",
    "/admin/../../example",
    "/admin\\@example.org",
    "/administrator",
    "/admin/sign-out",
    "/admin?next=\r\nSet-Cookie: a=b",
    "javascript:alert(1)",
  ])("leads to the overview and to no other site for the address %j", async (next) => {
    const site = await adminSite();
    const entered = await new AdminVisitor(site).signIn(await site.token("Z01"), next);
    expect(entered.status).toBe(303);
    expect(entered.headers.get("Location")).toBe("/admin");
  });

  it("refuses a reporter's token and a wrong one in the same words, and shows neither again", async () => {
    const site = await adminSite();
    const reporter = await site.token("Z01", "reporter");
    const pages = await Promise.all(
      [reporter, `dft_abcdefgh_${"A".repeat(43)}`, '"><script>alert(1)</script>'].map(async (token) => {
        const response = await new AdminVisitor(site).signIn(token);
        expect(response.status).toBe(422);
        const text = await response.text();
        expect(text).not.toContain(token);
        expect(text).not.toContain("<script");
        return text;
      }),
    );
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain('<a href="#token">Enter a token that is valid now and belongs to an administrator</a>');
    expect(pages[0]).toContain("<title>Error: Sign in – Digital factors relay</title>");
    expect(site.logged()).not.toContain(reporter);
  });

  it("asks for a wait after many wrong tokens, with the time in Retry-After", async () => {
    const site = await adminSite();
    const visitor = new AdminVisitor(site);
    for (let tries = 0; tries < 200; tries += 1) {
      const response = await visitor.signIn("no-token");
      if (response.status === 422) continue;
      expect(response.status).toBe(429);
      expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
      expect(await response.text()).toContain("Wait a minute, then try again.");
      return;
    }
    expect.unreachable("Guessing was never slowed down.");
  }, 30_000);

  it("refuses a form that another site sent, for signing in as for everything else", async () => {
    const site = await adminSite();
    const visitor = new AdminVisitor(site);
    const token = await site.token("Z01");
    for (const headers of [
      { Origin: "https://example.org", "Sec-Fetch-Site": "cross-site" },
      { Origin: "https://example.org" },
      { "Sec-Fetch-Site": "same-site" },
    ]) {
      const response = await visitor.post("/admin/sign-in", { token }, headers);
      expect(response.status).toBe(403);
    }
    expect((await visitor.get("/admin")).status).toBe(303);
  });

  it("ends after its time, and then asks to sign in again", async () => {
    const site = await adminSite();
    const visitor = await signedIn(site, "Z01");
    expect((await visitor.get("/admin/tokens")).status).toBe(200);
    site.pass(31 * 60_000);
    const late = await visitor.get("/admin/tokens");
    expect(late.status).toBe(303);
    expect(late.headers.get("Location")).toBe("/admin/sign-in?next=%2Fadmin%2Ftokens");
    const lateForm = await visitor.post("/admin/tokens/new", { role: "reporter" });
    expect(lateForm.headers.get("Location")).toBe("/admin/sign-in?next=%2Fadmin%2Ftokens%2Fnew");
  });

  it("ends with signing out, said once", async () => {
    const site = await adminSite();
    const visitor = await signedIn(site, "Z01");
    const { csrf = "" } = await visitor.hiddenOf("/admin", "/admin/sign-out");
    expect((await visitor.post("/admin/sign-out", { csrf: "guessed" })).status).toBe(403);
    const out = await visitor.post("/admin/sign-out", { csrf });
    expect(out.headers.get("Location")).toBe("/admin/sign-in");
    expect(await (await visitor.get("/admin/sign-in")).text()).toContain("You are signed out.");
    expect(await (await visitor.get("/admin/sign-in")).text()).not.toContain("You are signed out.");
    expect((await visitor.get("/admin")).status).toBe(303);
    const { entries } = await site.store.auditTrail({ limit: 10 });
    expect(entries.map(({ action }) => action)).toEqual(["sign-out", "sign-in", "token-made"]);
  });
});
