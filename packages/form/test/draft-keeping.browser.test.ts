import type { RecordDraft } from "@digital-factors/core";
import { fixture, html } from "@open-wc/testing";
import { describe, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import type { DigitalFactorsForm, DraftCipher } from "../src/index.ts";
import { expect, inside, mount, settled, textOf } from "./mount.ts";

const next = ".primary";
const dayMs = 24 * 60 * 60 * 1000;
const keyOf = (name: string) => `digital-factors:${location.pathname}:${name}`;

let drafts = 0;
/** Attributes of a form whose draft no other test shares. */
const ownDraft = (draft = "local") => ({ draft, name: `kept-${++drafts}` });

async function press(element: DigitalFactorsForm, ...selectors: readonly string[]): Promise<void> {
  for (const selector of selectors) {
    inside(element, selector).click();
    await settled(element);
  }
}

/** Answers up to the text box, and types into it. */
async function typeAway(element: DigitalFactorsForm, text: string): Promise<void> {
  await press(element, "#part-0", "#system-1", next, "#group-5", next, "#factors-0");
  await userEvent.fill(inside(element, "#description-text"), text);
  await settled(element);
}

const line = (element: DigitalFactorsForm) => textOf(element, ".screen > .hint:not([part])");
const said = (element: DigitalFactorsForm) => textOf(element, ".unseen[role=status]");

/** Reverses the text, after a turn of the event loop: enough to be told from the text itself. */
const reversing: DraftCipher = {
  encrypt: async (text) => [...text].reverse().join(""),
  decrypt: async (text) => {
    if (!text.startsWith("}")) throw new Error("wrong key");
    return [...text].reverse().join("");
  },
};

describe("a draft, when the tab is killed", () => {
  it("brings back the record byte for byte, the screen, and what was being typed", async () => {
    const attributes = ownDraft();
    const element = await mount({ attributes });
    await typeAway(element, "It showed “10 mg” 👩‍⚕️ and then it");
    const restored = await mount({ attributes });
    expect(JSON.stringify(restored.record)).to.equal(JSON.stringify(element.record));
    expect(inside<HTMLTextAreaElement>(restored, "#description-text").value).to.equal(
      "It showed “10 mg” 👩‍⚕️ and then it",
    );
    expect(line(restored)).to.match(/Saved on this computer at \d\d:\d\d/);
  });

  it("brings back a text that is still too long, and the search for a system", async () => {
    const attributes = ownDraft();
    const long = "x".repeat(2345);
    const element = await mount({ attributes, properties: { record: { part: "helped", systems: [{ type: "epr" }] } } });
    await press(element, next);
    await userEvent.fill(inside(element, "#description-text"), long);
    await settled(element);
    const restored = await mount({ attributes });
    expect(inside<HTMLTextAreaElement>(restored, "#description-text").value).to.equal(long);
    const other = ownDraft();
    const searching = await mount({ attributes: other });
    await press(searching, "#part-0", "#system-8");
    await userEvent.fill(inside(searching, "#system-search"), "blood gas mach");
    await settled(searching);
    expect(inside<HTMLInputElement>(await mount({ attributes: other }), "#system-search").value).to.equal(
      "blood gas mach",
    );
  });

  it("is there for a record of the host's, if it is the same record", async () => {
    const attributes = ownDraft();
    const record: RecordDraft = {
      id: "7b1c9f0a-5b1e-4c7e-9d53-0c6a2f1f9a11",
      part: "helped",
      systems: [{ type: "epr" }],
    };
    const element = await mount({ attributes, properties: { record }, press: [next] });
    await userEvent.fill(inside(element, "#description-text"), "It warned us");
    await settled(element);
    expect((await mount({ attributes, properties: { record } })).record.description).to.equal("It warned us");
    const stored = localStorage.getItem(keyOf(attributes.name));
    const other = { ...record, id: "0d6f3c3e-97f0-4a44-8f4e-0d4e3a3f5c22" };
    const another = await mount({ attributes, properties: { record: other }, press: [next] });
    expect(another.record.description).to.equal("");
    await userEvent.fill(inside(another, "#description-text"), "Another report");
    await settled(another);
    expect(localStorage.getItem(keyOf(attributes.name))).to.equal(stored);
    expect(line(another)).to.include("is open in another tab");
  });
});

describe("a draft", () => {
  it("lasts as long as draft-hours says, between an hour and a week", async () => {
    for (const [hours, lastsMs] of [
      ["2", dayMs / 12],
      ["0.1", dayMs / 24],
      ["9999", dayMs * 7],
      ["soon", dayMs],
    ] as const) {
      const attributes = { ...ownDraft(), "draft-hours": hours };
      const key = keyOf(attributes.name);
      await press(await mount({ attributes }), "#part-2");
      const now = Date.now();
      vi.useFakeTimers({ toFake: ["Date"], now: now + lastsMs - 60_000 });
      const before = await mount({ attributes });
      vi.setSystemTime(now + lastsMs + 60_000);
      const after = await mount({ attributes });
      vi.useRealTimers();
      expect([before.record.part, after.record.part], hours).to.deep.equal(["possible", undefined]);
      expect(localStorage.getItem(key), hours).to.equal(null);
    }
  });

  it("is gone once the host's form is posted, and stays while the host sends by itself", async () => {
    const attributes = ownDraft();
    const element = await mount({ attributes });
    const form = await fixture<HTMLFormElement>(
      html`<form target="nowhere-${attributes.name}"><iframe name="nowhere-${attributes.name}"></iframe>${element}</form>`,
    );
    await press(element, "#part-5");
    const stop = (event: Event) => event.preventDefault();
    form.addEventListener("submit", stop);
    form.requestSubmit();
    expect(localStorage.getItem(keyOf(attributes.name))).to.be.a("string");
    element.delivery = { state: "waiting", waitingCount: 1 };
    await settled(element);
    expect(localStorage.getItem(keyOf(attributes.name))).to.equal(null);
    element.delivery = undefined;
    await settled(element);
    await press(element, "#part-2");
    expect(localStorage.getItem(keyOf(attributes.name))).to.be.a("string");
    form.removeEventListener("submit", stop);
    form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
    expect(localStorage.getItem(keyOf(attributes.name))).to.equal(null);
  });

  it("is not made for what only the host has set", async () => {
    const attributes = ownDraft();
    const element = await mount({ attributes, properties: { record: { part: "possible" } } });
    element.record = { part: "main" };
    await settled(element);
    expect(localStorage.getItem(keyOf(attributes.name))).to.equal(null);
  });

  it("of another tab is not overwritten, and the person is told", async () => {
    const attributes = ownDraft();
    const first = await mount({ attributes });
    const second = await mount({ attributes });
    await press(first, "#part-0");
    const stored = localStorage.getItem(keyOf(attributes.name));
    await press(second, "#part-2");
    expect(localStorage.getItem(keyOf(attributes.name))).to.equal(stored);
    expect(line(second)).to.include("is open in another tab");
    expect(said(second)).to.equal(line(second));
    second.reset();
    expect(localStorage.getItem(keyOf(attributes.name))).to.equal(stored);
    await press(first, "#part-1");
    expect(localStorage.getItem(keyOf(attributes.name))).to.not.equal(stored);
    expect(line(first)).to.include("Saved on this computer");
  });

  it("of a form with another name on the same page is another draft", async () => {
    const [one, two] = [ownDraft(), ownDraft()];
    await press(await mount({ attributes: one }), "#part-0");
    await press(await mount({ attributes: two }), "#part-2");
    expect((await mount({ attributes: one })).record.part).to.equal("main");
    expect((await mount({ attributes: two })).record.part).to.equal("possible");
  });

  it("of a newer version is left as it is, and the person is told before typing", async () => {
    const attributes = ownDraft();
    const newer = JSON.stringify({ format: "digital-factors-draft/2", savedAtMs: Date.now(), pages: [] });
    localStorage.setItem(keyOf(attributes.name), newer);
    const element = await mount({ attributes });
    expect(line(element)).to.include("could not be opened");
    expect(said(element)).to.equal(line(element));
    await press(element, "#part-0");
    element.reset();
    await settled(element);
    expect(localStorage.getItem(keyOf(attributes.name))).to.equal(newer);
  });

  it("that is no draft gives way to one that is, and throws nothing", async () => {
    for (const wrong of ["", "{", "null", "[]", "7", '{"savedAtMs":"x"}', JSON.stringify({ savedAtMs: 0 })]) {
      const attributes = ownDraft();
      localStorage.setItem(keyOf(attributes.name), wrong);
      const element = await mount({ attributes });
      expect(element.record.part, wrong).to.equal(undefined);
      await press(element, "#part-0");
      expect((await mount({ attributes })).record.part, wrong).to.equal("main");
    }
  });

  it("whose answers cannot be read is left as it is", async () => {
    for (const answers of [undefined, 7, "{", "[]", null]) {
      const attributes = ownDraft();
      const odd = JSON.stringify({ format: "digital-factors-draft/1", savedAtMs: Date.now(), answers });
      localStorage.setItem(keyOf(attributes.name), odd);
      const element = await mount({ attributes });
      expect(line(element)).to.include("could not be opened");
      await press(element, "#part-0");
      expect(localStorage.getItem(keyOf(attributes.name))).to.equal(odd);
    }
  });
});

describe("where nothing can be kept", () => {
  it("says so when the storage is full, keeps the answers on the page, and saves again when there is room", async () => {
    const element = await mount({ attributes: ownDraft() });
    const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    await press(element, "#part-0");
    expect(line(element)).to.include("Nothing can be kept on this computer");
    expect(said(element)).to.equal(line(element));
    expect(element.record.part).to.equal("main");
    full.mockRestore();
    await press(element, "#part-1");
    expect(line(element)).to.include("Saved on this computer");
  });

  it("says so before anything is typed when the storage is blocked, and says nothing with the draft off", async () => {
    const blocked = vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
      throw new DOMException("blocked", "SecurityError");
    });
    const element = await mount({ attributes: ownDraft() });
    expect(line(element)).to.include("Nothing can be kept on this computer");
    const off = await mount({ attributes: ownDraft("off") });
    expect(off.renderRoot.querySelector(".screen > .hint:not([part])")).to.equal(null);
    blocked.mockRestore();
  });
});

