import { trustSystems } from "../src/trust-systems.js";
import { keepInStep } from "./digital-factors-element.js";
import { sendByScript } from "./send-report.js";

const form = document.getElementById("incident-form");
const element = keepInStep(form);
element.systems = trustSystems;

showWhatApplies();
form.addEventListener("change", showWhatApplies);
form.addEventListener("reset", () => setTimeout(showWhatApplies));
markCurrentSection();
document.getElementById("faults")?.focus();
if (form.dataset.mode === "script") sendByScript(form);

/** Shows the fields that another answer calls for: `data-shown-when="medicine=yes"`. */
function showWhatApplies() {
  const answers = new FormData(form);
  for (const part of form.querySelectorAll("[data-shown-when]")) {
    const [name, value] = part.dataset.shownWhen.split("=");
    part.hidden = answers.get(name) !== value;
  }
}

/** Marks, on the left, the section that is on the screen. */
function markCurrentSection() {
  const links = [...document.querySelectorAll(".sections a")];
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const link = links.find(({ hash }) => hash === `#${target.id}`);
        if (isIntersecting) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    // A line one third down the window: one section is on it at a time.
    { rootMargin: "-33% 0px -66.9% 0px" },
  );
  for (const section of form.querySelectorAll(".panel")) observer.observe(section);
}
