import type { SystemTypeId } from "../factors/system-type.ts";

/**
 * What words can do in a cue.
 *
 * - `system`: always a digital system; a weak cue by itself, a strong one beside a fault.
 * - `digital`: a digital thing that everyone mentions; a cue only beside a fault.
 * - `ambiguous`: digital or not ("tablet"); a cue only beside a fault that only a machine can have.
 * - `information`: what a system carries; a cue only when it did not show or arrive.
 * - `fault`: can be said of anything. `machine-fault`: of a machine only.
 * - `not` and `act` make a fault ("would not show"), with `machine-act` a fault of a machine ("would not connect"), with
 *   `digital-act` a cue alone ("could not log in"), with `arrival` a cue beside information ("did not come through").
 * - `wrong` and `person-record`: the wrong one, and what can be the wrong one on a screen.
 * - `cue`: a cue by itself.
 * - `other`: words that are taken out of play, such as "immune system" or "no problems".
 */
export type WordRole =
  | "system"
  | "digital"
  | "ambiguous"
  | "information"
  | "fault"
  | "machine-fault"
  | "not"
  | "act"
  | "machine-act"
  | "digital-act"
  | "arrival"
  | "wrong"
  | "person-record"
  | "cue"
  | "other";

/** One row of the table. */
export interface CueWords {
  readonly role: WordRole;
  /** Lower case, apostrophes left out, hyphens as spaces, commas between. */
  readonly phrases: string;
  readonly systemType?: SystemTypeId;
  /** For the role `cue`: what it suggests. */
  readonly kind?: CueKind;
}

/**
 * What a cue suggests: never more than a reason to ask.
 *
 * @example
 * const kind: CueKind = "system-failed";
 */
export type CueKind =
  | "system-failed"
  | "no-access"
  | "not-shown"
  | "wrong-record"
  | "entry"
  | "alert"
  | "change"
  | "ai"
  | "system-named";

const words = (role: WordRole, phrases: string): CueWords => ({ role, phrases });
const system = (systemType: SystemTypeId, phrases: string): CueWords => ({ role: "system", systemType, phrases });
const digital = (systemType: SystemTypeId, phrases: string): CueWords => ({ role: "digital", systemType, phrases });
const ambiguous = (systemType: SystemTypeId, phrases: string): CueWords => ({ role: "ambiguous", systemType, phrases });
const cue = (kind: CueKind, phrases: string): CueWords => ({ role: "cue", kind, phrases });