describe("draftCipher", () => {
  it("lets no word reach the storage, and brings everything back", async () => {
    const attributes = ownDraft();
    const element = await mount({ attributes, properties: { draftCipher: reversing } });
    await typeAway(element, "It showed the wrong ward");
    const stored = localStorage.getItem(keyOf(attributes.name)) ?? "";
    expect(stored).to.not.include("wrong ward");
    expect(stored).to.include([..."wrong ward"].reverse().join(""));
    const restored = await mount({ attributes, properties: { draftCipher: reversing } });
    expect(JSON.stringify(restored.record)).to.equal(JSON.stringify(element.record));
  });

  it("leaves a draft that it cannot decrypt as it is, tells the person, and opens it once the right one comes", async () => {
    const attributes = ownDraft();
    await press(await mount({ attributes, properties: { draftCipher: reversing } }), "#part-0");
    const stored = localStorage.getItem(keyOf(attributes.name));
    const wrong: DraftCipher = {
      encrypt: (text) => text,
      decrypt: () => {
        throw new Error("wrong key");
      },
    };
    for (const draftCipher of [undefined, wrong, { ...wrong, decrypt: async () => "no JSON" }]) {
      const element = await mount({ attributes, properties: { draftCipher } });
      expect(line(element)).to.include("could not be opened");
      expect(element.record.part).to.equal(undefined);
      expect(localStorage.getItem(keyOf(attributes.name))).to.equal(stored);
      element.draftCipher = reversing;
      await settled(element);
      expect(element.record.part).to.equal("main");
    }
  });

  it("that cannot encrypt saves nothing in its place", async () => {
    const answers: readonly (() => string | Promise<string>)[] = [
      () => {
        throw new Error("no key");
      },
      () => Promise.reject(new Error("no key")),
      () => JSON.parse("7"),
    ];
    for (const encrypt of answers) {
      const attributes = ownDraft();
      const element = await mount({ attributes, properties: { draftCipher: { ...reversing, encrypt } } });
      await press(element, "#part-0");
      expect(line(element)).to.include("Nothing can be kept on this computer");
      expect(localStorage.getItem(keyOf(attributes.name))).to.equal(null);
    }
  });

  it("that is slow keeps the newest answers, also when the element is gone meanwhile, and nothing after a reset", async () => {
    const attributes = ownDraft();
    const going: (() => void)[] = [];
    const slow: DraftCipher = {
      ...reversing,
      encrypt: (text) => new Promise((done) => going.push(() => done([...text].reverse().join("")))),
    };
    const element = await mount({ attributes, properties: { draftCipher: slow } });
    inside(element, "#part-0").click();
    await vi.waitFor(() => expect(going).to.have.lengthOf(1));
    inside(element, "#part-1").click();
    element.remove();
    while (!(localStorage.getItem(keyOf(attributes.name)) ?? "").includes("detubirtnoc")) {
      going.shift()?.();
      await Promise.resolve();
      await vi.waitFor(() =>
        expect(going.length + (localStorage.getItem(keyOf(attributes.name))?.length ?? 0)).to.be.above(0),
      );
    }
    const restored = await mount({ attributes, properties: { draftCipher: { ...slow, decrypt: reversing.decrypt } } });
    expect(restored.record.part).to.equal("contributed");
    going.length = 0;
    inside(restored, "#part-2").click();
    await vi.waitFor(() => expect(going).to.have.lengthOf(1));
    restored.reset();
    going.shift()?.();
    await settled(restored);
    expect(localStorage.getItem(keyOf(attributes.name))).to.equal(null);
  });
});

