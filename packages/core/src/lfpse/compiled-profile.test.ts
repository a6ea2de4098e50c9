import { describe, expect, it } from "vitest";
import { vendorIncident } from "./adverse-event.fixtures.ts";
import { compiledProfile } from "./compiled-profile.ts";
import { type LfpseProfile, lfpse5 } from "./lfpse-profile.ts";
import { validateAdverseEvent } from "./validate.ts";

const agentId = "adverse-event-agent-5";

/** v5 with the agent's definition changed. */
function withAgent(change: Partial<LfpseProfile["definitions"][number]>): LfpseProfile {
  const definitions = lfpse5.definitions.map((each) => (each.id === agentId ? { ...each, ...change } : each));
  return { ...lfpse5, definitions };
}

describe("compiledProfile", () => {
  it("compiles a profile once", () => {
    expect(compiledProfile(lfpse5)).toBe(compiledProfile(lfpse5));
  });

  it("keeps profiles apart, also those that share a release", () => {
    const stricter = withAgent({ min: 2, max: 2 });
    const smaller = { ...lfpse5, codes: { ...lfpse5.codes, "agent-type-5": { "9": "IT" } } };
    expect(validateAdverseEvent(vendorIncident)).toEqual([]);
    expect(validateAdverseEvent(vendorIncident, stricter)).toMatchObject([
      { code: "required", expression: `AdverseEvent.extension('${agentId}')` },
    ]);
    expect(validateAdverseEvent(vendorIncident, smaller)).toMatchObject([
      {
        code: "code-invalid",
        valueSet: "agent-type-5",
        expression: "AdverseEvent.extension[0].extension[0].valueCode",
      },
    ]);
    expect(validateAdverseEvent(vendorIncident)).toEqual([]);
  });

  it("takes every code where the profile does not hold the value set", () => {
    const { "agent-type-5": _left, ...codes } = lfpse5.codes;
    const open = { ...lfpse5, codes };
    const extension = [
      {
        url: `${lfpse5.canonicalBase}StructureDefinition/${agentId}`,
        extension: [{ url: "InvolvedAgents", valueCode: "x" }],
      },
    ];
    expect(validateAdverseEvent({ ...vendorIncident, extension }, open)).toEqual([]);
    expect(validateAdverseEvent({ ...vendorIncident, extension })).toMatchObject([{ code: "code-invalid" }]);
  });

  it("counts an element for each definition that names it", () => {
    const twice = withAgent({
      elements: [
        ["InvolvedAgents", 1, 100, "code", "agent-type-5"],
        ["InvolvedAgents", 2, 3, "code"],
      ],
    });
    expect(validateAdverseEvent(vendorIncident, twice)).toMatchObject([
      { code: "required", expression: "AdverseEvent.extension[0].extension('InvolvedAgents')" },
    ]);
  });

  it("reads only the answers that a rule of the release looks at", () => {
    const { known, all } = compiledProfile(lfpse5).rules;
    expect([...known.elements]).toEqual(["AgeAtTimeOfIncidentDays"]);
    expect(all.elements.has("RiskImminent")).toBe(true);
    expect(all.elements.has("GenderIdentity")).toBe(false);
    expect(compiledProfile({ ...lfpse5, version: "4" }).rules.all.list).toEqual([]);
  });
});
