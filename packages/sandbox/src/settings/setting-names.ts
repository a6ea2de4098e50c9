const spelled = (name: string, between: string) =>
  name.replace(/[A-Z]/g, (letter) => `${between}${letter.toLowerCase()}`);

/** Returns the option of the command line: `duplicateCreate` is `duplicate-create`. */
export function optionOf(name: string): string {
  return spelled(name, "-");
}

/** Returns the environment variable: `duplicateCreate` is `DIGITAL_FACTORS_SANDBOX_DUPLICATE_CREATE`. */
export function variableOf(name: string): string {
  return `DIGITAL_FACTORS_SANDBOX_${spelled(name, "_").toUpperCase()}`;
}
