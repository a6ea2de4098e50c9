import { describe, expect, it } from "vitest";
import { AdminVisitor, adminSite, signedIn } from "./admin-client.ts";
import { foreignWords, seedRecord, seedStates } from "./admin-records.ts";
import { answerTexts } from "./example-record.ts";

const textOf = async (response: Response) => await response.text();

/** Ids of the records that a page of the list links to. */
const idsOn = (page: string) => [...page.matchAll(/href="\/admin\/records\/([0-9a-f-]{36})"/g)].map(([, id]) => id);

describe("the overview", () => {
  it("counts what needs a person, and says how long the oldest has waited", async () => {
    const site = await adminSite();
    await seedStates(site.store, Date.now());
    const page = await textOf(await (await signedIn(site)).get("/admin"));
    const counts = [...page.matchAll(/<span class="count">(\d+)<\/span> <a href="([^"]+)">/g)].map(
      ([, ...each]) => each,
    );
    expect(counts).toEqual([
      ["2", "/admin/records?state=unknown"],
      ["1", "/admin/records?state=parked"],
      ["1", "/admin/records?state=rejected"],
      ["1", "/admin/records?yellow-card=missing"],
    ]);
    expect(page).toContain("3 hours 5 minutes, since");
    expect(page).toContain("Working: it can be read and written");
  });

  it("counts only the administrator's own organisation", async () => {
    const site = await adminSite({ lfpseCondition: () => [{ organisation: "Z01", isPaused: true }] });
    await seedStates(site.store, Date.now());
    const own = await textOf(await (await signedIn(site, "Z02")).get("/admin"));
    expect([...own.matchAll(/<span class="count">(\d+)/g)].map(([, count]) => count)).toEqual(["1", "0", "0", "0"]);
    expect(own).toContain("Not asked since the relay started");
    const other = await textOf(await (await signedIn(site, "Z01")).get("/admin"));
    expect(other).toContain("The relay pauses and tries again by itself.");
  });

  it("says so when nothing needs a person", async () => {
    const page = await textOf(await (await signedIn(await adminSite())).get("/admin"));
    expect(page).toContain("Nothing needs a person now.");
    expect(page).not.toContain("Needs action");
  });
});

describe("the list of reports", () => {
  it("shows what the filters ask for, and never an answer or a word of LFPSE's", async () => {
    const site = await adminSite();
    const ids = await seedStates(site.store, Date.now());
    const visitor = await signedIn(site);
    const some = await textOf(await visitor.get("/admin/records?state=unknown&state=rejected"));
    expect(new Set(idsOn(some))).toEqual(new Set([ids.unknown, ids.rejected, ids.foreign]));
    const missing = await textOf(await visitor.get("/admin/records?yellow-card=missing"));
    expect(idsOn(missing)).toEqual([ids.accepted]);
    const other = await textOf(await visitor.get("/admin/records?organisation=Z02"));
    expect(idsOn(other)).toEqual([ids.foreign]);
    const all = await textOf(await visitor.get("/admin/records"));
    expect(idsOn(all)).toHaveLength(8);
    for (const answer of [...answerTexts, "Samphire", foreignWords]) expect(all).not.toContain(answer);
  });

  it("knows an organisation by its code as it is kept, capitals or not", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { organisation: "unknown" });
    await seedRecord(site.store, { organisation: "UNKNOWN" });
    const visitor = await signedIn(site);
    expect(idsOn(await textOf(await visitor.get("/admin/records?organisation=unknown")))).toEqual([id]);
    const hidden = await visitor.hiddenOf("/admin/records?organisation=unknown", "/admin/records/export");
    const file = await textOf(await visitor.post("/admin/records/export", hidden));
    expect(file.trim().split("\r\n")).toHaveLength(2);
    expect(file).toContain(id);
  });

  it("goes through hundreds of reports page by page, each shown once", async () => {
    const site = await adminSite();
    for (let index = 0; index < 120; index += 1) await seedRecord(site.store, { receivedAtMs: 1_000_000 + index });
    const visitor = await signedIn(site);
    const seen: (string | undefined)[] = [];
    let path: string | undefined = "/admin/records?state=waiting";
    for (let pages = 0; path !== undefined; pages += 1) {
      const page = await textOf(await visitor.get(path));
      seen.push(...idsOn(page));
      path = /<a href="([^"]+)" rel="next">/.exec(page)?.[1]?.replaceAll("&amp;", "&");
      expect(pages).toBeLessThan(4);
    }
    expect(new Set(seen).size).toBe(120);
    expect(seen).toHaveLength(120);
  }, 30_000);

  it("finds one report by its whole id, and says what to enter where there is none", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store);
    const visitor = await signedIn(site, "Z01");
    const found = await visitor.get(`/admin/records?id=%20${id}`);
    expect(found.headers.get("Location")).toBe(`/admin/records/${id}`);
    for (const wanted of [id.slice(0, 20), "", "x".repeat(3_000), "%00", "../tokens"]) {
      const none = await visitor.get(`/admin/records?id=${wanted}`);
      expect(none.status).toBe(422);
      expect(await textOf(none)).toContain('<a href="#id">Enter the whole id of a report.');
    }
  });

  it("shows an administrator of one organisation nothing of another's, whatever the address says", async () => {
    const site = await adminSite();
    const ids = await seedStates(site.store, Date.now());
    const visitor = await signedIn(site, "Z02");
    expect(idsOn(await textOf(await visitor.get("/admin/records?organisation=Z01")))).toEqual([ids.foreign]);
    expect((await visitor.get(`/admin/records?id=${ids.unknown}`)).status).toBe(422);
    const { csrf = "" } = await visitor.hiddenOf("/admin", "/admin/sign-out");
    for (const action of ["", "/decide", "/send-again", "/at-lfpse", "/withdraw", "/yellow-card", "/content"]) {
      expect((await visitor.get(`/admin/records/${ids.unknown}${action}`)).status, action).toBe(404);
      if (action === "" || action === "/decide") continue;
      const sent = await visitor.post(`/admin/records/${ids.unknown}${action}`, {
        csrf,
        checked: "yes",
        confirmed: "yes",
      });
      expect(sent.status, action).toBe(404);
    }
    const wording = await visitor.post(`/admin/records/${ids.rejected}/wording`, { csrf });
    expect(wording.status).toBe(404);
    const log = await textOf(await visitor.get(`/admin/audit?record=${ids.unknown}`));
    expect(log).toContain("There is no entry yet.");
    const file = await visitor.post("/admin/records/export", { csrf, organisation: "Z01" });
    expect((await textOf(file)).trim().split("\r\n")).toHaveLength(2);
  });

  it("says what to enter where the organisation is no ODS code, and knows no cursor but its own", async () => {
    const visitor = await signedIn(await adminSite());
    const odd = await visitor.get("/admin/records?organisation=%3Cb%3E");
    expect(odd.status).toBe(422);
    expect(await textOf(odd)).toContain('<a href="#organisation">Enter an ODS code');
    expect((await visitor.get("/admin/records?after=made-up")).status).toBe(404);
    expect((await visitor.get("/admin/audit?after=made-up")).status).toBe(404);
  });
});

