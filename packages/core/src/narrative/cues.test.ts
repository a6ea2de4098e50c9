import { describe, expect, it } from "vitest";
import { cueWords } from "./cue-words.ts";
import { cueFinder, findDigitalCues } from "./cues.ts";

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
    ["epma in a muddle, charts from the reg", "epma", "system-named", "prescribing"],
    ["wrong dose, IT were told, no answer", "IT were", "system-failed", undefined],
    ["unable to view the discharge letter", "unable to view the discharge letter", "not-shown", undefined],
    ["the prescription vanished after saving", "prescription vanished", "not-shown", undefined],
    ["email was never received by the GP", "email was never received", "not-shown", undefined],
    ["allergy alert did not pop up", "allergy alert did not pop up", "alert", undefined],
    ["clicked on another patient by mistake", "clicked on another", "entry", undefined],
    ["meds late due to the computers", "due to the computers", "system-failed", "hardware"],
    ["only one laptop for the ward", "only one laptop", "system-failed", "hardware"],
    ["AI summary left it out", "AI summary", "ai", "ai-tool"],
    ["the PAS system is down", "PAS system is down", "system-failed", "patient-admin"],
    ["allergy not on the EPR", "not on the EPR", "not-shown", undefined],
    ["coudlnt log in", "coudlnt log in", "no-access", undefined],
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
    "Prescribed on ePMA, given as charted. Referred on e-RS the same day.",
    "Checked PACS, no fracture. SCR viewed with consent.",
    "PACS was checked and the pt was found unresponsive.",
    "EPS item dispensed in the wrong strength by the pharmacist.",
    "Patient was told IT was no problem.",
    "IT WAS NOT THE RIGHT LEG.",
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
    expect(findDigitalCues("Bed 4 epma muddle. PACS was offline.").map(({ strength }) => strength)).toEqual([
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
      "the same letters in capitals": "IT ",
      "one sentence of everything": "epr results alert not email wrong clicked the log in and pt record ",
      "overlapping cues": "epr down not log in wrong record ",
    };
    const stepsFor = (part: string, characters: number) => {
      const finder = cueFinder(cueWords);
      finder.find(part.repeat(Math.ceil(characters / part.length)));
      return finder.steps();
    };

    it.each(Object.entries(unit))("takes a bounded number of steps for each character: %s", (_, part) => {
      expect(stepsFor(part, 1_000_000)).toBeLessThan(120 * 1_000_000);
    });

    it.each(Object.entries(unit))("takes four times as many steps for four times the length: %s", (_, part) => {
      const once = stepsFor(part, 50_000);
      expect(once).toBeGreaterThanOrEqual(50_000);
      expect(stepsFor(part, 200_000)).toBeLessThan(4.2 * once);
    });
  });
});
