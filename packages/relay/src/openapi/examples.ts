import type { ApiSchemaName } from "./schemas.ts";

const id = "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10";

/** A body of each kind, all synthetic. Each passes the checks of the relay. */
export const bodyExamples: Readonly<Partial<Record<ApiSchemaName, object>>> = {
  Submission: {
    record: {
      format: "digital-factors/1",
      id,
      recordedAt: "2026-01-31T14:05:00Z",
      versions: { factors: "1.1.0", lfpse: "5" },
      nation: "england",
      reporter: "staff",
      eventType: "incident",
      part: "main",
      systems: [{ type: "prescribing", functions: ["prescribing"], name: "ExampleMeds" }],
      description: "Synthetic: after an update the drug chart stayed blank.",
    },
  },
  YellowCardReference: { covers: "device", value: "YC-EXAMPLE-0042" },
};
