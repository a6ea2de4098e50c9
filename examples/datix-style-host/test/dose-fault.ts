import { type AdverseEvent, type Extension, lfpse5, validateAdverseEvent } from "@digital-factors/core";
import { expect } from "vitest";
import type { HeldEvent, HostStack } from "./host-stack.ts";
import { whatSheSaw, yellowCardReference } from "./incident-reporter.ts";

const waitLimitMs = 30_000;

/** Waits for the national stand-in to hold something, and returns the one event it then holds. */
export async function theOnlyEvent(stack: HostStack): Promise<HeldEvent> {
  await expect
    .poll(async () => (await stack.events()).length, { timeout: waitLimitMs, interval: 50 })
    .toBeGreaterThan(0);
  const events = await stack.events();
  expect(events).toHaveLength(1);
  const [event] = events;
  if (event === undefined) throw new Error("unreachable");
  return event;
}

/** Checks that the event says what the nurse said: once, in LFPSE's own terms, valid against its profile. */
export function expectTheDoseFault({ resource }: HeldEvent): void {
  expect(validateAdverseEvent(resource).filter(({ severity }) => severity === "error")).toEqual([]);
  const agent = elementsOf(resource, "adverse-event-agent");
  expect(codes(agent, "InvolvedAgents").toSorted()).toEqual(["4", "9"]);
  expect(text(agent, "YellowCardReference")).toBe(yellowCardReference);
  const problem = elementsOf(resource, "adverse-event-problem-it-systems");
  expect(codes(problem, "ITSystemsInvolvementFactors")).toEqual(["4"]);
  const description = text(problem, "ProblemDescriptionSystemsSoftware");
  expect(description).toContain("Samphire ePMA, version 7.3.1, supplier Dunlin Health Systems");
  expect(description).toContain("Dose, score or calculation was wrong");
  expect(description).toContain(whatSheSaw);
  expect(description).toContain("Still happening");
  const patient = resource.contained?.find(({ resourceType }) => resourceType === "Patient")?.extension?.[0]?.extension;
  expect(patient).toContainEqual({ url: "AgeAtTimeOfIncidentDays", valueInteger: 6 * 372 });
  expect(patient).toContainEqual({ url: "PhysicalHarm", valueCode: "4" });
}

function elementsOf(resource: AdverseEvent, id: string): readonly Extension[] {
  const url = `${lfpse5.canonicalBase}StructureDefinition/${id}-5`;
  return resource.extension?.find((extension) => extension.url === url)?.extension ?? [];
}

function codes(elements: readonly Extension[], url: string): readonly (string | undefined)[] {
  return elements.filter((element) => element.url === url).map(({ valueCode }) => valueCode);
}

function text(elements: readonly Extension[], url: string): string | undefined {
  return elements.find((element) => element.url === url)?.valueString;
}
