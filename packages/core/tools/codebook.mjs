// Makes docs/codebook.md, every code of the factor tree on one page, from data/factors.json.
import { page, table } from "./markdown.mjs";

const both = (entry) => [entry?.code, entry?.term].filter(Boolean).join(" ");
const conceptHeads = ["id", "label", "hint", "Welsh label"];
const conceptOf = ({ id, label, hint }) => [`\`${id}\``, label.en, hint?.en, label.cy];

function factorTable(factors) {
  const rows = factors.map(({ lfpse, imdrf, magrabi, sociotechnical, seips, yorkshire, audience, ...concept }) => [
    ...conceptOf(concept),
    audience,
    [`**${lfpse.primary}**`, ...lfpse.alternates].join(", "),
    lfpse.certainty,
    both(imdrf),
    magrabi ? `${both(magrabi)} (${magrabi.set})` : "",
    sociotechnical,
    (seips ?? []).join(", "),
    yorkshire,
  ]);
  const heads = ["shown to", "LFPSE", "certainty", "IMDRF Annex A", "Magrabi", "sociotechnical", "SEIPS", "Yorkshire"];
  return table([...conceptHeads, ...heads], rows);
}

/** Returns docs/codebook.md. */
export function codebookPage(tree, involvementCodes, { functionsOfSystemType, deviceStatus }) {
  const list = (values) => values.map((value) => `\`${value}\``).join(", ");
  return {
    path: "../../docs/codebook.md",
    text: page("Codebook of the factor tree", "packages/core/data/factors.json", [
      `Release ${tree.version}: ${tree.groups.length} groups, ${tree.factors.length} factors, ${tree.systemTypes.length} types of system. How to read it, and
where it comes from: [factors](factors.md). The Welsh has not yet been reviewed by a Welsh speaker.`,
      `An empty cell means that no plain fit exists. In the LFPSE column the code in bold is sent when nobody corrects it; the others can be argued
for. With the certainty \`judgement\` the reporter sees the LFPSE wording and can change it. IMDRF codes are of release ${tree.imdrfRelease}.`,
      "## LFPSE codes",
      table(["code", "LFPSE taxonomy v5, `ITSystemsInvolvementFactors`"], involvementCodes),
      "## Groups",
      table(conceptHeads, tree.groups.map(conceptOf)),
      "## Factors",
      ...tree.groups.flatMap(({ id, label }) => [
        `### ${label.en}`,
        factorTable(tree.factors.filter(({ group }) => group === id)),
      ]),
      "## Types of system",
      "Functions are what the rules take a type to do when the host has listed none; the last column is what follows for the type on its own.",
      table(
        [...conceptHeads, "NHS capabilities", "functions", "likely a device"],
        tree.systemTypes.map((type) => [
          ...conceptOf(type),
          type.nhsCapabilities.map(both).join("; "),
          list(functionsOfSystemType[type.id]),
          deviceStatus({ systems: [{ type: type.id }] }),
        ]),
      ),
    ]),
  };
}