describe("resumeToken", () => {
  it("takes the answers to another element, unfinished ones included, and leaves the host's own in place", async () => {
    const element = await mount();
    await typeAway(element, "It showed ward “Ash” and 999 000 0018");
    const token = element.resumeToken;
    expect(token).to.match(/^df1\.[\w+/=]+$/);
    const other = await mount({ properties: { record: { harm: { kind: "near-miss" } } } });
    expect(other.resume(token)).to.equal(true);
    await settled(other);
    expect(other.record).to.deep.equal({ ...element.record, harm: { kind: "near-miss" } });
    expect(textOf(other, "#description")).to.include("This looks like an NHS number");
  });

  it("that cannot be read changes nothing, and throws nothing", async () => {
    const element = await mount({ properties: { record: { part: "possible" } } });
    for (const token of ["", "df1.", "df2.e30=", "df1.%", element.resumeToken.slice(0, -9)]) {
      expect(element.resume(token), token).to.equal(false);
    }
    expect(element.record.part).to.equal("possible");
  });

  it("that was resumed is kept as a draft too", async () => {
    const source = await mount();
    await press(source, "#part-0");
    const attributes = ownDraft();
    const element = await mount({ attributes });
    element.resume(source.resumeToken);
    await settled(element);
    expect((await mount({ attributes })).record.id).to.equal(source.record.id);
  });
});
