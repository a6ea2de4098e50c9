// The goals for the element, each beside what was measured. They are written once, here.
import { pairedRatio, spread } from "./statistics.mjs";

const kb = (bytes) => bytes / 1024;
const round = (value, digits = 2) => Number(value.toFixed(digits));
const frameMs = 1000 / 60;

/**
 * Returns `{ goal, measured, isMet }` for each goal whose figures are in the run; `measured` is text, medians throughout.
 */
export function goalsOf({ titles, bytes, visits, embedding }) {
  const goals = [];
  const add = (goal, measured, isMet) => goals.push({ goal, measured, isMet });
  const ofForm = (id, profile) => visits[profile]?.[id];

  if (bytes["ours-bundle"] !== undefined) {
    const { brotli, gzip } = bytes["ours-bundle"];
    const isMet = kb(brotli) <= 24 && kb(gzip) <= 30;
    add(
      "Form bundle with its page script: 24 KB brotli, 30 KB gzip",
      `${round(kb(brotli), 1)} and ${round(kb(gzip), 1)} KB`,
      isMet,
    );
  }
  if (bytes["ours-cdn"] !== undefined) {
    const { brotli, gzip } = bytes["ours-cdn"];
    const isMet = kb(brotli) <= 34 && kb(gzip) <= 40;
    add(
      "One-file build with its page script: 34 KB brotli, 40 KB gzip",
      `${round(kb(brotli), 1)} and ${round(kb(gzip), 1)} KB`,
      isMet,
    );
  }
  for (const id of ["ours-bundle", "ours-cdn", "ours-start"]) {
    const own = ofForm(id, "slow");
    if (own === undefined) continue;
    const lit = ofForm("lit", "slow");
    const plain = ofForm("plain", "slow");
    if (lit !== undefined) {
      const { median } = pairedRatio(own, lit, "paintedMs");
      add(
        `${titles[id]}: navigation to painted, slow profile, 1.25 × hand-written Lit`,
        `${round(median)} ×`,
        median <= 1.25,
      );
    }
    const toggleMs = spread(own.map((visit) => visit.toggleMs)).median;
    add(
      `${titles[id]}: question shown or hidden, slow profile, 2 frames (${round(2 * frameMs, 1)} ms)`,
      `${round(toggleMs, 1)} ms`,
      toggleMs <= 2 * frameMs,
    );
    if (plain !== undefined) {
      const { median } = pairedRatio(own, plain, "toggleMainThreadMs");
      add(
        `${titles[id]}: main thread per toggle, slow profile, 1.2 × hand-written HTML`,
        `${round(median)} ×`,
        median <= 1.2,
      );
    }
    const blockedMs = spread(own.map((visit) => visit.blockedMs)).median;
    add(
      `${titles[id]}: main thread blocked while loading, slow profile, 100 ms`,
      `${round(blockedMs, 0)} ms`,
      blockedMs <= 100,
    );
    const heap = spread(own.map((visit) => visit.heapMib)).median;
    add(`${titles[id]}: JS heap, 1.5 MiB`, `${round(heap)} MiB`, heap <= 1.5);
  }
  const own = embedding["ours-cdn"] ?? embedding["ours-bundle"];
  if (own !== undefined) {
    const { strict, trusted, hostStyles, outsideHosts, faults } = own;
    const violations = strict.violations + trusted.violations;
    add(
      "Policy violations, host styles changed, outside hosts: 0 / 0 / 0",
      `${violations} / ${hostStyles.changed} / ${outsideHosts.length}`,
      strict.opens && trusted.opens && violations + hostStyles.changed + outsideHosts.length === 0,
    );
    add(
      "Failed submit: summary focused, a link for every fault, every faulty control described, no dangling id",
      `${faults.summaryFocused ? "focused" : "not focused"}, ${faults.links} of ${faults.invalid}, ${faults.described} of ${faults.invalid}, ${faults.dangling}`,
      faults.summaryFocused &&
        faults.links > 0 &&
        faults.links === faults.invalid &&
        faults.described === faults.invalid &&
        faults.dangling === 0,
    );
  }
  return goals;
}
