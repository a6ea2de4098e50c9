import type { ConfigFault } from "./relay-config.ts";
import { secretSettings, settings } from "./settings.ts";

/** Variables of this project's other programs, which one environment may hold beside the relay's. */
const ofOthers =
  /^DIGITAL_FACTORS_(HOST_(PORT|STORE|URL)|REACT_PORT|RENDERED_PORT|RELAY_URL|SANDBOX_[A-Z_]+|TEST_[A-Z_]+)$/;

/** Every variable that the relay reads, the `_FILE` variants too. */
export const settingNames: readonly string[] = [
  ...Object.keys(settings),
  ...secretSettings.map((name) => `${name}_FILE`),
];

/**
 * Returns the variables that look like settings of the relay and are none: probably mistyped. They are told and not refused,
 * since an environment may be shared with programs that came later.
 */
export function unknownSettings(given: Readonly<Record<string, string>>): readonly ConfigFault[] {
  return Object.keys(given)
    .filter((name) => /^(DIGITAL_FACTORS|LFPSE)_/.test(name) && !settingNames.includes(name) && !ofOthers.test(name))
    .map((variable) => {
      const near = nearestName(variable);
      const hint = near === undefined ? "" : ` (${near}?)`;
      return { variable, rule: `is not a setting of the relay, and is left out${hint}` };
    });
}

function nearestName(variable: string): string | undefined {
  const [best] = settingNames
    .map((name) => ({ name, distance: editDistance(variable, name) }))
    .sort((one, other) => one.distance - other.distance);
  return best !== undefined && best.distance <= 4 ? best.name : undefined;
}

/** Returns how many letters have to be put in, taken out or changed to make one text of the other. */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const changed = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(changed, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}
