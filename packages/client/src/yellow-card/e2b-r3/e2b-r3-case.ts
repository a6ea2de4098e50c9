/**
 * Why a value is not there, where E2B(R3) asks for a reason.
 *
 * `UNK`: a value exists and is not known. `ASKU`: asked, and not known. `NASK`: not asked. `MSK`: known and held back.
 *
 * @see ICH E2B(R3) Implementation Guide, section 3.3.6
 * @example
 * const sex: E2bNullFlavor = "NASK";
 */
export type E2bNullFlavor = "UNK" | "ASKU" | "NASK" | "MSK";

/**
 * A reaction, coded by you: MedDRA is licensed, so no term of it is in this package.
 *
 * @see ICH E2B(R3) Implementation Guide, section E.i
 * @example
 * const reaction: E2bReaction = { meddraLltCode: "10000000", outcome: "recovered" };
 */
export interface E2bReaction {
  /** E.i.2.1b: code of the MedDRA lowest level term, 1 to 8 digits. */
  readonly meddraLltCode: string;
  /** E.i.1.2: the reporter's words, in English. 1 to 250 characters. */
  readonly reportedAs?: string;
  /** E.i.3.2: each criterion that is met. What is not named is sent as no information, never as "no". */
  readonly seriousness?: readonly E2bSeriousness[];
  /** E.i.7. Default: `unknown`. */
  readonly outcome?: E2bOutcome;
  /** E.i.4: calendar date, `2026-03-02`. */
  readonly startedOn?: string;
  /** E.i.5: calendar date. */
  readonly endedOn?: string;
}

/**
 * A reason why a reaction is serious.
 *
 * @example
 * const reason: E2bSeriousness = "life-threatening";
 */
export type E2bSeriousness =
  | "death"
  | "life-threatening"
  | "hospitalisation"
  | "disability"
  | "congenital-anomaly"
  | "other-medically-important";

/**
 * How a reaction stood when it was last looked at.
 *
 * @example
 * const outcome: E2bOutcome = "recovering";
 */
export type E2bOutcome = "recovered" | "recovering" | "not-recovered" | "recovered-with-sequelae" | "fatal" | "unknown";

/**
 * A medicine of the case.
 *
 * @see ICH E2B(R3) Implementation Guide, section G.k
 * @example
 * const drug: E2bDrug = { name: "Examplol 5 mg tablets", role: "suspect" };
 */
export interface E2bDrug {
  /** G.k.2.2: name as the reporter gave it. 1 to 250 characters. */
  readonly name: string;
  /** G.k.1. */
  readonly role: "suspect" | "concomitant" | "interacting" | "not-administered";
  /** G.k.3: your authorisation for it. */
  readonly authorisation?: { readonly number: string; readonly country: string; readonly holder?: string };
}

/**
 * Everything of a case that a record does not hold. All of it is yours to give: nothing is coded, guessed or looked up.
 *
 * @see ICH E2B(R3) Implementation Guide, section 3.4, by the numbers named here
 * @example
 * const draft: Partial<E2bR3Case> = { caseId: "GB-EXAMPLE-0001", meddraVersion: "28.0", isExpedited: true };
 */
export interface E2bR3Case {
  /** N.1.2 to N.1.4: agreed with the receiver. */
  readonly batch: { readonly number: string; readonly senderId: string; readonly receiverId: string };
  /** N.2.r.2 and N.2.r.3. Default: those of the batch. */
  readonly message?: { readonly senderId: string; readonly receiverId: string };
  /** N.1.5, N.2.r.4 and C.1.2: when the message is made, ISO 8601 with an offset. */
  readonly createdAt: string;
  /** C.1.1: country code, organisation and number, such as `GB-EXAMPLE-0001`. */
  readonly caseId: string;
  /** C.1.8.1. Default: `caseId`, for a case that you are the first to send. */
  readonly worldwideCaseId?: string;
  /** C.1.8.2. Default: `other`. */
  readonly firstSender?: "regulator" | "other";
  /** C.1.4: calendar date on which you first had the report. */
  readonly receivedOn: string;
  /** C.1.5: calendar date of the latest information. Default: `receivedOn`. */
  readonly updatedOn?: string;
  /** C.1.7: whether your local criteria for an expedited report are met. E2B takes no "not known" here. */
  readonly isExpedited: boolean;
  /** C.1.6.1.r.1: titles of documents you hold. Default: none. */
  readonly documents?: readonly string[];
  /** C.3.1 and C.3.2. */
  readonly sender: { readonly type: E2bSenderType; readonly organisation: string };
  /** C.2.r: the first reporter. No name is ever sent. */
  readonly reporter?: {
    /** C.2.r.4. Default: `consumer` for a patient or a member of the public, else not known. */
    readonly qualification?: E2bQualification;
    /** C.2.r.3: two letters. Default: `GB`; `XI` for Northern Ireland, as the MHRA asks. */
    readonly country?: string;
  };
  /** D.1, D.5 and D.2.2. Sex and age may be left out; then nothing is said of them, save the record's age group. */
  readonly patient: {
    /** Initials, 1 to 60 characters; or that you hold them back, the only null flavour that the guide takes here. */
    readonly initials: string | { readonly nullFlavor: "MSK" };
    readonly sex?: "male" | "female" | { readonly nullFlavor: E2bNullFlavor };
    readonly ageYears?: number;
  };
  /** E.i.2.1a: MedDRA version of every code, such as `28.0`. */
  readonly meddraVersion: string;
  /** 1 or more. */
  readonly reactions: readonly E2bReaction[];
  /** 1 or more; one of them not `concomitant`. */
  readonly drugs: readonly E2bDrug[];
  /** H.1: goes before the summary of the record. Default: the summary alone. */
  readonly narrative?: string;
  /** Makes the references inside the message. Default: random UUIDs. */
  readonly createId?: () => string;
}

/**
 * Kind of the sender.
 *
 * @example
 * const type: E2bSenderType = "pharmaceutical-company";
 */
export type E2bSenderType =
  | "pharmaceutical-company"
  | "regulatory-authority"
  | "health-professional"
  | "regional-pharmacovigilance-centre"
  | "who-collaborating-centre"
  | "other"
  | "patient";

/**
 * What the reporter is.
 *
 * @example
 * const qualification: E2bQualification = "pharmacist";
 */
export type E2bQualification = "physician" | "pharmacist" | "other-health-professional" | "lawyer" | "consumer";
