import type { CompletedDetail, DigitalFactorsForm } from "@digital-factors/form";
import type { DigitalFactorsElements } from "@digital-factors/form/jsx";
import { expectTypeOf } from "vitest";

/** What JSX takes and refuses: each line below `@ts-expect-error` must not compile. */
export const accepted = [
  <digital-factors-form
    key="1"
    name="digital-factors"
    nation="wales"
    lfpse-version="6"
    layout="inline"
    required
    className="wide"
  />,
  <digital-factors-form
    key="2"
    record={{ part: "none" }}
    systems={[{ type: "epr" }]}
    context={{ product: "Example" }}
  />,
  <digital-factors-form
    key="3"
    ref={(element) => {
      expectTypeOf(element).toEqualTypeOf<DigitalFactorsForm | null>();
    }}
    ondigital-factors-completed={(event) => {
      expectTypeOf(event).toEqualTypeOf<CustomEvent<CompletedDetail>>();
    }}
  />,
  <yellow-card-prompt key="4" heading-level={2} criteria={["3"]} value="" />,
  <reporting-routes key="5" heading-level="4" record={{}} aria-label="Who else to tell" />,
];

export const refused = [
  // @ts-expect-error: no nation of ours.
  <digital-factors-form key="1" nation="france" />,
  // @ts-expect-error: no kind of system.
  <digital-factors-form key="2" systems={[{ type: "toaster" }]} />,
  // @ts-expect-error: no attribute of this element.
  <reporting-routes key="3" name="routes" />,
  // @ts-expect-error: headings have six levels.
  <yellow-card-prompt key="4" heading-level={7} />,
];

expectTypeOf<keyof DigitalFactorsElements>().toEqualTypeOf<
  "digital-factors-form" | "yellow-card-prompt" | "reporting-routes"
>();
