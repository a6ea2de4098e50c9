import { cuePhrases } from "./cue-phrases.ts";
import type { CueWords } from "./cue-row.ts";
import { everydayWords } from "./everyday-words.ts";
import { faultWords } from "./fault-words.ts";
import { systemWords } from "./system-words.ts";

/** The words of the cues, by role. */
export const cueWords: readonly CueWords[] = [...systemWords, ...faultWords, ...cuePhrases, ...everydayWords];

/** Small words that may stand inside a phrase. */
export const fillers: readonly string[] = "the a an my our their his her this that its any some of".split(" ");

/** Words in which one slip of the finger is mended before they are looked up. */
export const mendedWords: readonly string[] = (
  "system systems computer computers laptop laptops smartcard smartcards password passwords network internet software website " +
  "electronic electronically prescribing printer printers spreadsheet referral referrals switchboard template dropdown keyboard " +
  "connection message messages download upload uploaded updated crashed freezing frozen offline portal screen tablet scanner " +
  "barcode monitor available unavailable access account automatic automatically duplicate duplicated merged record records showing " +
  "visible transferred received loading populated inbox telephone result results prescription prescribed prescriptions incorrect " +
  "couldnt wouldnt doesnt didnt incorrectly selected attached disappeared corrupted appointment letter document"
).split(" ");
