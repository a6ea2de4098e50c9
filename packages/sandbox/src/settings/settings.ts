import { type Parsed, problem } from "./parsed.ts";

interface SettingDefinition {
  /** Every behaviour the sandbox can show. */
  readonly values: readonly string[];
  readonly default: string;
  readonly strict: string;
  readonly lenient: string;
  /** What is not known, in words. */
  readonly about: string;
}

/** What is not known about LFPSE and can be switched: the values, and the value in each mode. */
export const settingDefinitions = {
  duplicateCreate: {
    values: ["two-events", "refused", "first-answer"],
    default: "two-events",
    strict: "refused",
    lenient: "two-events",
    about: "The same event created twice: two events, 409 for the second, or the answer of the first again.",
  },
  idInPutBody: {
    values: ["wanted", "refused-when-other", "ignored"],
    default: "refused-when-other",
    strict: "wanted",
    lenient: "ignored",
    about: "The id in the body of a PUT: 400 when missing or another, 400 only when another, or not looked at.",
  },
  itFactors: {
    values: ["required", "optional"],
    default: "optional",
    strict: "required",
    lenient: "optional",
    about: "ITSystemsInvolvementFactors once agent 9 is named.",
  },
  itTextForOther: {
    values: ["required", "optional"],
    default: "optional",
    strict: "required",
    lenient: "optional",
    about: "ProblemDescriptionSystemsSoftware once ITSystemsInvolvementFactors has 6 (Other).",
  },
  afterDelete: {
    values: ["410", "404"],
    default: "410",
    strict: "410",
    lenient: "404",
    about: "The status for an event that was deleted.",
  },
  invalidStatus: {
    values: ["400", "422"],
    default: "400",
    strict: "422",
    lenient: "400",
    about: "The status for an event that its profile does not allow.",
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;

type Definitions = typeof settingDefinitions;

/**
 * What can be switched.
 *
 * @example
 * const name: SettingName = "duplicateCreate";
 */
export type SettingName = keyof Definitions;

/**
 * How the sandbox behaves where LFPSE's behaviour is not known: one value for each switch.
 *
 * @see README.md of this package, "What is not known can be switched"
 * @example
 * const settings: Partial<SandboxSettings> = { duplicateCreate: "refused", afterDelete: "404" };
 */
export type SandboxSettings = { readonly [Name in SettingName]: Definitions[Name]["values"][number] };

/** Every mode, by name. */
export const sandboxModes = ["default", "strict", "lenient"] as const;

/**
 * A value for every switch at once. `strict` refuses what might be refused, `lenient` takes what might be taken. A client
 * that passes in both does not lean on a guess.
 *
 * @example
 * const mode: SandboxMode = "strict";
 */
export type SandboxMode = (typeof sandboxModes)[number];

/** Every name, in the order of the definitions. */
export const settingNames = Object.keys(settingDefinitions).filter(isSettingName);

/** Returns a whole set: the mode's values, with `own` put over them. */
export function settingsOf(mode: SandboxMode = "default", own: Partial<SandboxSettings> = {}): SandboxSettings {
  const { duplicateCreate, idInPutBody, itFactors, itTextForOther, afterDelete, invalidStatus } = settingDefinitions;
  return {
    duplicateCreate: own.duplicateCreate ?? duplicateCreate[mode],
    idInPutBody: own.idInPutBody ?? idInPutBody[mode],
    itFactors: own.itFactors ?? itFactors[mode],
    itTextForOther: own.itTextForOther ?? itTextForOther[mode],
    afterDelete: own.afterDelete ?? afterDelete[mode],
    invalidStatus: own.invalidStatus ?? invalidStatus[mode],
  };
}

/** Settings as they are sent: a mode, single switches, or both. */
export interface SettingsChange {
  readonly mode?: SandboxMode;
  readonly own: Partial<SandboxSettings>;
}

/** Returns the settings in `input`, such as `{ mode: "strict", afterDelete: "404" }`, or what is wrong. Never throws. */
export function parseSettings(input: unknown): Parsed<SettingsChange> {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    return problem("Send an object of settings.");
  const own: Record<string, string> = {};
  let mode: SandboxMode | undefined;
  for (const [name, value] of Object.entries(input)) {
    if (name === "mode") {
      mode = sandboxModes.find((each) => each === value);
      if (mode === undefined) return problem(`mode must be one of: ${sandboxModes.join(", ")}.`);
      continue;
    }
    if (!isSettingName(name)) return problem(`Only these can be set: mode, ${settingNames.join(", ")}.`);
    const values: readonly string[] = settingDefinitions[name].values;
    if (typeof value !== "string" || !values.includes(value)) {
      return problem(`${name} must be one of: ${values.join(", ")}.`);
    }
    own[name] = value;
  }
  // Each name and value was just found in the definitions, which is what the type says.
  const value = { own: own as Partial<SandboxSettings> };
  return { ok: true, value: mode === undefined ? value : { ...value, mode } };
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingDefinitions, name);
}
