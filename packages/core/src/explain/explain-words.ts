import type { ReportingRoute, RouteClock, RouteId, RouteRuleId } from "../routes/route.ts";
import type { Assessment } from "../yellow-card/assessment.ts";
import type { YellowCardRuleId } from "../yellow-card/rules.ts";

/**
 * Every sentence that `explain` can say, for another language. Each entry is one or two whole sentences.
 *
 * @example
 * const words: ExplainWords = { ...explainWordsEn, rules: { ...explainWordsEn.rules, "medicine-reaction": "A drug made someone ill." } };
 */
export interface ExplainWords {
  /** What to do about a Yellow Card. */
  readonly actions: Readonly<Record<"device" | "medicine", Readonly<Record<Assessment["action"], string>>>>;
  /** Why, for each Yellow Card rule. */
  readonly rules: Readonly<Record<YellowCardRuleId, string>>;
  /** Name of each route, and what it is for. */
  readonly routes: Readonly<Record<RouteId, { readonly name: string; readonly purpose: string }>>;
  /** Why, for each rule of a route. */
  readonly routeRules: Readonly<Record<RouteRuleId, string>>;
  /** Who acts: a name, and a sentence for each kind of advice. */
  readonly who: Readonly<
    Record<ReportingRoute["who"], Readonly<Record<ReportingRoute["advice"], string>> & { readonly name: string }>
  >;
  readonly clocks: Readonly<Record<RouteClock, string>>;
}

/**
 * English words of the explanations, written for a reading age of 9 to 11.
 *
 * @example
 * explainWordsEn.routes.lfpse.name; // "LFPSE"
 */
