/** Questions of ours that an LFPSE element comes from. */
const linkIds: ReadonlyMap<string, string> = new Map([
  ["InvolvedAgents", "part"],
  ["ITSystemsInvolvementFactors", "involvement"],
  ["ProblemDescriptionSystemsSoftware", "description"],
  ["YellowCardReference", "yellow-card"],
  ["DeviceType", "medical-device"],
  ["PhysicalHarm", "harm"],
  ["PsychologicalHarm", "harm"],
]);

/**
 * Returns the question of ours that an LFPSE element is filled from, if any, as the part of an issue.
 *
 * @param element - Name of the element, such as `InvolvedAgents`.
 * @example
 * linkIdOf("InvolvedAgents"); // { linkId: "part" }
 * linkIdOf("PreciseTime"); // {}
 */
export function linkIdOf(element: string): { linkId?: string } {
  const linkId = linkIds.get(element);
  return linkId === undefined ? {} : { linkId };
}
