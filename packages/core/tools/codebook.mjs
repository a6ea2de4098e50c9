// Makes docs/codebook.md, every code of the factor tree on one page, from data/factors.json.
import { codesOfRow, grades, schemes, termsOfScheme } from "./check-tree.mjs";
import { page, table } from "./markdown.mjs";

const conceptHeads = ["id", "label", "hint", "Welsh label"];
const conceptOf = ({ id, label, hint }) => [`\`${id}\``, label.en, hint?.en, label.cy];

/** Codes whose number is the scheme's own; the others are known by their term alone. */
const isNumbered = (scheme, set) => scheme === "imdrf" || set === "magrabi-2010";

function target(tree, scheme, row) {
  if (row.grade === "none") return "";
  const terms = termsOfScheme(tree, scheme, [], row.set);
  const names = codesOfRow(scheme, row).map((code) =>
    isNumbered(scheme, row.set) ? `${code} ${terms.get(code)}` : terms.get(code),
  );
  const set = row.set === undefined ? "" : ` (${row.set})`;
  return `${names.join("; ")}${set}: ${row.grade}${row.note === undefined ? "" : `. ${row.note}`}`;
}

const otherSchemes = schemes.filter((scheme) => scheme !== "lfpse");

function factorTable(tree, factors) {
  const rows = factors.map((factor) => {
    const { primary, alternates, certainty, grade } = factor.lfpse;
    return [
      ...conceptOf(factor),
      factor.audience,
      `${[`**${primary}**`, ...alternates].join(", ")}: ${grade}`,
      certainty,
      ...otherSchemes.map((scheme) => target(tree, scheme, factor[scheme])),
    ];
  });
  const heads = ["shown to", "LFPSE", "certainty", ...otherSchemes.map((scheme) => tree.schemes[scheme].name)];
  return table([...conceptHeads, ...heads], rows);
}

/** How many factors have each grade in each scheme. */
function gradeTable({ factors, schemes: described }) {
  const count = (scheme, grade) => factors.filter((factor) => factor[scheme].grade === grade).length;
  return table(
    ["scheme", ...grades],
    schemes.map((scheme) => [described[scheme].name, ...grades.map((grade) => count(scheme, grade))]),
  );
}

function retiredPart({ retiredFactors }) {
  if (retiredFactors.length === 0) return "None so far.";
  return table(
    ["id", "label", "since", "successor"],
    retiredFactors.map(({ id, label, retired }) => [`\`${id}\``, label.en, retired.since, `\`${retired.successor}\``]),
  );
}

/** Returns docs/codebook.md. */
export function codebookPage(tree, involvementCodes, { functionsOfSystemType, deviceStatus }) {
  const list = (values) => values.map((value) => `\`${value}\``).join(", ");
  return {
    path: "../../docs/codebook.md",
    text: page("Codebook of the factor tree", "packages/core/data/factors.json", [
      `Release ${tree.version}: ${tree.groups.length} groups, ${tree.factors.length} factors, ${tree.systemTypes.length} types of system. How to read it, and
where it comes from: [factors](factors.md). The Welsh has not yet been reviewed by a Welsh speaker.`,
      `In the LFPSE column the code in bold is sent when nobody corrects it; the others can be argued for. With the certainty \`judgement\` the
reporter sees the LFPSE wording and can change it. IMDRF codes are of release ${tree.schemes.imdrf.release}.`,
      "## Grades",
      `After each code stands what the other scheme's concept is to our factor: \`exact\`, \`broader\` or \`narrower\`. An empty cell means \`none\`: no plain
fit. What the grades mean, and how they were given: [factors](factors.md#grades).`,
      gradeTable(tree),
      "## LFPSE codes",
      table(["code", "LFPSE taxonomy v5, `ITSystemsInvolvementFactors`"], involvementCodes),
      "## Groups",
      table(conceptHeads, tree.groups.map(conceptOf)),
      "## Factors",
      ...tree.groups.flatMap(({ id, label }) => [
        `### ${label.en}`,
        factorTable(
          tree,
          tree.factors.filter(({ group }) => group === id),
        ),
      ]),
      "## Retired ids",
      retiredPart(tree),
      "## Types of system",
      "Functions are what the rules take a type to do when the host has listed none; the last column is what follows for the type on its own.",
      table(
        [...conceptHeads, "NHS capabilities", "functions", "likely a device"],
        tree.systemTypes.map((type) => [
          ...conceptOf(type),
          type.nhsCapabilities.map(({ code, term }) => `${code} ${term}`).join("; "),
          list(functionsOfSystemType[type.id]),
          deviceStatus({ systems: [{ type: type.id }] }),
        ]),
      ),
    ]),
  };
}
