// The design's goals for core, each against what was measured.

const narrativesOfAllYears = 13.7e6;
const cores = 2;

function rowOf(rows, name) {
  return rows.find((row) => (row.name ?? row.title) === name);
}

/** Returns the goals: what, goal, measured, and whether it is met. */
export function goalsOf({ validation, cues, worstText, coldStart, sizes }) {
  const ratio = (name) => rowOf(validation.rows, name).coreRatio.median;
  const atLeast = (what, goal, name) => {
    const measured = ratio(name);
    return { what, goal: `${goal} ×`, measured: `${measured.toFixed(2)} ×`, isMet: measured >= goal };
  };
  const rate = (name) => rowOf(cues.rows, name).perSecond.median;
  const secondsOf = (perSecond, share = 1) => (narrativesOfAllYears * share) / perSecond / cores;
  const within = (what, goal, seconds) => ({
    what,
    goal: `${goal} s`,
    measured: `${seconds.toFixed(1)} s`,
    isMet: seconds <= goal,
  });
  const ripgrep = rowOf(cues.rows, "ripgrep -c, one thread, yes or no");
  const onlyWithTerm = secondsOf(rate("findDigitalCues, narratives with a term only"), ripgrep.foundIn);
  const start = rowOf(coldStart, "core, to a first verdict").overNode.median;
  return [
    atLeast("validateAdverseEvent against bare zod, same checks", 0.9, "bare zod"),
    atLeast("validateAdverseEvent against npm fhir (base R4)", 60, "npm fhir (base R4)"),
    atLeast("validateAdverseEvent against JSON.parse of the same text", 1, "JSON.parse of its text"),
    {
      what: "from start of Node to a first verdict, over bare Node",
      goal: "100 ms",
      measured: `${start.toFixed(0)} ms`,
      isMet: start <= 100,
    },
    within("13.7 M narratives, 2 cores, which cue and where: findDigitalCues", 30, secondsOf(rate("findDigitalCues"))),
    within("the same, where ripgrep found a term only", 30, secondsOf(ripgrep.perSecond.median) + onlyWithTerm),
    ...worstText.map(({ name, growth }) => ({
      what: `${name}, worst text four times as long`,
      goal: "linear: at most 6 × the time",
      measured: `${growth.toFixed(1)} ×`,
      isMet: growth <= 6,
    })),
    ...sizes
      .filter(({ goalGzipKb }) => goalGzipKb !== undefined)
      .map(({ title, goalGzipKb, gzip }) => ({
        what: title,
        goal: `${goalGzipKb} KB gzip`,
        measured: `${gzip.toFixed(1)} KB gzip`,
        isMet: gzip <= goalGzipKb,
      })),
  ];
}
