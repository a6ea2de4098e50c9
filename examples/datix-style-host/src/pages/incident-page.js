import { html } from "hono/html";
import { checkbox, errorSummary, lfpseChoices, options, radios, select, textArea, textInput } from "./controls.js";
import { digitalFactorsElement, digitalFactorsScripts, keptAnswers, recordForDevelopers } from "./digital-factors.js";
import { incidentSystem, layout } from "./layout.js";

const yesNoUnknown = [
  ["yes", "Yes"],
  ["no", "No"],
  ["unknown", "Not known"],
];

const sections = [
  { id: "incident", title: "Incident", content: incidentSection },
  { id: "where-and-when", title: "Where and when", content: whereAndWhenSection },
  { id: "people", title: "People", content: peopleSection },
  { id: "what-happened", title: "What happened", content: whatHappenedSection },
  { id: "digital-systems", title: "Digital systems", content: digitalSystemsSection },
  { id: "actions", title: "Actions", content: actionsSection },
];

/**
 * Returns the Datix-style incident form.
 *
 * @param {object} look
 * @param {"en" | "cy"} look.lang Language of the element; the rest of the form is in English.
 * @param {"script" | "classic"} look.mode How the report is sent.
 * @param {Partial<import("../incident.js").Incident>} [look.incident] Answers to keep.
 * @param {string} [look.recordText] The element's answers to keep, as they came.
 * @param {readonly import("@digital-factors/core").Issue[]} [look.issues] What is wrong with them.
 * @param {readonly { control: string, message: string }[]} [look.faults] What stands in the way.
 */
export function incidentPage({ lang, mode, incident = {}, recordText, issues = [], faults = [] }) {
  const faultOf = (name) => faults.find(({ control }) => control === name)?.message;
  return layout({
    title: faults.length > 0 ? "Error: Report an incident" : "Report an incident",
    scripts: html`${digitalFactorsScripts(lang)}
<script type="module" src="/public/incident-form.js"></script>`,
    body: incidentSystem(html`<div class="columns">
<nav class="sections" aria-label="Sections of the form">
  <ol>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ol>
  <p class="key"><span class="mandatory" aria-hidden="true">*</span> must be answered</p>
</nav>
<main id="main">
  <h1>Report an incident</h1>
  ${errorSummary(faults)}
  ${lang === "cy" ? welshNote : ""}
  <div id="delivery"></div>
  <form method="post" action="/incidents" id="incident-form" data-mode="${mode}">
    <input type="hidden" name="look" value="incident">
    <input type="hidden" name="lang" value="${lang}">
    ${sections.map(
      ({ id, title, content }) => html`<section class="panel" id="${id}" aria-labelledby="${id}-title">
  <h2 id="${id}-title">${title}</h2>
  <div class="fields">${content({ incident, lang, faultOf })}</div>
</section>`,
    )}
    <div class="send"><button type="submit">Send report</button></div>
  </form>
  ${keptAnswers(recordText, issues)}
  ${developerPanel(mode, lang)}
</main>
</div>`),
  });
}

const welshNote = html`<p class="note">Sandbury’s own form is in English only. The questions in <em>Digital systems</em> are in Welsh, as <code>lang="cy"</code> makes them.</p>`;

function incidentSection({ incident, faultOf }) {
  return html`${radios({
    name: "event-type",
    label: "What are you reporting?",
    isMandatory: true,
    value: incident.eventType,
    fault: faultOf("event-type"),
    choices: [
      ["incident", "Something went wrong, or could have: an incident"],
      ["good-care", "Something went well: good care to learn from"],
    ],
  })}
${select({
  name: "challenge",
  label: "Kind of event",
  value: incident.challenge,
  choices: lfpseChoices("safety-challenges-5"),
})}
${radios({
  name: "concern",
  label: "How concerned are you?",
  value: incident.concern,
  choices: lfpseChoices("worry-scale-5", ["5", "4", "3", "1"]),
  isInline: true,
})}`;
}

function whereAndWhenSection({ incident, faultOf }) {
  return html`${textInput({
    name: "event-on",
    label: "Date it happened",
    type: "date",
    size: "short",
    isMandatory: true,
    value: incident.eventOn,
    fault: faultOf("event-on"),
  })}
${textInput({ name: "event-at", label: "Time, if known", type: "time", size: "short", value: incident.eventAt })}
${select({
  name: "service-area",
  label: "Service",
  value: incident.serviceArea,
  choices: lfpseChoices("service-type-5"),
})}
${select({
  name: "place",
  label: "Place",
  value: incident.place,
  choices: lfpseChoices("incident-location-5", ["4", "10", "5", "6", "2", "1", "8", "9"]),
})}
${select({
  name: "specialty",
  label: "Specialty",
  value: incident.specialty,
  choices: lfpseChoices("specialty-5", ["2", "44", "105", "42", "107", "66", "77", "90", "97"]),
})}`;
}

