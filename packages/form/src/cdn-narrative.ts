import type { DigitalFactorsForm } from "./components/digital-factors-form.ts";
import { NarrativeNudge } from "./narrative/narrative-nudge.ts";

// Loaded beside the one-file build, before or after it: the element that is on the page gets the nudge.
customElements.whenDefined("digital-factors-form").then((defined) => {
  (defined as typeof DigitalFactorsForm).registerNudge((element, form) => new NarrativeNudge(element, form));
});
