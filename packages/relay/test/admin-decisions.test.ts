import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type AdminSite, adminSite, signedIn } from "./admin-client.ts";
import { deliverNext, issues, seedRecord, seedUpdate } from "./admin-records.ts";

const unknown = { state: "unknown", issues: [issues.unknown] } as const;
const rejected = { state: "rejected", issues: [issues.rejected] } as const;
const parked = { state: "parked", issues: [issues.parked] } as const;
const restored = { state: "parked", issues: [issues.restored] } as const;
const accepted = { state: "accepted", lfpse: { id: "example-1" } } as const;

/** What was done to a record, the newest first, without the operations that came by the API and the marks of forms. */
async function deedsOn({ store }: AdminSite, recordId: string): Promise<readonly string[]> {
  const { entries } = await store.auditTrail({ recordId, limit: 20 });
  return entries
    .filter(({ actor }) => actor !== "token:environment")
    .map(({ action, detail }) => `${action} ${detail?.split(" ")[0]}`);
}

describe("a report of which nobody knows whether LFPSE has it", () => {
  it("is sent again only by somebody who says to have checked", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: unknown });
    const visitor = await signedIn(site, "Z01");
    const path = `/admin/records/${id}`;
    const undecided = await visitor.submit(`${path}/decide`);
    expect(undecided.status).toBe(422);
    expect(await undecided.text()).toContain('<a href="#found">Select whether LFPSE has this report</a>');
    const decided = await visitor.submit(`${path}/decide`, { found: "not-there" });
    expect(decided.headers.get("Location")).toBe(`${path}/send-again`);
    const unchecked = await visitor.submit(`${path}/send-again`);
    expect(unchecked.status).toBe(422);
    expect(await unchecked.text()).toContain('<a href="#checked">Tick the box once you have checked');
    expect(await (await visitor.get(path)).text()).not.toContain("from a backup");
    expect((await site.store.find(id))?.state).toBe("unknown");
    const sent = await visitor.submit(`${path}/send-again`, { checked: "yes" });
    expect(sent.status).toBe(303);
    expect(sent.headers.get("Location")).toBe(path);
    const page = await (await visitor.get(path)).text();
    expect(page).toContain("The report is sent again.");
    expect(page).toMatch(/Detail <\/span>unknown<\/td>/);
    expect((await site.store.find(id))?.state).toBe("waiting");
    expect(site.woken()).toBe(1);
    expect(await deedsOn(site, id)).toEqual(["send-again unknown"]);
  });

  it("counts as accepted under the id that somebody found, checked letter by letter", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: unknown });
    const visitor = await signedIn(site, "Z01");
    const path = `/admin/records/${id}/at-lfpse`;
    for (const wrong of ["", "a b", "../metadata", "..", "a".repeat(65), "a/b", "a?b", "é", "<b>"]) {
      const refused = await visitor.submit(path, { "lfpse-id": wrong, "lfpse-reference": "<script>" });
      expect(refused.status).toBe(422);
      const text = await refused.text();
      expect(text).toContain('<a href="#lfpse-id">Enter the LFPSE id');
      expect(text).toContain('<a href="#lfpse-reference">Enter a reference number');
      expect(text).not.toContain("<script");
    }
    const done = await visitor.submit(path, {
      "lfpse-id": " example-9 ",
      "lfpse-version": "2",
      "lfpse-reference": "R-9",
    });
    expect(done.status).toBe(303);
    expect(await site.store.find(id)).toMatchObject({
      state: "accepted",
      lfpse: { id: "example-9", versionId: "2", referenceNumber: "R-9" },
    });
    expect(await deedsOn(site, id)).toEqual(["is-at-lfpse unknown"]);
    expect((await visitor.get(path)).status).toBe(409);
  });

  it("stays as it is while nobody knows", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: unknown });
    const visitor = await signedIn(site, "Z01");
    const left = await visitor.submit(`/admin/records/${id}/decide`, { found: "unsure" });
    expect(left.headers.get("Location")).toBe(`/admin/records/${id}`);
    expect(await (await visitor.get(`/admin/records/${id}`)).text()).toContain("Nothing was changed.");
    expect((await site.store.find(id))?.state).toBe("unknown");
    expect(site.woken()).toBe(0);
  });
});

