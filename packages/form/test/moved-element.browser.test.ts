import { fixture, html } from "@open-wc/testing";
import { describe, it } from "vitest";
import { userEvent } from "vitest/browser";
import { expect, inside, mount, settled, textOf } from "./mount.ts";

const story = { part: "main", systems: [{ type: "epr" }], group: "screen", factors: ["hard-to-find"] } as const;

describe("an element that the host moves", () => {
  it("keeps its answers, its screen and what is being typed", async () => {
    const element = await mount({ properties: { record: story }, press: [".primary", ".primary"] });
    await userEvent.fill(inside(element, "#description-text"), "It showed the wr");
    const place = await fixture<HTMLElement>(html`<form></form>`);
    const before = JSON.stringify(element.record);
    place.append(element);
    await settled(element);
    expect(JSON.stringify(element.record)).to.equal(before);
    expect(inside<HTMLTextAreaElement>(element, "#description-text").value).to.equal("It showed the wr");
    expect(JSON.parse(String(new FormData(place as HTMLFormElement).get("digital-factors"))).description).to.equal(
      "It showed the wr",
    );
  });

  it("keeps its look and its answers in the document of a frame, and back", async () => {
    const element = await mount({ properties: { record: story }, press: [".primary"] });
    const home = element.parentElement;
    const look = () => {
      const style = element.ownerDocument.defaultView?.getComputedStyle(inside(element, ".primary"));
      return [style?.backgroundColor, style?.minHeight, style?.fontWeight];
    };
    const before = look();
    const frame = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
    frame.contentDocument?.body.append(element);
    await settled(element);
    expect(look()).to.deep.equal(before);
    expect(element.record.group).to.equal("screen");
    home?.append(element);
    await settled(element);
    expect(look()).to.deep.equal(before);
    inside(element, ".primary").click();
    await settled(element);
    expect(textOf(element, ".heading")).to.equal("Which of these fits best?");
  });
});
