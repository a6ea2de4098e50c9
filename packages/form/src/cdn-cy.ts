import type { DigitalFactorsForm } from "./components/digital-factors-form.ts";
import { stringsCy } from "./strings/cy.ts";

// Loaded beside the one-file build, before or after it: the element that is on the page gets the words.
customElements.whenDefined("digital-factors-form").then((element) => {
  (element as typeof DigitalFactorsForm).registerStrings("cy", stringsCy);
});
