import type { DigitalFactorsRecord } from "../../record/record.ts";

/**
 * An answer of a record that an LFPSE event cannot hold.
 *
 * @example
 * const loss: Loss = { expression: "circumstances", reason: "LFPSE v5 has no element for this." };
 */
export interface Loss {
  /** Field of the record. */
  readonly expression: string;
  /** Why it is not in the event, without the answer. */
  readonly reason: string;
}

const noElement = "LFPSE v5 has no element for this.";
const textOnly = "LFPSE v5 has no element for this; it is carried as words in the problem description.";

/** Returns what of a record does not reach LFPSE as data, in the order of the record's fields. */
export function lossOf(record: DigitalFactorsRecord): Loss[] {
  const losses: (Loss | false)[] = [
    record.part === "unknown" && {
      expression: "part",
      reason: "LFPSE v5 has no code for not knowing whether IT played a part.",
    },
    record.part === "possible" && {
      expression: "part",
      reason: "LFPSE v5 does not grade the part that IT played.",
    },
    record.systems.length > 0 && { expression: "systems", reason: textOnly },
    record.factors.length > 0 && {
      expression: "factors",
      reason: "Carried as involvement codes, and as words in the problem description.",
    },
    record.review !== undefined && { expression: "review", reason: noElement },
    record.stillHappening !== "unknown" && {
      expression: "stillHappening",
      reason: textOnly,
    },
    record.othersAffected !== "unknown" && {
      expression: "othersAffected",
      reason: textOnly,
    },
    record.circumstances.length > 0 && {
      expression: "circumstances",
      reason: noElement,
    },
    record.yellowCard.references.length > 1 && {
      expression: "yellowCard.references",
      reason: "LFPSE v5 holds one Yellow Card reference; the first is sent.",
    },
    record.yellowCard.references.length === 0 &&
      record.yellowCard.status !== "unknown" && {
        expression: "yellowCard.status",
        reason: noElement,
      },
    Object.keys(record.context).length > 0 && {
      expression: "context",
      reason: noElement,
    },
  ];
  return losses.filter((loss) => loss !== false);
}
