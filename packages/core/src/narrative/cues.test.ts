import { describe, expect, it } from "vitest";
import { findDigitalCues } from "./cues.ts";

const kinds = (text: string) => findDigitalCues(text).map(({ kind }) => kind);

describe("findDigitalCues", () => {
  it.each([
    ["Meds late as EPR was down overnight.", "EPR was down", "system-failed", "epr"],
    ["Agency nurse couldn't log in so obs late", "couldn't log in", "no-access", undefined],
    ["nurse could not log on all shift", "could not log on", "no-access", undefined],
    ["bloods done but results not showing", "results not showing", "not-shown", undefined],
    ["reg's bleep didn't go off", "bleep didn't go off", "system-failed", "phones-and-bleeps"],
    ["bleep did not go through", "bleep did not go through", "system-failed", "phones-and-bleeps"],
    ["half way through the round the screen froze", "the screen froze", "system-failed", "hardware"],
    ["had the wrong pt record open on the COW", "wrong pt record", "wrong-record", undefined],
    ["e-RS kept timing out", "e-RS kept timing out", "system-failed", "referrals"],
    ["the sytem was off line again", "the sytem was off line", "system-failed", undefined],
    ["the compter crashed", "compter crashed", "system-failed", "hardware"],
    ["ExampleMeds crashed mid round", "ExampleMeds crashed", "system-failed", undefined],
    ["prescribed on epma by the reg", "epma", "system-named", "prescribing"],
  ])("in %j", (text, words, kind, systemType) => {
    const [cue] = findDigitalCues(text);
    expect(cue && text.slice(cue.start, cue.end)).toBe(words);
    expect([cue?.kind, cue?.systemType]).toEqual([kind, systemType]);
  });

  it.each([
    "Blood pressure down, systolic 84.",
    "Patient's immune system compromised, nervous system intact.",
    "Monitor the patient hourly. Monitored and discharged.",
    "Discharge delayed as no transport, chart on paper not signed.",
    "Please record fluids. Record not kept by night staff.",
    "Two tablets missing from pack, wrong tablets given, tablet not taken.",
    "Crash call put out, patient crashed, crash trolley drawer missing.",
    "Units of fresh frozen plasma not available. Frozen shoulder.",
    "Pt sat down, then fell down. Feeling very down and slow to respond.",
    "MDT meeting cancelled, known CAD and PMR, spine not tender, SCr normal.",
    "MRSA screen missed, sepsis screen not done, broke the screen with a chair.",
    "Support system broken down at home. Portal vein thrombosis. Stroke network not informed.",
    "On call bleeped three times, no answer. Phone call not returned.",
    "The wrong leg was marked. Wrong dose drawn up. Not working age.",
    "X-ray did not show any fracture, result normal, letter typed late.",
    "Notes not in trolley. Paper chart lost. Handwritten prescription not readable.",
    "McDonald, MacMillan and ReSPECT were down to attend.",
    "",
  ])("finds nothing in the everyday words %j", (text) => {
    expect(findDigitalCues(text)).toEqual([]);
  });

  it.each([
    "No IT issues. Pt choked on toast.",
    "Computer working fine. Fell from chair.",
    "Computer was not slow, just short of staff.",
    "No problems with the computer today.",
    "The phones were never offline.",
    "Medicines given without downtime, no error message seen.",
    "Documented on EPR. Seen by doctor.",
    "Obs recorded on e-obs, NEWS 1.",
    "As per EPR he walks with a frame.",
  ])("finds nothing when all was well: %j", (text) => {
    expect(findDigitalCues(text)).toEqual([]);
  });

  it("leaves the span without words around it that are no part of it", () => {
    const text = "Meds late as the EPR was down, pt 999 123 4560.";
    expect(findDigitalCues(text).map(({ start, end }) => text.slice(start, end))).toEqual(["EPR was down"]);
  });

  it("does not reach from one sentence into the next", () => {
    expect(kinds("Bleep on the desk. Frozen peas applied to ankle.")).toEqual([]);
  });

  it("tells a fault from a mere mention", () => {
    expect(findDigitalCues("Prescribed on ePMA. PACS was offline.").map(({ strength }) => strength)).toEqual([
      "weak",
      "strong",
    ]);
  });

  it("returns spans in order, inside the text, without overlap, also beside emoji and accents", () => {
    const text =
      "😀 EPR crashed; wifi café down, couldn’t log in 😀 results not showing and no pop up, EPR slow".repeat(20);
    let end = 0;
    const cues = findDigitalCues(text);
    expect(cues.length).toBeGreaterThan(60);
    for (const cue of cues) {
      expect(cue.start).toBeGreaterThanOrEqual(end);
      expect(cue.end).toBeGreaterThan(cue.start);
      end = cue.end;
    }
    expect(end).toBeLessThanOrEqual(text.length);
  });

  describe("on the worst text", () => {
    const unit = {
      "one long word": "a",
      apostrophes: "a'",
      "ends of sentences": ". ",
      spaces: " ",
      "a system again and again": "epr ",
      negations: "not ",
      "beginnings of phrases": "electronic prescription ",
      "failed acts": "could not the the the log in ",
      "faults at the reach": "epr a b c d e f g h down ",
      slips: "sysstem ",
      "overlapping cues": "epr down not log in wrong record ",
    };
    const textOf = (part: string, characters: number) => part.repeat(Math.ceil(characters / part.length));
    const elapsedMs = (text: string) => {
      const begun = performance.now();
      findDigitalCues(text);
      return performance.now() - begun;
    };
    const fastestMs = (text: string) => Math.min(elapsedMs(text), elapsedMs(text), elapsedMs(text));

    it.each(Object.entries(unit))("reads a megabyte of %s in time", (_, part) => {
      // Quadratic time would be hours; the bound leaves room for a busy computer.
      expect(elapsedMs(textOf(part, 1_000_000))).toBeLessThan(5_000);
    });

    it.each(Object.entries(unit))("takes about four times as long for four times the length: %s", (_, part) => {
      const once = fastestMs(textOf(part, 100_000));
      const fourfold = fastestMs(textOf(part, 400_000));
      // Four times for linear, sixteen for quadratic; short times are mostly noise.
      expect(fourfold).toBeLessThan(10 * once + 100);
    });
  });
});
