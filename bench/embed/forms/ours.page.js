import { hasAnswers, record } from "bench:record";

const element = document.querySelector("digital-factors-form");
await customElements.whenDefined("digital-factors-form");
if (hasAnswers) element.record = record;
element.form.addEventListener("submit", (event) => event.preventDefault());