describe("the page of a report", () => {
  it("tells why in our own words with question and rule, and gives LFPSE's only when asked, which is logged", async () => {
    const site = await adminSite();
    const { rejected } = await seedStates(site.store, Date.now());
    const visitor = await signedIn(site, "Z01");
    const page = await textOf(await visitor.get(`/admin/records/${rejected}`));
    expect(page).toContain("LFPSE&#39;s rules do not allow what is here.");
    expect(page).toContain("How it is described to LFPSE");
    expect(page).toContain("<code>invalid</code>");
    for (const answer of [...answerTexts, "Samphire"]) expect(page).not.toContain(answer);
    const hidden = await visitor.hiddenOf(`/admin/records/${rejected}`, `/admin/records/${rejected}/wording`);
    const wording = await visitor.post(`/admin/records/${rejected}/wording`, hidden);
    expect(await textOf(wording)).toContain(
      '<span lang="en">The value &#39;Samphire &lt;b&gt;ePMA&lt;/b&gt;&#39; is not allowed.</span>',
    );
    const { entries } = await site.store.auditTrail({ recordId: rejected, limit: 1 });
    expect(entries).toMatchObject([{ action: "wording-shown", organisation: "Z01", detail: "2" }]);
    expect((await visitor.get(`/admin/records/${rejected}/wording`)).headers.get("Location")).toBe(
      `/admin/records/${rejected}`,
    );
  });

  it("gives out the content after an explicit yes, byte for byte, and logs it", async () => {
    const site = await adminSite();
    const { accepted, withdrawn } = await seedStates(site.store, Date.now());
    const visitor = await signedIn(site, "Z01");
    const path = `/admin/records/${accepted}/content`;
    const asked = await visitor.submit(path);
    expect(asked.status).toBe(422);
    expect(await textOf(asked)).toContain('<a href="#confirmed">');
    const file = await visitor.submit(path, { confirmed: "yes" });
    expect(file.headers.get("Content-Disposition")).toBe(`attachment; filename="report-${accepted}.json"`);
    expect(file.headers.get("Cache-Control")).toBe("no-store");
    expect(await textOf(file)).toBe((await site.store.read(accepted))?.body);
    const { entries } = await site.store.auditTrail({ recordId: accepted, limit: 1 });
    expect(entries).toMatchObject([{ action: "content-exported", organisation: "Z01", detail: "1" }]);
    const gone = await visitor.submit(`/admin/records/${withdrawn}/content`, { confirmed: "yes" });
    expect(await textOf(gone)).toContain("There is nothing to download.");
  });
});

describe("the list as a file", () => {
  it("has every report that matches, no answer, and is logged before it leaves", async () => {
    const site = await adminSite();
    const ids = await seedStates(site.store, Date.now());
    const visitor = await signedIn(site, "Z01");
    const hidden = await visitor.hiddenOf("/admin/records?state=unknown", "/admin/records/export");
    const file = await visitor.post("/admin/records/export", hidden);
    expect(file.headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, ...lines] = new TextDecoder().decode(bytes).trim().split("\r\n");
    expect(head).toMatch(/^"Report id","Organisation","State"/);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`"${ids.unknown}","Z01","unknown"`);
    expect(lines[0]).toContain('"unknown-outcome"');
    const { entries } = await site.store.auditTrail({ limit: 1 });
    expect(entries).toMatchObject([
      { action: "export", organisation: "Z01", detail: "state=unknown&organisation=Z01" },
    ]);
    const all = await visitor.post("/admin/records/export", { csrf: hidden.csrf ?? "" });
    const text = await textOf(all);
    expect(text.trim().split("\r\n")).toHaveLength(8);
    for (const answer of [...answerTexts, "Samphire"]) expect(text).not.toContain(answer);
  });

  it("is for nobody who is not signed in", async () => {
    const response = await new AdminVisitor(await adminSite()).post("/admin/records/export", {});
    expect(response.status).toBe(303);
  });
});
