import type { CueKind } from "./cue-row.ts";
import type { DigitalCue } from "./digital-cue.ts";
import { type Phrase, type Roles, rolesOf } from "./phrases.ts";

/** How many words may stand between the two parts of a cue. It bounds the work for each phrase. */
const reach = {
  faultAfter: 8,
  faultBefore: 4,
  machineFault: 4,
  act: 3,
  arrival: 7,
  record: 3,
  choice: 3,
  list: 8,
  addressee: 6,
  unseen: 5,
  unseenBefore: 3,
  dataFault: 4,
  seen: 3,
  machineFaultBefore: 2,
};

const thing = {
  system: rolesOf("system"),
  named: rolesOf("system", "digital"),
  machine: rolesOf("machine"),
  carried: rolesOf("information", "message"),
  message: rolesOf("message"),
  alert: rolesOf("alert"),
  record: rolesOf("person-record"),
  screen: rolesOf("list", "system", "digital"),
};
const said = {
  not: rolesOf("not"),
  act: rolesOf("act", "machine-act", "digital-act", "arrival"),
  machineAct: rolesOf("machine-act", "digital-act"),
  digitalAct: rolesOf("digital-act"),
  arrival: rolesOf("arrival"),
  cannotSee: rolesOf("cannot-see"),
  dataFault: rolesOf("data-fault"),
  fault: rolesOf("fault", "machine-fault", "fault-after", "data-fault"),
  faultAfter: rolesOf("fault-after"),
  faultEitherSide: rolesOf("fault", "machine-fault", "data-fault", "wrong"),
  machineFault: rolesOf("machine-fault", "data-fault"),
  wrong: rolesOf("wrong"),
  wrongOne: rolesOf("wrong", "other-one"),
  choose: rolesOf("choose", "digital-choose"),
  digitalChoose: rolesOf("digital-choose"),
  sending: rolesOf("sending"),
  unseen: rolesOf("unseen"),
  lack: rolesOf("lack"),
  cue: rolesOf("cue"),
};
const around = {
  in: rolesOf("in"),
  routine: rolesOf("routine"),
  join: rolesOf("join"),
  person: rolesOf("person"),
  care: rolesOf("care"),
};

/** Tells whether a sentence with these roles in it can have a cue. */
export function mayHaveCue(roles: Roles): boolean {
  if ((roles & (said.cue | thing.system)) !== 0) return true;
  const isWrong = (roles & said.wrongOne) !== 0;
  const isNot = (roles & said.not) !== 0;
  if ((roles & thing.named) !== 0) return isWrong || (roles & (said.not | said.fault | said.lack)) !== 0;
  if ((roles & thing.machine) !== 0 && (isNot || (roles & said.machineFault) !== 0)) return true;
  if (isNot && (roles & (said.digitalAct | thing.carried | thing.alert)) !== 0) return true;
  if ((roles & (said.dataFault | said.cannotSee)) !== 0 && (roles & thing.carried) !== 0) return true;
  if ((roles & said.unseen) !== 0 && (roles & (thing.alert | thing.message)) !== 0) return true;
  return isWrong && (hasChoice(roles) || (roles & (thing.carried | thing.record)) !== 0);
}

const hasChoice = (roles: Roles) => (roles & said.choose) !== 0;

const has = (phrase: Phrase | undefined, roles: Roles) => phrase !== undefined && (phrase.roles & roles) !== 0;

/** Tells whether two phrases stand side by side, or with one word such as "the" between. */
const areBeside = (before: Phrase | undefined, after: Phrase | undefined) =>
  before !== undefined && after !== undefined && before.clause === after.clause && after.first - before.last <= 2;

/** One sentence while it is read: its phrases, and what was found. */
export class CueReading {
  /** Neighbours looked at. A test holds them to the length of the text. */
  steps = 0;
  readonly #phrases: readonly Phrase[];
  readonly #found: DigitalCue[] = [];
  /** For each phrase that begins with "not": the phrase that ends the failed act. */
  readonly #failed = new Map<Phrase, Phrase>();

  constructor(phrases: readonly Phrase[]) {
    this.#phrases = phrases;
  }

