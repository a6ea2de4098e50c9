import type { QuestionId } from "@digital-factors/core";
import type { Role } from "../../store/access-store.ts";
import type { DeliveryState } from "../../store/delivery-state.ts";
import type { OperationKind } from "../../store/record-store.ts";

/** How a state is shown: its name, what it means, and what somebody has to do about it. */
interface StateWords {
  readonly name: string;
  readonly meaning: string;
  readonly toDo: string;
}

/** Every English word of the admin page. `{…}` marks what is filled in. Comments say where each text is shown. */
export const adminStringsEn = {
  /** `lang` attribute of the page. */
  lang: "en",
  /** Name of the service, in the header and at the end of each title. */
  service: "Digital factors relay",
  skipLink: "Skip to main content",
  /** Before the title of a page with a fault. */
  errorTitle: "Error: {title}",
  /** Above the faults of a form. */
  problem: "There is a problem",
  /** Read out before the fault of a field. */
  errorPrefix: "Error:",
  /** Read out before a text with an exclamation mark. */
  important: "Important:",
  none: "None",
  cancel: "Cancel",
  continue: "Continue",

  navigation: {
    label: "Menu",
    overview: "Overview",
    records: "Reports",
    audit: "Audit log",
    tokens: "Tokens",
    signOut: "Sign out",
    /** `{organisation}` is an ODS code. */
    signedIn: "Signed in for {organisation}",
    signedInAll: "Signed in for all organisations",
    language: "Language",
  },
  footer: "Times are in UTC. This page shows no answers from a report unless you ask for them. Asking is logged.",

  time: {
    instant: "{day} {month} {year} at {clock} UTC",
    months: [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December",
    ] as readonly string[],
    underAMinute: "less than a minute",
    units: {
      days: ["{n} day", "{n} days"] as readonly [one: string, many: string],
      hours: ["{n} hour", "{n} hours"] as readonly [one: string, many: string],
      minutes: ["{n} minute", "{n} minutes"] as readonly [one: string, many: string],
    },
  },

  states: {
    unknown: {
      name: "Not known",
      meaning: "It was sent and no clear answer came back, or it came from a backup. LFPSE may or may not have it.",
      toDo: "Check whether LFPSE has it, then say which.",
    },
    parked: {
      name: "Stopped",
      meaning: "It failed several times, or it came from a backup, so the relay has stopped.",
      toDo: "See why. Once that is put right, send it again.",
    },
    rejected: {
      name: "Refused",
      meaning: "LFPSE refused it, or it could not be put in LFPSE's form.",
      toDo: "See why. Have it put right, then send it again.",
    },
    waiting: {
      name: "Waiting",
      meaning: "It is kept safe and will be sent by itself.",
      toDo: "Nothing to do.",
    },
    sending: {
      name: "Being sent",
      meaning: "A request to LFPSE is under way.",
      toDo: "Nothing to do.",
    },
    accepted: {
      name: "Accepted",
      meaning: "LFPSE has it.",
      toDo: "Nothing to do.",
    },
    withdrawn: {
      name: "Withdrawn",
      meaning: "It was taken back, at LFPSE too if it was there.",
      toDo: "Nothing to do.",
    },
  } satisfies Record<DeliveryState, StateWords> as Readonly<Record<DeliveryState, StateWords>>,

  /** In the place of the meaning, on the page of a report that did not come from a backup. */
  sentFromHere: {
    unknown: "It was sent and no clear answer came back. LFPSE may or may not have it.",
    parked: "It failed several times, so the relay has stopped.",
  },

  /** In the place of the meaning and what to do, on the page of a report that came from a backup. */
  restored: {
    unknown: {
      meaning: "It came from a backup, where it was still to be sent. LFPSE may have it by now.",
      toDo: "Check whether LFPSE has it, then say which.",
    },
    parked: {
      meaning:
        "It came from a backup, where an update of it was still to be sent. LFPSE may have that, or a later one, by now.",
      toDo: "Check what LFPSE has. Send it again only if LFPSE has nothing later.",
    },
  },

  operations: {
    create: "New report",
    update: "Update",
    "yellow-card": "Yellow Card reference added",
    withdraw: "Withdrawal",
  } satisfies Record<OperationKind, string> as Readonly<Record<OperationKind, string>>,

  roles: {
    reporter: "Sends reports",
    administrator: "Administrator",
  } satisfies Record<Role, string> as Readonly<Record<Role, string>>,

  /** Questions of the form, as an issue names them. */
  questions: {
    part: "Whether a system played a part",
    system: "Which system",
    group: "What went wrong",
    factors: "What fits best",
    "still-happening": "Whether it is still happening",
    "others-affected": "Whether other patients could be affected",
    description: "What the reporter saw",
    "medical-device": "Whether the system works out doses, diagnoses, monitors or guides",
    harm: "What it meant for the patient",
    "yellow-card": "Yellow Card",
    involvement: "How it is described to LFPSE",
  } satisfies Record<QuestionId, string> as Readonly<Record<QuestionId, string>>,

  /** Why a report is where it is, by the rule of the issue. */
  reasons: {
    "unknown-outcome": "The report left for LFPSE and no clear answer came back.",
    "stored-form": "This release of the relay cannot read the stored report. Ask whoever runs the relay.",
    "no-key":
      "The relay has no subscription key for this organisation. It is sent by itself once whoever runs the relay sets one.",
    "relay-failed": "The relay itself failed at this report. It tries again by itself.",
    crashes: "The relay failed each time it handled this report. Ask whoever runs the relay to look in its log.",
    restored: "It came from a backup. LFPSE may have it, or a later version of it, by now.",
    "unreadable-answer":
      "LFPSE took this each time it was sent, and no answer says that it was done. Check what LFPSE has.",
    "keeps-failing":
      "LFPSE failed at this each time it was sent, though it worked for others. Find out why before it is sent again.",
    "sealed-content":
      "The relay cannot open the kept report: its key is missing, or the file was changed. Ask whoever runs the relay.",
    "lfpse-version":
      "The form uses another version of LFPSE's taxonomy than this relay sends. Ask whoever runs the form to set the same one.",
    "lfpse-network": "LFPSE could not be reached, or something else answered in its place.",
    "lfpse-timeout": "LFPSE did not answer in time.",
    "lfpse-aborted": "The relay stopped the request.",
    "lfpse-rate-limited": "LFPSE asked for fewer requests.",
    "lfpse-auth": "LFPSE refused the subscription key. Ask whoever runs the relay to check the key.",
    "lfpse-server": "LFPSE could not handle the report when it was sent.",
    "lfpse-rejected": "LFPSE refused the content.",
    "lfpse-conflict": "LFPSE holds something else under this id.",
    "lfpse-unknown-outcome": "LFPSE may or may not have carried this out.",
  },
  /** For any other rule: its wording is LFPSE's or the mapping's, and can repeat an answer. */
  otherReason: "LFPSE's rules do not allow what is here.",

  signIn: {
    title: "Sign in",
    intro: "You need an administrator token. Whoever runs the relay can make one for you.",
    token: "Administrator token",
    tokenHint: "It begins with dft_",
    button: "Sign in",
    errors: {
      empty: "Enter your administrator token",
      refused: "Enter a token that is valid now and belongs to an administrator",
      tooMany: "Wait a minute, then try again. There were too many tries.",
    },
  },

  overview: {
    title: "Overview",
    needsYou: "Needs a person",
    nothingNeeded: "Nothing needs a person now.",
    /** Marks a card with a count above 0. */
    urgent: "Needs action",
    onTheWay: "On the way, and done",
    columns: { state: "State", count: "Reports", meaning: "What it means" },
    oldest: "Oldest report waiting",
    /** `{age}` is a duration. */
    oldestSince: "{age}, since {instant}",
    noneWaiting: "None is waiting",
    yellowCards: "Yellow Cards with no reference",
    yellowCardsText:
      "A Yellow Card was sent, or someone will send one, and the report does not have its reference yet. Ask the reporter for it and add it.",
    condition: "How things are",
    store: "Store",
    storeWorks: "Working: it can be read and written",
    lfpse: "LFPSE",
    lfpseWorks: "Answering",
    lfpsePaused: "Not answering. The relay pauses and tries again by itself.",
    lfpseNotAsked: "Not asked since the relay started",
    lfpsePausedFor: "Not answering for {organisation}. The relay pauses and tries again by itself.",
  },

  records: {
    title: "Reports",
    find: "Find one report",
    idHint: "The whole id, as the incident system shows it",
    findButton: "Find",
    filter: "Filter the list",
    state: "State",
    organisation: "Organisation",
    organisationHint: "Its ODS code in capitals, such as Z01",
    yellowCard: "Yellow Card",
    yellowCardMissing: "Only those with no reference",
    apply: "Apply filters",
    clear: "Clear filters",
    caption: "Reports, the newest first",
    columns: {
      id: "Report",
      state: "State, and why",
      organisation: "Organisation",
      received: "Received",
      reference: "LFPSE reference",
    },
    /** `{filters}` is a list of states and the like. */
    shown: "Shown: {filters}",
    empty: "No report matches.",
    newest: "Newest reports",
    older: "Older reports",
    pages: "Pages of the list",
    export: "Download this list (CSV)",
    exportText:
      "The file has every report that matches the filters, on all pages. It has no answers. The download is logged.",
    yellowCardTag: "Yellow Card reference missing",
    errors: {
      id: "Enter the whole id of a report. There is none of yours under this one",
      organisation: "Enter an ODS code: up to 10 letters and digits",
    },
    /** Names of the columns in the file. */
    csv: {
      id: "Report id",
      organisation: "Organisation",
      state: "State",
      received: "Received",
      changed: "State since",
      revision: "Revision",
      attempts: "Attempts",
      lfpseId: "LFPSE id",
      lfpseVersion: "LFPSE version",
      reference: "LFPSE reference number",
      yellowCard: "Yellow Card reference missing",
      rules: "Rules broken",
      contentRemoved: "Content removed",
    },
  },

  record: {
    title: "Report",
    back: "Back to reports",
    backToRecord: "Back to the report",
    why: "Why it is here",
    /** In the list, after the first reason. */
    andMore: "and {n} more",
    /** In the list, before the question of the first reason. */
    about: "Question: {question}",
    yellowCardToDo: "Its Yellow Card reference is missing. Ask the reporter for it, then add it.",
    noIssues: "There is nothing to say about it.",
    facts: "About this report",
    organisation: "Organisation",
    apiState: "State in the API",
    received: "Received",
    revision: "Revision",
    attempts: "Requests sent to LFPSE",
    lfpseId: "LFPSE id",
    lfpseVersion: "LFPSE version",
    reference: "LFPSE reference number",
    yellowCard: "Yellow Card reference",
    yellowCardMissing: "Missing",
    yellowCardNotMissing: "Nothing is missing",
    contentRemoved: "Content removed",
    history: "What was asked",
    historyColumns: {
      operation: "Asked",
      state: "State",
      received: "Received",
      attempts: "Requests",
      why: "Why",
    },
    trail: "Who did what",
    trailMore: "The whole audit log of this report",
    issueColumns: { reason: "Reason", question: "Question", ruleCode: "Rule" },
    noQuestion: "None in particular",
    showWording: "Show the exact wording",
    wordingText: "The exact words are LFPSE's or the mapping's, and can repeat an answer. That you looked is logged.",
    wordingTitle: "Exact wording",
    wordingPlace: "Place",
    wordingWords: "Wording",
    moreActions: "More you can do",
    actions: {
      decide: "Say whether LFPSE has it",
      atLfpse: "Record that LFPSE has it",
      sendAgain: "Send it again",
      withdraw: "Withdraw it",
      yellowCard: "Add a Yellow Card reference",
      content: "Download what it says",
    },
  },

  decide: {
    title: "Does LFPSE have this report?",
    intro:
      "The relay cannot ask LFPSE. If it sent the report again by itself, LFPSE could hold it twice. So a person has to look first.",
    how: "How to check",
    howSteps: [
      "Find the incident in your own system. Its id here is {id}.",
      "Look in LFPSE, or ask the person who can, for a report from your organisation that says the same. It would have arrived on or after {instant}.",
      "The id above may not be in LFPSE. Compare when it happened and what happened.",
      "Look again after a while if you are not sure. The report is safe here until you decide.",
    ] as readonly string[],
    contacts: "Who can help",
    there: "It is there",
    thereHint: "You will enter the id that LFPSE gave it",
    notThere: "It is not there",
    notThereHint: "The relay will send it again",
    unsure: "I do not know yet",
    unsureHint: "Nothing changes. It stays here until you know",
    error: "Select whether LFPSE has this report",
    legend: "What did you find?",
  },
  sendAgain: {
    title: "Send this report again",
    button: "Send it again",
    consequence: {
      unknown: "If LFPSE does have it, sending it again can make a second report of the same event there.",
      rejected:
        "The relay sends the same content again. If nothing was put right, at LFPSE or in the relay's settings, it will be refused again.",
      parked: "The relay tries again from the start. If what failed was not put right, it will stop again.",
      /** Of an update that came from a backup. */
      restored:
        "If LFPSE has a later version, this puts the older one in its place. Have your incident system send its newest version first: that goes right after this one.",
    },
    checkedLegend: "Before you go on",
    checked: "I have checked that LFPSE does not have it",
    error: "Tick the box once you have checked that LFPSE does not have it",
    /** Of an update that came from a backup. */
    checkedRestored: "I have checked that LFPSE will not be left with an older version",
    errorRestored: "Tick the box once you have checked that LFPSE will not be left with an older version",
  },
  atLfpse: {
    title: "Record that LFPSE has it",
    consequence:
      "The report counts as accepted under this id and is not sent again. Updates and a withdrawal go to this id, so check it letter by letter.",
    id: "LFPSE id",
    idHint: "The id that LFPSE gave the event. Letters, digits, hyphens and dots",
    version: "LFPSE version (optional)",
    reference: "LFPSE reference number (optional)",
    referenceHint: "The number that people use for it",
    button: "Record that LFPSE has it",
    errors: {
      id: "Enter the LFPSE id: up to 64 letters, digits, hyphens and dots",
      version: "Enter a version of up to 64 letters, digits, hyphens and dots, or leave it empty",
      reference: "Enter a reference number of up to 100 letters, digits, spaces and - / . or leave it empty",
    },
  },
  withdraw: {
    title: "Withdraw this report",
    consequence: {
      there: "The relay asks LFPSE to delete it. This cannot be undone, and no update can be sent after it.",
      notThere: "LFPSE does not have it, so it is never sent. This cannot be undone.",
      held: "It takes its turn after what comes first: someone has to decide on that before the withdrawal is carried out.",
      waiting:
        "If it has not left yet, it is never sent. If it has, the relay asks LFPSE to delete it. This cannot be undone.",
    },
    local: "It does not change the incident in your own system.",
    button: "Withdraw it",
  },
  yellowCard: {
    title: "Add a Yellow Card reference",
    intro: "The relay sends LFPSE an update with it, so that the two reports are linked.",
    reference: "Yellow Card reference",
    referenceHint: "It is in the email from the MHRA",
    covers: "What is the reference for?",
    coverings: {
      device: "The device or system",
      medicine: "The medicine",
      both: "Both",
      unknown: "Not sure",
    },
    button: "Add the reference",
    errors: {
      covers: "Select what the reference is for, or select not sure",
      empty: "Enter the Yellow Card reference",
      "too-short": "Check the reference: it is too short",
      "too-long": "Check the reference: it is too long",
      "no-digit": "Check the reference: it has no number in it",
      characters: "Check the reference: it has characters that no reference has",
      "web-address-or-email": "Enter the reference, not a web or email address",
      "nhs-number": "Enter the reference, not an NHS number",
      refused: "This reference cannot be added to the report. Check it, or ask whoever runs the form",
    },
  },
  content: {
    title: "Download what this report says",
    consequence:
      "The file holds everything the reporter told, and may hold details about patients or staff. Keep it as you keep the incident itself. Who downloaded it, and when, is logged.",
    removed:
      "Its content was removed, as the retention rule says, or since it was withdrawn. There is nothing to download.",
    confirm: "I need the content for my work on this report",
    legend: "Before you go on",
    error: "Tick the box if you need the content for your work",
    button: "Download as JSON",
  },

  audit: {
    title: "Audit log",
    intro: "Who did what, and when. It names ids only, never a person or an answer.",
    ofRecord: "Only report {id}",
    showAll: "Show all reports",
    caption: "Entries, the newest first",
    columns: { at: "When", actor: "Who", action: "What", record: "Report", detail: "Detail" },
    empty: "There is no entry yet.",
    newest: "Newest entries",
    older: "Older entries",
    pages: "Pages of the log",
    /** In words, by the code that is kept. One that is not here is shown as it is. */
    actions: {
      create: "Sent a report",
      update: "Sent an update",
      "yellow-card": "Added a Yellow Card reference",
      withdraw: "Asked for a withdrawal",
      "send-again": "Sent it again",
      "is-at-lfpse": "Recorded that LFPSE has it",
      "sign-in": "Signed in",
      "sign-in-refused": "Tried to sign in and was refused",
      "sign-out": "Signed out",
      export: "Downloaded the list",
      "content-exported": "Downloaded what a report says",
      "wording-shown": "Looked at the exact wording",
      "token-made": "Made a token",
      "token-revoked": "Revoked a token",
      "content-removed": "Removed content, as the retention rule says",
    },
    system: "The relay",
    /** Actor of a sign-in that was refused. */
    unknown: "Not known",
  },

  tokens: {
    title: "Tokens",
    intro:
      "A token lets an incident system send reports, or a person sign in here. To change one without a break, make a new one, put it in place, then revoke the old one.",
    caption: "Tokens",
    columns: {
      id: "Token",
      organisation: "Organisation",
      role: "May do",
      created: "Made",
      expires: "Ends",
      state: "State",
      action: "Action",
    },
    all: "All organisations",
    never: "No end",
    states: { active: "In use", expired: "Ended", revoked: "Revoked" },
    yours: "yours",
    make: "Make a token",
    revoke: "Revoke",
    /** Read out after Revoke. */
    revokeWhich: "token {id}",
    empty: "No token is kept here.",
    new: {
      title: "Make a token",
      role: "What may it do?",
      roleHints: {
        reporter: "For an incident system: it sends reports and asks what became of them",
        administrator: "For a person: it also signs in to this page",
      } satisfies Record<Role, string> as Readonly<Record<Role, string>>,
      organisation: "Organisation",
      organisationHint:
        "Its ODS code in capitals, such as Z01. Leave it empty for an administrator of all organisations",
      days: "Days until it ends",
      daysHint: "1 to 3650. Leave it empty for a token with no end",
      button: "Make the token",
      errors: {
        role: "Select what the token may do",
        organisation: "Enter an ODS code: up to 10 capitals and digits. A token that sends reports needs one",
        days: "Enter a whole number of days from 1 to 3650, or leave it empty",
        repeated: "This token was made before and cannot be shown again. Revoke it and make another",
        changed:
          "Another token was made with this form before, and nothing was made now. Check what is entered and send it again. Revoke the other token if it was wrong",
      },
    },
    made: {
      title: "The token was made",
      once: "Copy it now and keep it where secrets are kept. It is shown this once, and the relay cannot show it again.",
      token: "Token",
      back: "Back to tokens",
    },
    revocation: {
      title: "Revoke this token",
      consequence:
        "Whatever uses it is refused, within a minute at every relay, and people signed in with it are signed out. This cannot be undone.",
      own: "This is the token you are signed in with. You will be signed out.",
      button: "Revoke the token",
      done: "This token was revoked before. There is nothing to do.",
    },
  },

  /** Said once after something was done. */
  done: {
    title: "Done",
    "send-again": "The report is sent again.",
    "is-at-lfpse": "It is recorded that LFPSE has the report.",
    withdraw: "The withdrawal is taken and carried out in its turn.",
    "yellow-card": "The Yellow Card reference is added and goes to LFPSE as an update.",
    "token-revoked": "The token is revoked.",
    unsure: "Nothing was changed. The report stays here until somebody knows.",
    "signed-out": "You are signed out.",
  },

  /** Pages in place of the one asked for: what is so, and what to do next. */
  faults: {
    changed: {
      title: "This report has changed",
      text: "Somebody else decided on it, or an answer came, after you opened the page. Nothing was done. Look at it again before you decide.",
      link: "Look at the report",
    },
    "not-found": {
      title: "There is nothing here",
      text: "Check the address. A report of another organisation is not shown to you.",
      link: "Go to the overview",
    },
    forbidden: {
      title: "This cannot be done from here",
      text: "The form did not come from this page, or it is too old. Nothing was changed. Open the page again and do it there.",
      link: "Go to the overview",
    },
    "not-yours": {
      title: "You may not do this",
      text: "Your token does not allow this. Ask an administrator of all organisations.",
      link: "Go to the overview",
    },
    "bad-form": {
      title: "This form could not be read",
      text: "Nothing was changed. Go back, check what you entered and send it again.",
      link: "Go to the overview",
    },
    "not-now": {
      title: "This cannot be done with this report now",
      text: "Its state does not allow it, or it was done before. Nothing was changed.",
      link: "Look at the report",
    },
    unavailable: {
      title: "The relay cannot use its store now",
      text: "Nothing was changed, and what was accepted before is safe. Try again in a minute. If it lasts, tell whoever runs the relay.",
      link: "Try the overview again",
    },
    failed: {
      title: "Something went wrong",
      text: "The relay could not do this. Look at the report before you try again. If it happens again, tell whoever runs the relay.",
      link: "Go to the overview",
    },
  },
};

/** The words of the admin page in one language: every language has the same. */
export type AdminStrings = typeof adminStringsEn;