export const explainWordsEn: ExplainWords = {
  actions: {
    device: {
      prompt: "Please send a Yellow Card about the system.",
      suggest: "A Yellow Card about the system may help. You do not need to be sure before you send one.",
      none: "There is no need to send a Yellow Card about the system.",
      linked: "A Yellow Card about the system has been sent. There is no need for another.",
      "route-iric": "A Yellow Card is not needed for the system. In Scotland, health staff tell IRIC.",
      "route-niaic": "A Yellow Card is not needed for the system. In Northern Ireland, health staff tell NIAIC.",
    },
    medicine: {
      prompt: "Please send a Yellow Card about the medicine.",
      suggest: "A Yellow Card about the medicine may help. You do not need to be sure before you send one.",
      none: "There is no need to send a Yellow Card about a medicine.",
      linked: "A Yellow Card about the medicine has been sent. There is no need for another.",
      "route-iric": "IRIC is for devices. Please send a Yellow Card about the medicine.",
      "route-niaic": "NIAIC is for devices. Please send a Yellow Card about the medicine.",
    },
  },
  rules: {
    "digital-did-not-contribute": "The answers say that no digital system led to this.",
    "not-a-device": "This system does not seem to be a medical device.",
    "availability-only": "The system could not be used. On its own, this is not often a reason for a Yellow Card.",
    "no-effect-reported": "The answers say that this had no effect on anyone.",
    "device-suspected-harm":
      "The system may be a medical device. It may have played a part in harm, near harm or poor care.",
    "device-hazard": "The system may be a medical device. It hurt nobody this time, but it could next time.",
    "device-unknown": "The system could be a medical device. We do not know yet if it is.",
    "harm-unknown": "The system may be a medical device. We do not know yet what it led to.",
    "device-made-in-house": "The system was made where it is used, and it may act as a medical device.",
    "supplier-reports-to-mhra":
      "The maker of a device has its own way to tell the MHRA. A Yellow Card is for everyone else.",
    "lfpse-device-criteria": "A box was ticked for a device that is faulty, fake, or easy to get wrong.",
    "medicine-reaction": "A medicine may have made someone unwell.",
    "medicine-reaction-known-minor":
      "An adult had a mild effect from a medicine. The medicine is not one that is watched more closely.",
    "medicine-defective-or-fake": "A medicine may be faulty or fake.",
    "medicine-involvement-unknown": "A medicine may have played a part. We do not know yet.",
    "lfpse-medicine-criteria":
      "A box was ticked for a medicine that made someone unwell, is faulty, or is easy to mix up.",
    "no-medicine": "Nothing shows that a medicine made anyone unwell.",
    "scotland-iric": "In Scotland, health staff tell IRIC about medical devices. IRIC tells the MHRA.",
    "northern-ireland-niaic":
      "In Northern Ireland, health staff tell NIAIC about medical devices. NIAIC tells the MHRA.",
    "already-linked": "A Yellow Card number is kept with this report.",
    "reported-without-number": "A Yellow Card has been sent. Add its number if you find it.",
    "reference-covers-unknown":
      "A Yellow Card has been sent. We do not know yet if it is for the system, the medicine or both.",
  },
  routes: {
    lfpse: { name: "LFPSE", purpose: "LFPSE is the service in England that learns from events like this one." },
    local: {
      name: "Local incident system",
      purpose: "The local system keeps this report, so that people there can act.",
    },
    "yellow-card-device": {
      name: "Yellow Card, device",
      purpose: "A Yellow Card tells the MHRA about the system. The MHRA keeps watch over medical devices.",
    },
    "yellow-card-medicine": {
      name: "Yellow Card, medicine",
      purpose: "A Yellow Card tells the MHRA about the medicine. The MHRA keeps watch over medicines.",
    },
    iric: { name: "IRIC, Scotland", purpose: "IRIC is the place in Scotland to tell about medical devices." },
    niaic: {
      name: "NIAIC, Northern Ireland",
      purpose: "NIAIC is the place in Northern Ireland to tell about medical devices.",
    },
    manufacturer: {
      name: "Maker or supplier",
      purpose: "The maker needs to know, so that they can mend the system and warn others.",
    },
    "hazard-log": {
      name: "Hazard log",
      purpose: "A hazard log lists what could go wrong with a system, so that it can be made safer.",
    },
    "national-service-desk": {
      name: "National Service Desk",
      purpose: "The National Service Desk looks after the digital services that the whole NHS in England shares.",
    },
    "national-back-office": {
      name: "National Back Office",
      purpose: "The National Back Office puts right patient details that are doubled or mixed up.",
    },
    cyber: { name: "Cyber security", purpose: "Security staff need to know, so that they can stop an attack." },
    nis: {
      name: "NIS notification",
      purpose: "The NIS rules ask health services to tell the government when they lose an important service.",
    },
    ico: {
      name: "ICO",
      purpose: "The ICO looks after people's private information. It may need to know when this is put at risk.",
    },
    "sabre-shot": { name: "SABRE and SHOT", purpose: "SABRE and SHOT learn from events with blood, to keep it safe." },
  },
  routeRules: {
    "every-event-lfpse": "Every event in England goes there.",
    "every-event-local": "Every event is kept where it took place.",
    "device-yellow-card": "The answers fit a Yellow Card about the system.",
    "device-yellow-card-may-apply": "The answers may fit a Yellow Card about the system.",
    "medicine-yellow-card": "The answers fit a Yellow Card about the medicine.",
    "medicine-yellow-card-may-apply": "The answers may fit a Yellow Card about the medicine.",
    "scotland-device": "In Scotland, health staff tell IRIC about medical devices.",
    "scotland-device-may-apply": "In Scotland, health staff tell IRIC about medical devices. This may be one.",
    "northern-ireland-device": "In Northern Ireland, health staff tell NIAIC about medical devices.",
    "northern-ireland-device-may-apply":
      "In Northern Ireland, health staff tell NIAIC about medical devices. This may be one.",
    "supplier-vigilance": "A maker must tell the MHRA when a medical device may have led to grave harm.",
    "tell-the-supplier": "A digital system may have played a part. Its maker should always know.",
    "hazard-log": "A digital system may have played a part. In England, its risks are kept in a hazard log.",
    "hazard-log-elsewhere":
      "A digital system may have played a part. A hazard log is good to have outside England too.",
    "national-service": "A digital service that the whole NHS in England shares may have played a part.",
    "demographics-mix-up": "A patient's name or details were mixed up with those of someone else.",
    "records-mixed-up": "Records were doubled or mixed up. The details that all the NHS shares may be wrong too.",
    "cyber-attack": "This may be a cyber attack.",
    "cyber-attack-elsewhere": "This may be a cyber attack. We only know the route for England.",
    "essential-service-disrupted": "An attack, or a loss that others feel too, may have kept a service from running.",
    "personal-data": "Someone's private information was put at risk.",
    "personal-data-may-be-affected": "Private information may have been lost, mixed up, or seen by the wrong person.",
    "blood-component": "Blood, or something made from it, played a part.",
    "blood-laboratory": "A system that looks after blood is named in this report.",
  },
  who: {
    system: { name: "By itself", report: "This goes by itself.", consider: "This may go by itself." },
    reporter: {
      name: "Reporter",
      report: "This one is for you to send.",
      consider: "Check if this one is for you to send.",
    },
    organisation: {
      name: "Organisation",
      report: "The organisation does this.",
      consider: "The organisation checks if this is needed.",
    },
    "clinical-safety-officer": {
      name: "Clinical safety officer",
      report: "The clinical safety officer does this.",
      consider: "The clinical safety officer checks if this is needed.",
    },
    "data-protection-officer": {
      name: "Data protection officer",
      report: "The data protection officer does this.",
      consider: "The data protection officer checks if this is needed.",
    },
    "transfusion-team": {
      name: "Transfusion team",
      report: "The blood transfusion team does this.",
      consider: "The blood transfusion team checks if this is needed.",
    },
    supplier: {
      name: "Maker or supplier",
      report: "The maker or supplier does this.",
      consider: "The maker or supplier checks if this is needed.",
    },
  },
  clocks: {
    "as soon as possible": "Do this as soon as you can.",
    "2, 10 or 15 days from awareness, by seriousness":
      "The limit is 2, 10 or 15 days from when someone knew. The worse it is, the less time there is.",
    "at once": "Do this at once.",
    "72 hours": "The limit is 72 hours.",
    "72 hours from awareness": "The limit is 72 hours from when someone knew.",
  },
};