/** The words, by role. Generic names only: a list of products would be out of date before it is read. */
export const cueWords: readonly CueWords[] = [
  system("epr", "epr, eprs, electronic patient record, electronic record, electronic records, electronic notes"),
  system("epr", "electronic handover, electronic whiteboard, electronic board, electronic chart"),
  system("gp-record", "gp system, gp2gp, clinical system, practice system"),
  system("prescribing", "epma, e pma, hepma, eprescribing, e prescribing, electronic prescribing, prescribing system"),
  system("prescribing", "prescribing software, electronic drug chart, emar, e mar"),
  system("pharmacy", "pharmacy system, dispensary robot"),
  system("tests", "order comms, ordercomms, results system, results viewer, results inbox, results portal"),
  system("laboratory", "lims, lab system, pathology system, path links, pathlinks"),
  system("imaging", "pacs, radiology system, ris"),
  system("patient-admin", "patient admin system, booking system, pas system"),
  system("referrals", "e rs, e referral, e referrals, ereferral"),
  system("observations", "e obs, eobs, electronic obs, electronic observations"),
  system("shared-care-record", "shared care record, shared record"),
  system("specialty", "maternity system, theatre system"),
  system("dispatch-and-triage", "eprf, epcr, mobile data terminal, dispatch system, triage system"),
  system("online-consultation", "online consult, online consultation, e consult, econsult"),
  system("video-consultation", "video consultation, video call, video appt, video appointment, video link"),
  system("patient-app", "nhs app, patient portal, patient app, self help app"),
  system("connected-device", "drug library, smart pump, middleware"),
  system("national-service", "electronic prescription service, summary care record, nhs spine, nhs login, nhsmail"),
  system("ai-tool", "ai tool, ai scribe, ai note, ai software, voice recognition, speech recognition"),

  digital("hardware", "computer, computers, laptop, laptops, pc, pcs, printer, printers, ipad, ipads, handheld"),
  digital("hardware", "handhelds, handheld device, handheld devices, desktop, keyboard, server, servers, touchscreen"),
  digital("hardware", "label printer, barcode scanner, barcode, barcodes, the screen"),
  digital("network-and-logins", "network connection, hospital network, the network, network issues, network problems"),
  digital("network-and-logins", "wifi, wi fi, internet, broadband, vpn, password, passwords, login, logins"),
  digital(
    "network-and-logins",
    "user account, username, access rights, smartcard, smartcards, smart card, smart cards",
  ),
  digital("phones-and-bleeps", "bleep system, phone system, telephone system, switchboard, phone lines, phone line"),
  digital("phones-and-bleeps", "phones, voicemail, pagers"),
  digital("system-links", "interface, interfaces, integration engine"),
  digital("ai-tool", "ai, chatbot, algorithm"),
  digital("remote-monitoring", "virtual ward, telehealth, remote monitoring"),
  digital("connected-device", "telemetry"),
  digital("national-service", "eps"),
  digital("online-consultation", "online form, web form, web portal"),
  digital("patient-admin", "e roster, eroster, auto scheduling"),
  digital("local-tool", "spreadsheet, excel, excel sheet"),
  digital(
    "not-sure",
    "the system, our system, on system, this system, computer system, it system, it systems, software",
  ),
  digital("not-sure", "new system, old system, different system, live system, electronic system, app, apps, website"),
  digital(
    "not-sure",
    "portal, dashboard, inbox, mailbox, worklist, online, electronically, electronic, software module",
  ),
  digital("not-sure", "drop down, dropdown, template, digital form, electronic form, upload, sync"),
  digital("not-sure", "system had, system has, system showed, system shows, system says, system said, system saved"),
  digital("not-sure", "system sent, system let, system allowed, system put, system only, system used, system thought"),
  digital("not-sure", "system would, system kept, system does, system did, typed, typing"),
  digital("not-sure", "on the system, on the screen, on screen, on the dashboard, in the system"),
  digital("not-sure", "screen had, screen showed, screen shows, screen said, screen kept, screen went"),
  digital("not-sure", "on the pmr, on pmr, download"),

  ambiguous("not-sure", "system, systems, queue, account"),
  ambiguous("hardware", "tablet, tablets, scanner, scanners, label, labels, cctv, cow"),
  ambiguous("phones-and-bleeps", "phone, bleep, bleeps, pager, radio, radios, mobile, crash bleep"),
  ambiguous("connected-device", "pump, pumps, monitor, monitors, device, devices, ventilator, analyser, pendant"),
  ambiguous("dispatch-and-triage", "tracking, sat nav, cad, mdt"),
  ambiguous("pharmacy", "pmr"),
  ambiguous("national-service", "scr, spine"),
  ambiguous("hardware", "screen, screens"),
  ambiguous("network-and-logins", "network"),
  ambiguous("documents", "discharge summary, dictation"),

  words(
    "information",
    "result, results, bloods, blood results, report, reports, referral, referrals, request, requests",
  ),
  words(
    "information",
    "allergy, allergies, images, image, xray, x ray, letter, letters, prescription, script, scripts",
  ),
  words("information", "task, tasks, message, messages, email, e mail, emails, text, texts, summary, notes, history"),
  words("information", "care plan, careplan, appointment, appt, problem list, order, orders, dose, doses, data, entry"),
  words("information", "medication list, records, form, assessment, readings, trace, photo, photos, visit"),

  words("machine-fault", "down time, offline, off line, crashed, crashing, crashes, froze, frozen, freezes, freezing"),
  words("machine-fault", "hung, hanging, lagging, glitch, glitched, glitchy, glitches, rebooted, rebooting, restarted"),
  words(
    "machine-fault",
    "logged out, logging out, timed out, timing out, times out, flat battery, battery flat, error",
  ),
  words(
    "machine-fault",
    "battery was flat, battery died, battery was low, not responding, unresponsive, outage, errors",
  ),
  words("machine-fault", "no signal, lost signal, lost connection, not connected, no connection"),
  words(
    "machine-fault",
    "down for, was down, went down, is down, were down, are down, all down, gone down, going down",
  ),
  words("machine-fault", "been down, keeps going down, down again, down overnight, down since, misprint, misprinted"),
  words("machine-fault", "out of action, reset to default, out of order, fault on, failed overnight, jammed"),

  words("fault", "down, slow, failed, fails, failing, failure, fault, faulty, broken, bust, problem, problems"),
  words(
    "fault",
    "issue, issues, missing, lost, vanished, disappeared, gone, blank, stuck, unavailable, delay, delayed",
  ),
  words("fault", "out of date, old, swapped, rejected, cancelled, bounced, duplicated, duplicate, duplicates, twice"),
  words(
    "fault",
    "mixed up, merged, incorrect, incorrectly, hidden, switched off, turned off, disabled, stopped, dropped",
  ),
  words("fault", "dropped out, dropping out, cut off, diverted, playing up, unreadable, unreliable, patchy, unaware"),
  words(
    "fault",
    "no access, no record, lost data, kicked, error message, locked, expired, greyed out, default, defaulted",
  ),
  words("fault", "instead of, copied, overwrote, overwritten, by mistake, by accident, in error, missed"),
  words("fault", "stopped working, went wrong, hacked, corrupted, useless"),
  words("fault", "nobody could find, wrongly, should have been"),
  words(
    "fault",
    "truncated, deleted, doubled, booting, another persons, someone elses, too many, hard to find, confusing",
  ),

  words("not", "not, didnt, doesnt, dont, wasnt, werent, isnt, arent, hadnt, hasnt, havent, couldnt, cant, cannot"),
  words(
    "not",
    "wouldnt, wont, never, unable to, failed to, fails to, failing to, unable, did not, could not, would not",
  ),
  words("not", "refused to, nobody could, no one could, trouble, difficulty, was not, were not, is not, are not"),

  words("digital-act", "log in, login, log on, logon, log into, log onto, sign in, sign into, upload, uploaded"),
  words("digital-act", "uploading, download, downloaded, sync, synced, syncing, refresh, refreshed, transmit"),
  words(
    "digital-act",
    "transmitted, reboot, pull through, pulled through, pulling through, pull across, pulled across",
  ),
  words(
    "digital-act",
    "pulling down, connect to wifi, auto populate, interfaced, pull thru, pop up, print, printed, printing",
  ),
  words("digital-act", "on the system, on system, on the screen, on screen, on the dashboard, our system"),

  words("machine-act", "open, opening, scan, scanning, connect, connected, send, sending, update, updated, updating"),
  words("machine-act", "work, working, recognise, recognised, accept, let, respond, responding, ring, fire, load"),
  words(
    "machine-act",
    "loading, go off, go through, unlock, beep, beeping, turn on, switch on, charge, charging, alarm",
  ),

  words("act", "opened, save, saved, saving, scanned, transfer, transferred, sent, show, showing, shown, display"),
  words("act", "displayed, accepted, register, registered, read, see, seen, find, found, view, viewed, access, flag"),
  words(
    "act",
    "flagged, alert, appear, appearing, loaded, come through, came through, come up, get into, get in, get on",
  ),
  words("act", "get onto, record, recording, run, changed, change, picking up, match, matched, warn, available"),
  words("act", "visible, fit, shared, used, edit"),

  words("arrival", "showing, showing up, visible, appearing, appeared, displayed, displaying, come through, came up"),
  words("arrival", "coming through, came through, come across, coming across, come over, cross over, crossed over"),
  words("arrival", "go through, gone through, going through, reach us, reached us, been sent, filed, submitted, saved"),
  words("arrival", "transferred, sent electronically, viewable, available to view, show up, come up, picked up by"),

  words("wrong", "wrong, another, incorrect, someone elses, previous, duplicate, wrong persons"),
  words("person-record", "record open, records open, pt record, patient record, pts record, patients record, record"),
  words("person-record", "persons record, records, patient selected, pt selected, profile, hospital number"),

  cue(
    "system-failed",
    "downtime, screen froze, system crash, it issue, it issues, it problem, it problems, it failure",
  ),
  cue(
    "system-failed",
    "computer says, system error, error message, system down, systems down, it outage, cyber attack",
  ),
  cue("system-failed", "system failure, system went down, ransomware, system playing up, kicked us off"),
  cue("system-failed", "logged me out, logging me out, kicked me out, kicks you out, system slow, system was slow"),
  cue("no-access", "locked out of my account, locked out of the system, no login, no log in, no logins, no smartcard"),
  cue(
    "no-access",
    "no access to the system, no access to our system, no access to system, shared login, account locked",
  ),
  cue("not-shown", "results not showing, not showing on, not on the system, not on system, off the system, in draft"),
  cue("not-shown", "results inbox, wrong inbox, filed as normal, old email, wrong email"),
  cue("not-shown", "no bounce back, bounced back, wrong queue, stuck in the queue, emailed to the wrong"),
  cue("not-shown", "email not received, would not scan, wouldnt scan"),
  cue("not-shown", "went to the wrong gp, sent to the wrong gp, went to wrong gp, went to the wrong practice"),
  cue("not-shown", "sent to the wrong inbox, wrong mailbox"),
  cue("wrong-record", "wrong record, wrong patient record, wrong patients record, wrong pt record, wrong pts record"),
  cue("wrong-record", "two records open, duplicate record, duplicate records, merged record, merged records"),
  cue("wrong-record", "records merged, wrong patient open, wrong notes open, wrong screen, two records, record merged"),
  cue("wrong-record", "another persons record, someone elses record, attached to the wrong"),
  cue("entry", "auto populated, autopopulated, auto populates, auto filled, autofill, autofilled"),
  cue("entry", "auto complete, autocomplete, prefilled, pre filled, prepopulated, pre populated, copied forward"),
  cue("entry", "copy forward, copied and pasted, copy and paste, cut and paste, copy pasted, copied over from"),
  cue("entry", "wrong drop down, drop down list, drop down menu, dropdown list, from the drop down, from the dropdown"),
  cue(
    "entry",
    "clicked on the wrong, clicked the wrong, clicked wrong, mis clicked, misclicked, wrong button, order set",
  ),
  cue("entry", "scanned to the wrong, uploaded to the wrong, uploaded to wrong, wrong tab, free texted, greyed out"),
  cue("entry", "prefilled dose, default dose, test system"),
  cue("alert", "pop up warning, popup warning, pop up didnt, no pop up, interaction warning, no alert, no name alert"),
  cue("alert", "alert fatigue, no warning on, overrode the alert, overrode the warning, clicked past, clicked through"),
  cue("change", "go live, went live, system upgrade, new epr, since the upgrade, after the upgrade, after the update"),
  cue("change", "pc updates, computer updates, windows update, forced update, forced restart, new software"),
  cue("change", "after update, since the update, since migration, data migration, since update, planned upgrade"),
  cue("change", "new clinical system, moved to new system, system change, after upgrade"),
  cue("ai", "ai scribe, ai tool, ai said, ai flagged, chatbot, speech recognition"),

  words(
    "other",
    "immune system, nervous system, respiratory system, digestive system, lymphatic system, support system",
  ),
  words("other", "support network, stroke network, cancer network, trauma network, neonatal network, portal vein"),
  words("other", "portal hypertension, coronary artery disease, family network, portal system, locking system"),
  words("other", "heating system, alarm system, suction system, health system, care system, system of work"),
  words("other", "tube system, cardiovascular system, urinary system, drainage system, one way system, buddy system"),
  words("other", "giving set, loading dose, blood tablet, fresh frozen, frozen shoulder, frozen plasma, slow release"),
  words("other", "water tablet, cardiac monitor, heart monitor, monitor the, monitor for, bp monitor, computer chip"),
  words(
    "other",
    "no it issues, no it issue, no issues, no problems with, no problems, no problem, no concerns, no faults",
  ),
  words(
    "other",
    "no system issues, not an it issue, no computer issues, no computer problems, working fine, working well",
  ),
  words("other", "paper record, paper records, paper notes, paper chart, paper charts, paper drug chart, paper form"),
  words(
    "other",
    "paper fluid chart, paper prescription, paper trace, paper list, wall chart, handwritten, mobile phone",
  ),
  words(
    "other",
    "did not show any, didnt show any, showed no, does not show, work up, followed up, picked up, wake up",
  ),
  words(
    "other",
    "not working age, breaking down, sit down, sat down, lay down, calm down, calmed down, down to, down the",
  ),
  words(
    "other",
    "written down, feeling down, very down, blood pressure down, bp down, broken down, put the phone down",
  ),
];

/** Words in which one slip of the finger is mended before they are looked up. */
export const mendedWords: readonly string[] = [
  "system",
  "systems",
  "computer",
  "computers",
  "laptop",
  "laptops",
  "smartcard",
  "password",
  "network",
  "internet",
  "software",
  "website",
  "electronic",
  "prescribing",
  "printer",
  "spreadsheet",
];

/** "Recorded on EPR" says where something was written, not that the system failed. */
export const routineVerbs: ReadonlySet<string> = new Set(
  "documented recorded noted written logged entered charted completed added handed written put placed kept".split(" "),
);
