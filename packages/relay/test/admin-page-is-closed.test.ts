import { describe, expect, it } from "vitest";
import { styleSheet } from "../src/admin/admin-assets.ts";
import type { Store } from "../src/store/store.ts";
import { StoreUnavailableError } from "../src/store/store-unavailable-error.ts";
import { AdminVisitor, adminSite, signedIn } from "./admin-client.ts";
import { seedStates } from "./admin-records.ts";

const pages = ["", "/records", "/records/export", "/audit", "/tokens", "/tokens/new", "/nowhere", "/records/a/decide"];

describe("every page of the admin page", () => {
  it("is for nobody who is not signed in, whatever the method", async () => {
    const site = await adminSite();
    const { unknown } = await seedStates(site.store, Date.now());
    const visitor = new AdminVisitor(site);
    for (const path of [...pages, `/records/${unknown}`, `/records/${unknown}/content`]) {
      const asked = await visitor.get(`/admin${path}`);
      expect(asked.status, path).toBe(303);
      expect(asked.headers.get("Location"), path).toMatch(/^\/admin\/sign-in\?next=/);
      expect((await visitor.post(`/admin${path}`, {})).status, path).toBe(303);
      const put = await site.request(`/admin${path}`, { method: "PUT" });
      expect(put.status, path).toBe(303);
    }
  });

  it("runs no script, loads nothing from elsewhere and is kept by no cache", async () => {
    const site = await adminSite();
    const { unknown } = await seedStates(site.store, Date.now());
    const visitor = await signedIn(site);
    for (const path of [...pages, `/records/${unknown}`, `/records/${unknown}/send-again`, "/sign-in"]) {
      const response = await visitor.get(`/admin${path}`);
      if (response.status === 303) continue;
      const text = await response.text();
      expect(response.headers.get("Content-Security-Policy"), path).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
      );
      expect(response.headers.get("Cache-Control"), path).toBe("no-store");
      expect(response.headers.get("Referrer-Policy"), path).toBe("same-origin");
      expect(response.headers.get("X-Frame-Options"), path).toBe("DENY");
      expect(text, path).not.toMatch(/<script|<style|\son\w+=|\sstyle=|javascript:|https?:\/\//i);
      for (const [, id] of text.matchAll(/\sid="([^"]+)"/g)) expect(text.split(` id="${id}"`), id).toHaveLength(2);
    }
  });

  it("answers what is not there with a page that says what to do, and shows no fault of its own", async () => {
    const visitor = await signedIn(await adminSite());
    const missing = await visitor.get("/admin/records/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    expect(missing.status).toBe(404);
    const text = await missing.text();
    expect(text).toContain("<h1>There is nothing here</h1>");
    expect(text).not.toContain("<script");
    const { csrf = "" } = await visitor.hiddenOf("/admin", "/admin/sign-out");
    expect((await visitor.post("/admin/tokens", { csrf })).status).toBe(404);
  });

  it("takes no form that is too large, or none at all", async () => {
    const site = await adminSite();
    const visitor = await signedIn(site);
    const { csrf = "" } = await visitor.hiddenOf("/admin", "/admin/sign-out");
    const large = await visitor.post("/admin/tokens/new", { csrf, organisation: "Z".repeat(20_000) });
    expect(large.status).toBe(400);
    expect(await large.text()).toContain("This form could not be read");
    const json = await visitor.post("/admin/tokens/new", { csrf }, { "Content-Type": "application/json" });
    expect(json.status).toBe(400);
  });

  it("says that the store cannot be used, and asks to try later", async () => {
    const { store } = await adminSite();
    const failing = new Proxy(store, {
      get: (target, name) =>
        name === "count" || name === "decide"
          ? () => Promise.reject(new StoreUnavailableError("full"))
          : Reflect.get(target, name).bind(target),
    }) as Store;
    const site = await adminSite({ store: failing });
    const response = await (await signedIn(site)).get("/admin");
    expect(response.status).toBe(503);
    expect(response.headers.get("Retry-After")).toBe("60");
    expect(await response.text()).toContain("The relay cannot use its store now");
    expect(site.logged()).toContain('"reason":"full"');
  });

  it("tells nothing of a fault nobody planned for, and logs where it was", async () => {
    const { store } = await adminSite();
    const failing = new Proxy(store, {
      get: (target, name) =>
        name === "count" ? () => Promise.reject(new TypeError("secret words")) : Reflect.get(target, name).bind(target),
    }) as Store;
    const site = await adminSite({ store: failing });
    const response = await (await signedIn(site)).get("/admin");
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain("Something went wrong");
    expect(text).not.toMatch(/secret words|TypeError|\.ts/);
    expect(site.logged()).toContain('"errorName":"TypeError"');
    expect(site.logged()).not.toContain("secret words");
  });
});

describe("the language of the admin page", () => {
  it("is chosen by the address and kept, for what follows and for the other language's link", async () => {
    const visitor = await signedIn(await adminSite());
    const welsh = await (await visitor.get("/admin/records?state=unknown&lang=cy")).text();
    expect(welsh).toContain('<html lang="cy">');
    expect(welsh).toContain('href="/admin/records?state=unknown&amp;lang=en" lang="en" hreflang="en">English</a>');
    expect(await (await visitor.get("/admin")).text()).toContain('<html lang="cy">');
    expect(await (await visitor.get("/admin?lang=en")).text()).toContain('<html lang="en">');
    expect(await (await visitor.get("/admin?lang=%3Cb%3E")).text()).toContain('<html lang="en">');
  });
});

describe("the style sheet", () => {
  it("is named by its content, kept for a year and not sent twice", async () => {
    const site = await adminSite();
    const first = await site.request(styleSheet.path);
    expect(first.headers.get("Content-Type")).toBe("text/css; charset=utf-8");
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    const etag = first.headers.get("ETag") ?? "";
    const second = await site.request(styleSheet.path, { headers: { "If-None-Match": etag } });
    expect(second.status).toBe(304);
  });
});