describe("an update that LFPSE may have taken, and that the relay stopped sending", () => {
  it("counts as done once somebody found it there, under the id that is known already", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: accepted });
    await seedUpdate(site.store, id);
    await deliverNext(site.store, parked);
    const visitor = await signedIn(site, "Z01");
    const path = `/admin/records/${id}/at-lfpse`;
    expect(await (await visitor.get(`/admin/records/${id}`)).text()).toContain(`href="${path}"`);
    expect(await (await visitor.get(path)).text()).toContain('value="example-1"');
    expect((await visitor.submit(path, { "lfpse-id": "" })).status).toBe(422);
    expect((await visitor.submit(path, { "lfpse-id": "example-1" })).status).toBe(303);
    expect(await site.store.find(id)).toMatchObject({ state: "accepted", lfpse: { id: "example-1" } });
  });

  it("is no way out for a report that LFPSE never answered for", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: parked });
    const visitor = await signedIn(site, "Z01");
    expect((await visitor.get(`/admin/records/${id}/at-lfpse`)).status).toBe(409);
  });
});

describe("a report that came from a backup", () => {
  it("says so, and an update of it is sent again only by somebody who says to have checked", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: accepted });
    await seedUpdate(site.store, id);
    await deliverNext(site.store, restored);
    const visitor = await signedIn(site, "Z01");
    const page = await (await visitor.get(`/admin/records/${id}`)).text();
    expect(page).toContain("Send it again only if LFPSE has nothing later.");
    expect(page).toContain("It came from a backup. LFPSE may have it, or a later version of it, by now.");
    for (const untrue of ["failed", "LFPSE&#39;s rules"]) expect(page).not.toContain(untrue);
    const path = `/admin/records/${id}/send-again`;
    expect(await (await visitor.get(path)).text()).toContain("this puts the older one in its place");
    const unchecked = await visitor.submit(path);
    expect(unchecked.status).toBe(422);
    expect(await unchecked.text()).toContain('<a href="#checked">Tick the box once you have checked');
    expect((await site.store.find(id))?.state).toBe("parked");
    expect((await visitor.submit(path, { checked: "yes" })).status).toBe(303);
    expect((await site.store.find(id))?.state).toBe("waiting");
  });

  it("is not said to have been sent, where it was not", async () => {
    const site = await adminSite();
    const settlement = { state: "unknown", issues: [issues.restored] } as const;
    const { id } = await seedRecord(site.store, { settlement });
    const visitor = await signedIn(site, "Z01");
    const page = await (await visitor.get(`/admin/records/${id}`)).text();
    expect(page).toContain("It came from a backup, where it was still to be sent. LFPSE may have it by now.");
    expect(page).not.toContain("no clear answer");
  });
});

