import { faultDefinitions } from "../faults/fault.ts";
import { optionOf } from "../settings/setting-names.ts";
import { settingDefinitions } from "../settings/settings.ts";
import { type Behaviour, behaviours } from "./behaviours.ts";

/** Returns every behaviour as a Markdown table; the README holds it as it is. */
export function behaviourTable(): string {
  const rows = behaviours.map((each) => `| ${each.what} | ${each.mark} | ${each.source} | ${switchOf(each)} |`);
  return ["| behaviour | mark | source or reason | switch |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** Returns every switch as a Markdown table; the README holds it as it is. */
export function settingTable(): string {
  const rows = Object.entries(settingDefinitions).map(([name, each]) => {
    const values = each.values.map((value) => `\`${value}\``).join(", ");
    return `| \`${name}\` | ${values} | \`${each.default}\` | \`${each.strict}\` | \`${each.lenient}\` | ${each.about} |`;
  });
  const head = ["| switch | values | default | strict | lenient | about |", "| --- | --- | --- | --- | --- | --- |"];
  return [...head, ...rows].join("\n");
}

/** Returns every fault as a Markdown table; the README holds it as it is. */
export function faultTable(): string {
  const rows = Object.entries(faultDefinitions).map(
    ([name, { about, isStored }]) => `| \`${name}\` | ${about} | ${isStored ? "yes" : "no"} |`,
  );
  return ["| fault | what happens | carried out |", "| --- | --- | --- |", ...rows].join("\n");
}

function switchOf({ setting }: Behaviour): string {
  return setting === undefined ? "" : `\`--${optionOf(setting)}\``;
}
