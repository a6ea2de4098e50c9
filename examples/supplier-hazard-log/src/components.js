// @ts-check
/**
 * Which part of our own product a factor belongs to. The types are those of the factor tree: a code that is misspelt, or that a
 * later release retires, does not compile.
 *
 * @type {Readonly<Partial<Record<import("@digital-factors/core/factor-tree/factor").FactorCode, string>>>}
 */
const componentOfFactor = {
  "calculation-wrong": "Dose engine",
  "no-alert": "Alerts",
  "wrong-alert-or-advice": "Alerts",
  "too-many-alerts": "Alerts",
  "system-down": "Hosting",
  "system-slow-or-frozen": "Hosting",
  "could-not-log-in": "Sign-in",
  "hard-to-find": "Chart screen",
  "confusing-screen": "Chart screen",
};

/**
 * Returns the part of our product that looks into a factor, or `To be sorted`.
 *
 * @param {import("@digital-factors/core/factor-tree/factor").FactorCode | undefined} factor
 */
export function componentOf(factor) {
  return (factor === undefined ? undefined : componentOfFactor[factor]) ?? "To be sorted";
}