describe("a decision", () => {
  it.each([
    ["rejected", rejected],
    ["parked", parked],
  ])("sends again what is %s, once for a double click", async (_state, settlement) => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement });
    const visitor = await signedIn(site, "Z01");
    const path = `/admin/records/${id}/send-again`;
    const hidden = await visitor.hiddenOf(path);
    const clicks = await Promise.all([visitor.post(path, hidden), visitor.post(path, hidden)]);
    expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
    expect(clicks.map(({ headers }) => headers.get("Location"))).toEqual([
      `/admin/records/${id}`,
      `/admin/records/${id}`,
    ]);
    expect(await deedsOn(site, id)).toHaveLength(1);
    expect(site.woken()).toBe(1);
  });

  it("is refused if somebody else decided meanwhile, in words", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: unknown });
    const [one, other] = [await signedIn(site, "Z01"), await signedIn(site, "Z01")];
    const path = `/admin/records/${id}`;
    const hidden = await one.hiddenOf(`${path}/send-again`);
    await other.submit(`${path}/at-lfpse`, { "lfpse-id": "example-9" });
    const late = await one.post(`${path}/send-again`, { ...hidden, checked: "yes" });
    expect(late.status).toBe(409);
    const text = await late.text();
    expect(text).toContain("This report has changed");
    expect(text).toContain(`href="${path}"`);
    expect((await site.store.find(id))?.state).toBe("accepted");
    expect(await deedsOn(site, id)).toEqual(["is-at-lfpse unknown"]);
  });

  it("that names something else than the one before is not said to be done", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: unknown });
    const visitor = await signedIn(site, "Z01");
    const path = `/admin/records/${id}/at-lfpse`;
    const hidden = await visitor.hiddenOf(path);
    const asWritten = { ...hidden, "lfpse-id": "example-wrong" };
    expect((await visitor.post(path, asWritten)).status).toBe(303);
    expect((await visitor.post(path, { ...hidden, "lfpse-id": "example-right" })).status).toBe(409);
    expect((await visitor.post(path, asWritten)).status).toBe(303);
    expect((await site.store.find(id))?.lfpse).toEqual({ id: "example-wrong" });
    expect(await deedsOn(site, id)).toEqual(["is-at-lfpse unknown"]);
  });

  it("of a page from before is refused, though the same person has just decided the same", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: rejected });
    const visitor = await signedIn(site, "Z01");
    const path = `/admin/records/${id}/send-again`;
    const before = await visitor.hiddenOf(path);
    await seedUpdate(site.store, id);
    await deliverNext(site.store, rejected);
    expect((await visitor.submit(path)).status).toBe(303);
    await deliverNext(site.store, rejected);
    expect((await visitor.post(path, before)).status).toBe(409);
    expect((await site.store.find(id))?.state).toBe("rejected");
  });

  it("is refused if the report was sent and came to the same state again after the page was opened", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: rejected });
    const [one, other] = [await signedIn(site, "Z01"), await signedIn(site, "Z01")];
    const path = `/admin/records/${id}/send-again`;
    const hidden = await one.hiddenOf(path);
    await other.submit(path);
    await deliverNext(site.store, rejected);
    expect((await one.post(path, hidden)).status).toBe(409);
    expect((await site.store.find(id))?.state).toBe("rejected");
  });

  it("is refused without the session's own token, and changes nothing", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: rejected });
    const [one, other] = [await signedIn(site, "Z01"), await signedIn(site, "Z01")];
    const path = `/admin/records/${id}/send-again`;
    const hidden = await one.hiddenOf(path);
    const foreign = await other.hiddenOf(path);
    for (const csrf of ["", "guessed", foreign.csrf ?? ""]) {
      expect((await one.post(path, { ...hidden, csrf })).status).toBe(403);
    }
    const crossSite = await one.post(path, hidden, { Origin: "https://example.org", "Sec-Fetch-Site": "cross-site" });
    expect(crossSite.status).toBe(403);
    expect((await site.store.find(id))?.state).toBe("rejected");
    expect(await deedsOn(site, id)).toEqual([]);
  });

  it("cannot be made on a report that needs none", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: accepted });
    const visitor = await signedIn(site, "Z01");
    for (const action of ["decide", "send-again", "at-lfpse"]) {
      expect((await visitor.get(`/admin/records/${id}/${action}`)).status).toBe(409);
    }
    const { csrf = "" } = await visitor.hiddenOf("/admin", "/admin/sign-out");
    expect((await visitor.post(`/admin/records/${id}/send-again`, { csrf })).status).toBe(409);
    expect((await visitor.post(`/admin/records/${id}/at-lfpse`, { csrf, "lfpse-id": "a" })).status).toBe(409);
  });
});

