import { expectTypeOf } from "vitest";
import { DigitalFactorsForm, ReportingRoutes, YellowCardPrompt } from "./index.ts";

declare global {
  interface HTMLElementTagNameMap {
    "example-digital-factors": ExampleDigitalFactors;
  }
}

// A tag name of the host's own: a browser takes a class once, so a subclass stands behind the other name.
class ExampleDigitalFactors extends DigitalFactorsForm {
  override reset(): void {
    super.reset();
  }
}

// Guarded, as two scripts of a page may both do it.
if (customElements.get("example-digital-factors") === undefined) {
  customElements.define("example-digital-factors", ExampleDigitalFactors);
}

// A registry of the page's own takes every class as it is.
declare const registry: CustomElementRegistry;
registry.define("digital-factors-form", DigitalFactorsForm);
registry.define("yellow-card-prompt", YellowCardPrompt);
registry.define("reporting-routes", ReportingRoutes);

const element = document.createElement("example-digital-factors");
expectTypeOf(element.record).toEqualTypeOf<DigitalFactorsForm["record"]>();
expectTypeOf(element.systems).toEqualTypeOf<DigitalFactorsForm["systems"]>();
expectTypeOf(element).toExtend<DigitalFactorsForm>();
element.addEventListener("digital-factors-completed", ({ detail }) => {
  expectTypeOf(detail.record.part).toEqualTypeOf<"main" | "contributed" | "possible" | "helped" | "none" | "unknown">();
});
