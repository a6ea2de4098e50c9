import type { Loss } from "../lfpse/adverse-event/loss.ts";
import type { JsonObject } from "../lfpse/adverse-event-issue.ts";
import { fieldName } from "../outcome/zod-issues.ts";

/** Gathers what is not carried, while a resource is read. */
export interface Losses {
  readonly lost: readonly Loss[];
  readonly lose: (expression: string, reason: string) => void;
  /** Loses every field of an object but those that are read. A name that could be an answer is not repeated. */
  readonly loseOthers: (object: JsonObject, place: string, read: readonly string[]) => void;
}

/** Returns a list to gather losses in, empty at first. */
export function gatherLosses(): Losses {
  const lost: Loss[] = [];
  const lose = (expression: string, reason: string) => {
    lost.push({ expression, reason });
  };
  return {
    lost,
    lose,
    loseOthers: (object, place, read) => {
      for (const key of Object.keys(object)) {
        if (object[key] === undefined || read.includes(key)) continue;
        lose(fieldName.test(key) ? `${place}.${key}` : place, "An event of this model has no field for this.");
      }
    },
  };
}
