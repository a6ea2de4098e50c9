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

/** Returns the question of ours an element comes from, if any, as the part of an issue. */
export function linkIdOf(element: string): { linkId?: string } {
  const linkId = linkIds.get(element);
  return linkId === undefined ? {} : { linkId };
}
