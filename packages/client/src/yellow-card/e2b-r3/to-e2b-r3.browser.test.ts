import type { RecordDraft } from "@digital-factors/core";
import { describe, expect, it } from "vitest";
import { fullCase, smallestCase } from "./e2b-r3-case.fixtures.ts";
import type { E2bR3Case } from "./e2b-r3-case.ts";
import { requiredElements } from "./required-elements.fixtures.ts";
import { toE2bR3 } from "./to-e2b-r3.ts";
import { element, isXmlText, text } from "./xml-element.ts";

// A browser has a whole XML parser and XPath, so they are tested with here.
function parsed(xml: string): Document {
  const parsedDocument = new DOMParser().parseFromString(xml, "application/xml");
  if (parsedDocument.querySelector("parsererror") !== null) throw new Error("It is not XML.");
  return parsedDocument;
}

function messageOf(given: E2bR3Case, record: RecordDraft = {}): Document {
  const result = toE2bR3(record, given);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return parsed(result.value);
}

const namespaces: Readonly<Record<string, string>> = {
  h: "urn:hl7-org:v3",
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
};

function at(message: Document, path: string): readonly string[] {
  const resolver = (prefix: string | null) => namespaces[prefix ?? ""] ?? null;
  const found = message.evaluate(path, message, resolver, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
  return Array.from({ length: found.snapshotLength }, (_, index) => found.snapshotItem(index)?.textContent ?? "");
}

const placeOf = (wanted: string) => requiredElements.find(([name]) => name === wanted)?.[1] ?? "";

describe("toE2bR3, read by an XML parser", () => {
  it.each(requiredElements)("has %s at %s", (_, place, smallest) => {
    expect(at(messageOf(smallestCase), place)).toEqual([smallest]);
  });

  it("keeps every required element, with the values given, in a full case", () => {
    const message = messageOf(fullCase, { medicine: { serious: "yes" } });
    for (const [name, place] of requiredElements) {
      const found = at(message, place.replace(/\/@nullFlavor$/, "/@*"));
      if (name !== "D.1" && name !== "C.2.r.4") expect([name, found.length > 0]).toEqual([name, true]);
    }
    expect(at(message, placeOf("D.1").replace("/@nullFlavor", ""))).toEqual(["A.B."]);
    expect(at(message, placeOf("C.2.r.4").replace("@nullFlavor", "@code"))).toEqual(["2"]);
    expect(at(message, placeOf("C.1.8.1"))).toEqual(["GB-OTHER-0002"]);
    expect(at(message, placeOf("E.i.2.1b"))).toEqual(["10000000", "10000001"]);
    expect(at(message, placeOf("E.i.3.2b").replace("@nullFlavor", "@value"))).toEqual(["true"]);
    expect(at(message, placeOf("G.k.1"))).toEqual(["1", "2"]);
    expect(at(message, placeOf("G.k.2.2"))).toEqual(["Examplol 5 mg tablets", "Other <medicine>"]);
    expect(at(message, "//h:reference/h:document/h:title")).toEqual(["Copy of the drug chart"]);
    expect(at(message, "//h:approval/h:id/@extension")).toEqual(["PL 00000/0001"]);
    expect(at(message, "//h:administrativeGenderCode/@code")).toEqual(["2"]);
    expect(at(message, "//h:value[@unit='a']/@value")).toEqual(["71"]);
    expect(at(message, "//h:observation/h:effectiveTime/h:low/@value")).toEqual(["20260227"]);
  });

  it("points from each role to its medicine", () => {
    const message = messageOf(fullCase);
    const medicines = at(message, "//h:substanceAdministration/h:id/@root");
    expect(medicines).toHaveLength(2);
    expect(at(message, "//h:productUseReference/h:id/@root")).toEqual(medicines);
  });

  it("never says no of a criterion of seriousness, and nothing of an age nobody knows", () => {
    const message = messageOf(smallestCase, { medicine: { serious: "no", ageGroup: "unknown" } });
    expect(at(message, "//h:observation/h:value[@value='false']")).toEqual([]);
    expect(at(message, "//h:value[@codeSystem='2.16.840.1.113883.3.989.2.1.1.9']")).toEqual([]);
    expect(at(message, "//h:administrativeGenderCode")).toEqual([]);
  });

  it.each([
    ["child", "3"],
    ["adult", "5"],
    ["over-65", "6"],
  ] as const)("sends the record's age group %s as %s, unless the age is given", (ageGroup, code) => {
    const place = "//h:value[@codeSystem='2.16.840.1.113883.3.989.2.1.1.9']/@code";
    expect(at(messageOf(smallestCase, { medicine: { ageGroup } }), place)).toEqual([code]);
    const aged = { ...smallestCase, patient: { ...smallestCase.patient, ageYears: 9 } };
    expect(at(messageOf(aged, { medicine: { ageGroup } }), place)).toEqual([]);
  });

  it("takes country and qualification from the record where they are not given", () => {
    const message = messageOf(smallestCase, { nation: "northern-ireland", reporter: "patient" });
    expect(at(message, placeOf("C.2.r.3"))).toEqual(["XI"]);
    expect(at(message, placeOf("C.2.r.4").replace("@nullFlavor", "@code"))).toEqual(["5"]);
  });

  it("ends the narrative with the summary, without identifiers", () => {
    const [narrative = ""] = at(messageOf(fullCase, { description: "Pt 999 000 0018 & ]]> <b>" }), placeOf("H.1"));
    expect(narrative).toContain("A double dose was ordered & given.\n\nWhat was seen: Pt [removed] & ]]> <b>");
  });
});

describe("element", () => {
  it("is read back as it was written, for every character that XML can hold", () => {
    let tried = 0;
    for (let start = 0; start < 0x11_0000; start += 0x400) {
      const points = Array.from({ length: 0x400 }, (_, index) => start + index);
      const wanted = points.map((point) => String.fromCodePoint(point)).filter(isXmlText);
      const value = wanted.join("");
      tried += wanted.length;
      const { documentElement } = parsed(element("t", { a: value }, text(value)));
      if (documentElement.textContent !== value || documentElement.getAttribute("a") !== value) {
        throw new Error(`Something from ${start} on came back changed.`);
      }
    }
    // Everything but 29 control characters, the surrogates and the two last of the first plane.
    expect(tried).toBe(0x11_0000 - 29 - 0x800 - 2);
  });

  it.each(["]]>", "<![CDATA[x]]>", "&amp;", "<!-- -->", " lead and trail ", "\r\n\t", "<?x?>"])(
    "is read back as it was written: %j",
    (value) => {
      const { documentElement } = parsed(element("t", { a: value }, text(value)));
      expect([documentElement.textContent, documentElement.getAttribute("a")]).toEqual([value, value]);
    },
  );
});