function peopleSection({ incident, faultOf }) {
  return html`<div class="row">
  <label for="age">Patient’s age</label>
  <div class="answer">
    <div class="inline">
    <input type="number" class="tiny" id="age" name="age" min="0" max="130" step="1" value="${incident.age ?? ""}">
    <label class="hidden" for="age-unit">Age is in</label>
    <select id="age-unit" name="age-unit" class="narrow">${options(
      [
        ["years", "years"],
        ["months", "months"],
      ],
      incident.ageUnit,
    )}</select>
    </div>
  </div>
</div>
${radios({
  name: "gender",
  label: "Patient’s gender",
  value: incident.gender,
  choices: lfpseChoices("gender-5"),
  isInline: true,
})}
${select({ name: "ethnicity", label: "Patient’s ethnicity", value: incident.ethnicity, choices: lfpseChoices("ethnicity-5") })}
${radios({
  name: "effect",
  label: "What did it do to the patient?",
  isMandatory: true,
  value: incident.effect,
  fault: faultOf("effect"),
  choices: [
    ["harm", "Harmed the patient"],
    ["delayed-or-wrong-care", "No harm seen, but care was late or wrong"],
    ["near-miss", "Was caught before it reached the patient: a near miss"],
    ["none", "Had no effect on the patient"],
    ["unknown", "Not known yet"],
  ],
})}
${select({
  name: "physical-harm",
  label: "Physical harm",
  value: incident.physicalHarm,
  choices: lfpseChoices("level-of-physical-harm-5", ["5", "4", "3", "2", "1"]),
})}
${select({
  name: "psychological-harm",
  label: "Psychological harm",
  value: incident.psychologicalHarm,
  choices: lfpseChoices("level-of-psychological-harm-5", ["4", "3", "2", "1"]),
})}
${textInput({ name: "clinical-outcome", label: "Outcome for the patient", value: incident.clinicalOutcome })}
${select({
  name: "reporter-role",
  label: "Your role",
  value: incident.reporterRole ?? "5",
  choices: lfpseChoices("staff-type-5", ["5", "4", "3", "1", "2", "6", "7", "8"]),
})}
${select({
  name: "reporter-involvement",
  label: "Your part in it",
  value: incident.reporterInvolvement,
  choices: lfpseChoices("reporter-relationship-to-event-5", ["4", "1", "2", "3", "5"]),
})}`;
}

function whatHappenedSection({ incident, faultOf }) {
  return html`${textArea({
    name: "description",
    label: "Describe what happened",
    hint: "Facts, not opinions. No names of patients or staff.",
    isMandatory: true,
    rows: 5,
    value: incident.description,
    fault: faultOf("description"),
  })}
${select({
  name: "process",
  label: "Step of care",
  value: incident.process,
  choices: lfpseChoices("healthcare-process-5", ["5", "6", "3", "4", "7", "8", "9", "2", "1", "10", "11", "12"]),
})}
${radios({
  name: "medicine",
  label: "Was a medicine involved?",
  value: incident.medicine,
  choices: yesNoUnknown,
  isInline: true,
})}
<div data-shown-when="medicine=yes">
${textInput({ name: "medicine-name", label: "Which medicine?", value: incident.medicineName, maxLength: 200 })}
${radios({
  name: "reaction",
  label: "Side effect or reaction suspected?",
  value: incident.reaction,
  choices: yesNoUnknown,
  isInline: true,
})}
</div>`;
}

function digitalSystemsSection({ lang }) {
  return html`<div class="digital-factors">${digitalFactorsElement({ lang, layout: "pages" })}</div>
<noscript><p class="note">The questions about digital systems need JavaScript. You can ring the safety team on extension 0000 instead.</p></noscript>
${recordForDevelopers()}`;
}

function actionsSection({ incident }) {
  return html`${textArea({
    name: "immediate-actions",
    label: "What was done at once?",
    rows: 3,
    value: incident.immediateActions,
  })}
${checkbox({
  name: "duty-of-candour",
  label: "Duty of candour",
  text: "It applies, and the patient or family has been told",
  value: incident.dutyOfCandour,
})}`;
}

function developerPanel(mode, lang) {
  const query = (name) => `/?${new URLSearchParams({ mode: name, ...(lang === "cy" ? { lang } : {}) })}`;
  const here = html`<strong>this page</strong>`;
  const link = (name, text) => (mode === name ? here : html`<a href="${query(name)}">${text}</a>`);
  return html`<aside class="developers" aria-labelledby="developers-title">
  <h2 id="developers-title">For developers</h2>
  <p>The same form is sent in two ways; the element is the same in both.</p>
  <dl>
    <dt>Script submit (${link("script", "open it")})</dt>
    <dd>A script reads the form, keeps the report in this browser’s outbox before it sends anything, and hands it to the relay through <code>/relay</code>. Works with the network cut: <code>public/send-report.js</code>.</dd>
    <dt>Classic form post (${link("classic", "open it")})</dt>
    <dd><code>&lt;form method="post"&gt;</code> and nothing else. The element takes part like any field; the server keeps the report and sends it on: <code>src/incident-intake.js</code>.</dd>
  </dl>
  <p>Also: <a href="/intranet">a bare intranet page</a> with one script tag, and the element <a href="/?lang=cy">in Welsh</a>.</p>
</aside>`;
}