describe("a withdrawal", () => {
  it("is taken as an operation, once however often the form is sent", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: accepted });
    const visitor = await signedIn(site, "Z01");
    const path = `/admin/records/${id}/withdraw`;
    const hidden = await visitor.hiddenOf(path);
    expect((await visitor.post(path, hidden)).status).toBe(303);
    expect((await visitor.post(path, hidden)).status).toBe(303);
    const record = await site.store.find(id);
    expect(record?.operations.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "create accepted",
      "withdraw waiting",
    ]);
    expect(await deedsOn(site, id)).toEqual(["withdraw undefined"]);
    expect((await visitor.get(path)).status).toBe(409);
  });

  it("is refused if the report changed after the page was opened, since it cannot be undone", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: rejected });
    const visitor = await signedIn(site, "Z01");
    const path = `/admin/records/${id}/withdraw`;
    expect(await (await visitor.get(path)).text()).toContain("LFPSE does not have it");
    const hidden = await visitor.hiddenOf(path);
    await seedUpdate(site.store, id);
    await deliverNext(site.store, accepted);
    const late = await visitor.post(path, hidden);
    expect(late.status).toBe(409);
    expect(await late.text()).toContain("This report has changed");
    expect((await site.store.find(id))?.operations.map(({ kind }) => kind)).toEqual(["create", "update"]);
    expect((await visitor.submit(path)).status).toBe(303);
  });

  it("says that somebody has to decide first where it cannot be known", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: unknown });
    const visitor = await signedIn(site, "Z01");
    const page = await (await visitor.get(`/admin/records/${id}/withdraw`)).text();
    expect(page).toContain("someone has to decide on that before the withdrawal is carried out");
  });
});

describe("a Yellow Card reference that came later", () => {
  it("is taken as an update with the reference in it, once for each form", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: accepted, isYellowCardMissing: true });
    const visitor = await signedIn(site, "Z01");
    const path = `/admin/records/${id}/yellow-card`;
    const hidden = await visitor.hiddenOf(path);
    const fields = { ...hidden, reference: "ADR 90016450", covers: "device" };
    expect((await visitor.post(path, fields)).status).toBe(303);
    expect((await visitor.post(path, fields)).status).toBe(303);
    expect(await site.store.find(id)).toMatchObject({ revision: 2, isYellowCardMissing: false });
    const { record } = JSON.parse((await site.store.read(id))?.body ?? "{}");
    expect(record.yellowCard).toEqual({
      status: "reported",
      references: [{ covers: "device", value: "ADR 90016450" }],
    });
    expect(await deedsOn(site, id)).toEqual(["yellow-card undefined"]);
  });

  it.each([
    ["", "Enter the Yellow Card reference"],
    ["https://example.org/1", "Enter the reference, not a web or email address"],
    ["999 000 0018", "Enter the reference, not an NHS number"],
    ["<b>1</b>", "Check the reference: it has characters that no reference has"],
    ["ADR", "Check the reference: it has no number in it"],
  ])("is not taken as %j, with the words what to do", async (reference, words) => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: accepted });
    const visitor = await signedIn(site, "Z01");
    const refused = await visitor.submit(`/admin/records/${id}/yellow-card`, { reference });
    expect(refused.status).toBe(422);
    const text = await refused.text();
    expect(text).toContain(`<a href="#reference">${words}`);
    expect(text).toContain('<a href="#covers">Select what the reference is for');
    expect((await site.store.find(id))?.revision).toBe(1);
  });

  it("is not taken without the name of its form", async () => {
    const site = await adminSite();
    const { id } = await seedRecord(site.store, { settlement: accepted });
    const visitor = await signedIn(site, "Z01");
    const fields = { reference: "ADR 90016450", covers: "device", key: `${randomUUID()}x` };
    expect((await visitor.submit(`/admin/records/${id}/yellow-card`, fields)).status).toBe(400);
  });
});
