import { DigitalFactorsForm } from "./components/digital-factors-form.ts";

// Two copies of this file on one page are harmless: the first one that comes names the element.
if (typeof customElements !== "undefined" && customElements.get("digital-factors-form") === undefined) {
  customElements.define("digital-factors-form", DigitalFactorsForm);
}
