import { parseConfig } from "../config.ts";
import { type Command, readArguments } from "./command.ts";
import { exitCode } from "./exit-code.ts";

/** Checks the settings and does nothing else. */
export const checkConfig: Command = {
  name: "check-config",
  summary: "check the settings and do nothing else",
  help: `Usage: digital-factors-relay check-config [--json] [--strict]

Checks every setting, the files they name too, and tells all that is wrong at once: the variable and the rule,
never the value. Opens no store and calls nobody.

  --json     the result as one JSON object: { "ok", "faults", "warnings" }
  --strict   a warning counts as a fault

Ends with 0, or with 78 if something is wrong.`,
  async run({ given, environment, print, tell }) {
    const options = { json: { type: "boolean" }, strict: { type: "boolean" } } as const;
    const { values } = readArguments("check-config", given, options);
    const result = parseConfig(environment);
    const faults = result.ok ? [] : result.faults;
    const { warnings } = result;
    const isRight = result.ok && !(values.strict === true && warnings.length > 0);
    if (values.json === true) print(JSON.stringify({ ok: isRight, faults, warnings }));
    else {
      for (const { variable, rule } of warnings) tell(`warning: ${variable} ${rule}.`);
      for (const { variable, rule } of faults) tell(`${variable} ${rule}.`);
      if (isRight) print("The settings are right.");
    }
    return isRight ? exitCode.done : exitCode.config;
  },
};