  /** The cues of the sentence, in order and without overlap. */
  cues(): DigitalCue[] {
    for (const [index, phrase] of this.#phrases.entries())
      if (has(phrase, said.not)) this.#readFailedAct(index, phrase);
    for (const [index, phrase] of this.#phrases.entries()) this.#readPhrase(index, phrase);
    return withoutOverlap(this.#found);
  }

  #readFailedAct(index: number, not: Phrase): void {
    const act = this.#nearest(index, reach.act, "after", (each) => has(each, said.act), around.join);
    if (act === undefined || act.clause !== not.clause) return;
    this.#failed.set(not, act);
    if (has(act, said.digitalAct)) this.#add("no-access", "strong", not, act);
  }

  #readPhrase(index: number, phrase: Phrase): void {
    if (has(phrase, said.cue) && !this.#isDenied(index)) this.#add(phrase.kind ?? "system-failed", "strong", phrase);
    if (has(phrase, thing.named)) this.#readSystem(index, phrase);
    else if (has(phrase, thing.machine)) this.#readMachine(index, phrase);
    if (has(phrase, thing.carried)) this.#readInformation(index, phrase);
    if (has(phrase, thing.alert)) this.#readAlert(index, phrase);
    if (has(phrase, said.choose)) this.#readChoice(index, phrase);
    if (has(phrase, said.wrong)) {
      const record = this.#nearest(index, reach.record, "after", (each) => has(each, thing.record));
      if (record !== undefined) this.#add("wrong-record", "weak", phrase, record);
    }
  }

  #readSystem(index: number, phrase: Phrase): void {
    const before = this.#phrases[index - 1];
    if (areBeside(before, phrase) && has(before, said.lack) && !has(phrase, said.cue)) {
      this.#add(before?.kind ?? "system-failed", "strong", phrase, before);
      return;
    }
    const fault = this.#faultOf(index, phrase);
    if (fault !== undefined) this.#add("system-failed", "strong", phrase, this.#failed.get(fault) ?? fault, fault);
    else if (has(phrase, thing.system) && !this.#isRoutinelyNamed(index, phrase))
      this.#add("system-named", "weak", phrase);
  }

  /** The fault that is said of a system, if any. */
  #faultOf(index: number, phrase: Phrase): Phrase | undefined {
    const before = this.#phrases[index - 1];
    const after = this.#phrases[index + 1];
    const isGoverned = has(before, around.in) && areBeside(before, phrase);
    const isRoutine =
      isGoverned && has(this.#phrases[index - 2], around.routine) && areBeside(this.#phrases[index - 2], before);
    if (isGoverned && has(this.#phrases[index - 2], said.not) && areBeside(this.#phrases[index - 2], before))
      return this.#phrases[index - 2];
    if (isRoutine) {
      const isMachineFault = (each: Phrase) => this.#isMachineFault(each) || this.#hasFailed(each, said.machineAct);
      return this.#nearest(index, reach.faultAfter, "after", isMachineFault, around.care);
    }
    if (!isGoverned && has(after, said.not) && areBeside(phrase, after)) return after;
    return (
      this.#nearest(
        index,
        reach.faultAfter,
        "after",
        (each) => this.#isFault(each) && (!isGoverned || each.clause === phrase.clause),
        around.care,
      ) ??
      this.#nearest(
        index,
        reach.faultBefore,
        "before",
        (each) =>
          each.clause === phrase.clause &&
          this.#isFault(each) &&
          (has(each, said.faultEitherSide) || this.#failed.has(each) || areBeside(each, isGoverned ? before : phrase)),
        around.care,
      )
    );
  }

  /** Tells whether a system is named only to say where something was written or read: "prescribed on", "checked". */
  #isRoutinelyNamed(index: number, phrase: Phrase): boolean {
    const [before, after] = [this.#phrases[index - 1], this.#phrases[index + 1]];
    if (phrase.systemType === "ai-tool") return false;
    return (
      (has(before, around.in | around.routine) && areBeside(before, phrase)) ||
      (has(after, around.routine) && areBeside(phrase, after))
    );
  }

  #readMachine(index: number, phrase: Phrase): void {
    const isMachineFault = (each: Phrase) => this.#isMachineFault(each);
    const isMachineAct = (each: Phrase) => this.#hasFailed(each, said.machineAct);
    const fault =
      this.#nearest(index, reach.machineFault, "after", isMachineFault, around.care | around.person) ??
      this.#nearest(
        index,
        reach.machineFaultBefore,
        "before",
        isMachineFault,
        around.care | around.person | around.join,
      ) ??
      this.#nearest(index, reach.machineFault, "after", isMachineAct, around.care | around.person);
    if (fault !== undefined) this.#add("system-failed", "strong", phrase, this.#failed.get(fault) ?? fault, fault);
  }

  #readInformation(index: number, phrase: Phrase): void {
    const lost =
      this.#nearest(
        index,
        reach.dataFault,
        "after",
        (each) => has(each, said.dataFault),
        around.person | around.care,
      ) ??
      this.#nearest(
        index,
        reach.seen,
        "before",
        (each) => has(each, said.cannotSee) && each.clause === phrase.clause,
        around.person | around.care,
      );
    if (lost !== undefined) this.#add("not-shown", "strong", phrase, lost);
    const not = this.#nearest(index, reach.arrival, "after", (each) => this.#hasFailed(each, said.arrival));
    if (not !== undefined) this.#add("not-shown", "strong", phrase, this.#failed.get(not));
    const isMessage = has(phrase, thing.message);
    const unseen = isMessage
      ? this.#nearest(index, reach.unseen, "after", (each) => has(each, said.unseen))
      : undefined;
    if (unseen !== undefined) this.#add("not-shown", "strong", phrase, unseen);
    const sent = this.#nearest(index, reach.addressee, "after", (each) => has(each, said.sending), around.care);
    if (sent === undefined) return;
    const wrong = this.#nearest(
      sent.index,
      reach.addressee,
      "after",
      (each) => has(each, said.wrongOne),
      around.care | around.join,
    );
    if (wrong !== undefined) this.#add("not-shown", isMessage ? "strong" : "weak", phrase, wrong);
  }

  #readAlert(index: number, phrase: Phrase): void {
    const not = this.#nearest(index, reach.unseen, "after", (each) => this.#hasFailed(each, said.arrival));
    const isUnseen = (each: Phrase) => has(each, said.unseen);
    const fault =
      not ??
      this.#nearest(index, reach.unseen, "after", isUnseen, around.care | around.person) ??
      this.#nearest(index, reach.unseenBefore, "before", isUnseen, around.care | around.person);
    if (fault !== undefined) this.#add("alert", "strong", phrase, this.#failed.get(fault) ?? fault);
  }

  #readChoice(index: number, phrase: Phrase): void {
    const wrong =
      this.#nearest(index, reach.choice, "after", (each) => has(each, said.wrongOne), around.care) ??
      this.#nearest(index, reach.choice, "before", (each) => has(each, said.wrong), around.care);
    if (wrong === undefined) return;
    if (has(phrase, said.digitalChoose)) {
      this.#add("entry", "strong", phrase, wrong);
      return;
    }
    const isScreen = (each: Phrase) => has(each, thing.screen) && each !== wrong;
    const screen =
      this.#nearest(index, reach.list, "after", isScreen) ?? this.#nearest(index, reach.list, "before", isScreen);
    if (screen !== undefined) this.#add("entry", "strong", phrase, wrong, screen);
  }

  #hasFailed(not: Phrase, roles: Roles): boolean {
    return has(this.#failed.get(not), roles);
  }

  #isFault(phrase: Phrase): boolean {
    if (this.#failed.has(phrase) || has(phrase, said.wrong)) return true;
    return has(phrase, said.fault) && !this.#isDenied(phrase.index);
  }

  #isMachineFault(phrase: Phrase): boolean {
    return has(phrase, said.machineFault) && !this.#isDenied(phrase.index);
  }

  /** Tells whether the word before says that it was not so: "never offline", "no error message". */
  #isDenied(index: number): boolean {
    const [before, phrase] = [this.#phrases[index - 1], this.#phrases[index]];
    return has(before, said.not | said.lack) && before?.first === before?.last && areBeside(before, phrase);
  }

  /** Tells whether what follows is said of someone else: "and the patient", ", the nurse". */
  #isElsewhere(index: number, clause: number): boolean {
    const [before, phrase] = [this.#phrases[index - 1], this.#phrases[index]];
    if (phrase === undefined || !has(phrase, around.person)) return false;
    return (
      (has(before, around.join) && areBeside(before, phrase)) ||
      (phrase.clause !== clause && before?.clause !== phrase.clause)
    );
  }

  /** The nearest phrase of the same sentence on one side, at most `distance` words away, that is accepted. */
  #nearest(
    index: number,
    distance: number,
    side: "before" | "after",
    accepts: (phrase: Phrase) => boolean,
    stop: Roles = 0,
  ): Phrase | undefined {
    const here = this.#phrases[index];
    if (here === undefined) return undefined;
    const step = side === "after" ? 1 : -1;
    for (let at = index + step; ; at += step) {
      this.steps += 1;
      const other = this.#phrases[at];
      if (other === undefined) return undefined;
      if ((step > 0 ? other.first - here.last : here.first - other.last) > distance + 1) return undefined;
      if (accepts(other)) return other;
      if (has(other, stop) || (step > 0 && this.#isElsewhere(at, here.clause))) return undefined;
    }
  }

  /** Adds a cue from the first to the last of some phrases; the first names the system. */
  #add(
    kind: CueKind,
    strength: DigitalCue["strength"],
    phrase: Phrase,
    ...others: readonly (Phrase | undefined)[]
  ): void {
    let { start, end } = phrase;
    for (const other of others) {
      if (other === undefined) continue;
      start = Math.min(start, other.start);
      end = Math.max(end, other.end);
    }
    const { systemType } = phrase;
    const isKnown = systemType !== undefined && systemType !== "not-sure";
    this.#found.push({ kind, ...(isKnown ? { systemType } : {}), strength, start, end });
  }
}

/** In order of place; of two that overlap the strong one stays, then the one that names a system, then the first. */
function withoutOverlap(cues: readonly DigitalCue[]): DigitalCue[] {
  const worth = ({ strength, systemType }: DigitalCue) => (strength === "strong" ? 2 : 0) + (systemType ? 1 : 0);
  const kept: DigitalCue[] = [];
  for (const cue of [...cues].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept.at(-1);
    if (last === undefined || cue.start >= last.end) kept.push(cue);
    else if (worth(cue) > worth(last)) kept[kept.length - 1] = cue;
  }
  return kept;
}
