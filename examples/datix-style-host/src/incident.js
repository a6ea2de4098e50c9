/*
 * The incident as Sandbury's own form asks it. Read the same way by the page (script submit) and by the server
 * (classic form post), so it touches neither the DOM nor Node.
 */

/**
 * One incident, every answer as the form sends it: a code of LFPSE taxonomy v5 where there is one, `""` where nothing
 * was answered.
 *
 * @typedef {object} Incident
 * @property {"incident" | "good-care" | ""} eventType
 * @property {string} concern Code of worry-scale-5.
 * @property {string} challenge Code of safety-challenges-5.
 * @property {string} eventOn Date, `YYYY-MM-DD`.
 * @property {string} eventAt Time, `HH:MM`.
 * @property {string} place Code of incident-location-5.
 * @property {string} serviceArea Code of service-type-5.
 * @property {string} specialty Code of specialty-5.
 * @property {string} age Whole number.
 * @property {"years" | "months"} ageUnit
 * @property {string} gender Code of gender-5.
 * @property {string} ethnicity Code of ethnicity-5.
 * @property {string} effect What it did to the patient: `harm`, `delayed-or-wrong-care`, `near-miss`, `none`, `unknown`.
 * @property {string} physicalHarm Code of level-of-physical-harm-5: `5` none to `1` fatal.
 * @property {string} psychologicalHarm Code of level-of-psychological-harm-5: `4` none to `1` severe.
 * @property {string} clinicalOutcome Text.
 * @property {string} reporterRole Code of staff-type-5.
 * @property {string} reporterInvolvement Code of reporter-relationship-to-event-5.
 * @property {string} description Text.
 * @property {string} process Code of healthcare-process-5.
 * @property {string} medicine `yes`, `no`, `unknown`.
 * @property {string} medicineName Text.
 * @property {string} reaction `yes`, `no`, `unknown`.
 * @property {string} immediateActions Text.
 * @property {string} dutyOfCandour `yes` when it applies.
 */

/** Name of each control in the form, by the property it fills. */
const controlNames = {
  eventType: "event-type",
  concern: "concern",
  challenge: "challenge",
  eventOn: "event-on",
  eventAt: "event-at",
  place: "place",
  serviceArea: "service-area",
  specialty: "specialty",
  age: "age",
  ageUnit: "age-unit",
  gender: "gender",
  ethnicity: "ethnicity",
  effect: "effect",
  physicalHarm: "physical-harm",
  psychologicalHarm: "psychological-harm",
  clinicalOutcome: "clinical-outcome",
  reporterRole: "reporter-role",
  reporterInvolvement: "reporter-involvement",
  description: "description",
  process: "process",
  medicine: "medicine",
  medicineName: "medicine-name",
  reaction: "reaction",
  immediateActions: "immediate-actions",
  dutyOfCandour: "duty-of-candour",
};

/** Name of the entry that `<digital-factors-form>` adds to the form. */
export const recordEntry = "digital-factors";

/**
 * Returns the incident in a submitted form.
 *
 * @param {{ get(name: string): unknown }} entries A `FormData` or `URLSearchParams`.
 * @returns {Incident}
 */
export function readIncident(entries) {
  const answers = Object.entries(controlNames).map(([property, name]) => {
    const value = entries.get(name);
    return [property, typeof value === "string" ? value.trim() : ""];
  });
  return Object.fromEntries(answers);
}

const mandatory = {
  eventType: "Select what you are reporting",
  eventOn: "Enter the date it happened",
  effect: "Select what it did to the patient",
  description: "Describe what happened",
};

/**
 * Returns what is missing or cannot be right, in the order of the form. The page asks for the same through `required`;
 * this is for what arrives without the page.
 *
 * @param {Incident} incident
 * @returns {readonly { control: string, message: string }[]} Name of the control, and what to do in words.
 */
export function checkIncident(incident) {
  const faults = Object.entries(mandatory)
    .filter(([property]) => incident[property] === "")
    .map(([property, message]) => ({ control: controlNames[property], message }));
  if (incident.eventOn !== "" && !/^\d{4}-\d{2}-\d{2}$/.test(incident.eventOn)) {
    faults.push({ control: "event-on", message: "Enter the date as day, month and year" });
  }
  if (incident.age !== "" && !/^\d{1,3}$/.test(incident.age)) {
    faults.push({ control: "age", message: "Enter the age as a whole number" });
  }
  return faults;
}

const noPhysicalHarm = ["", "5"];
const noPsychologicalHarm = ["", "4"];

/** @param {Incident} incident */
function harmOf({ effect, physicalHarm, psychologicalHarm }) {
  const isHarmed = !noPhysicalHarm.includes(physicalHarm) || !noPsychologicalHarm.includes(psychologicalHarm);
  const kind = isHarmed || effect === "harm" ? "actual" : effect || "unknown";
  return {
    kind,
    ...(physicalHarm === "" ? {} : { physical: physicalHarm }),
    ...(psychologicalHarm === "" ? {} : { psychological: psychologicalHarm }),
  };
}

/** @param {Incident} incident */
function ageGroupOf({ age, ageUnit }) {
  if (!/^\d{1,3}$/.test(age)) return "unknown";
  const years = ageUnit === "months" ? Number(age) / 12 : Number(age);
  if (years < 18) return "child";
  return years > 65 ? "over-65" : "adult";
}

/**
 * Returns the calendar date in Britain, `YYYY-MM-DD`.
 *
 * @param {Date} now
 */
export function dateInBritain(now) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London" }).format(now);
}

/**
 * Returns what this form has already asked, as the record's own fields: so the element does not ask it again.
 *
 * @param {Incident} incident
 * @returns {{ eventType?: string, harm?: object, medicine?: object }} Only what was answered.
 */
export function answersForRecord(incident) {
  const isHarmAsked = incident.effect !== "" || incident.physicalHarm !== "" || incident.psychologicalHarm !== "";
  return {
    ...(incident.eventType === "" ? {} : { eventType: incident.eventType }),
    ...(isHarmAsked ? { harm: harmOf(incident) } : {}),
    ...(incident.medicine === "yes"
      ? { medicine: { reaction: incident.reaction || "unknown", ageGroup: ageGroupOf(incident) } }
      : {}),
  };
}
