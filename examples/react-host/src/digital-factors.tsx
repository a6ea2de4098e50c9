import type { DigitalFactorsRecord, RecordDraft } from "@digital-factors/core";
import { useState } from "react";
import "@digital-factors/form/define";
import type {} from "@digital-factors/form/jsx";

/** What the incident form knows of the systems of its trust. */
const systems: NonNullable<RecordDraft["systems"]> = [
  {
    type: "prescribing",
    name: "ExampleMeds",
    supplier: "Example Health Ltd",
    version: "4.2",
    functions: ["prescribing"],
  },
  { type: "epr", name: "ExampleRecord", supplier: "Example Records Ltd", version: "2026.1" },
];

const context = { product: "React example host", version: "1.0" };

interface DigitalFactorsSectionProps {
  /** What the form has asked already, so that it is not asked again. */
  readonly known: RecordDraft;
  readonly onCompleted: (record: DigitalFactorsRecord) => void;
}

/** The element as a part of a React form. Properties are set as properties, and `on…` listens to its events. */
export function DigitalFactorsSection({ known, onCompleted }: DigitalFactorsSectionProps) {
  const [faults, setFaults] = useState(0);
  return (
    <section aria-labelledby="digital-systems">
      <h2 id="digital-systems">Digital systems</h2>
      <digital-factors-form
        name="digital-factors"
        nation="england"
        event-type="incident"
        record={known}
        systems={systems}
        context={context}
        ondigital-factors-completed={({ detail }) => onCompleted(detail.record)}
        ondigital-factors-invalid={({ detail }) => setFaults(detail.faults.length)}
        ondigital-factors-changed={() => setFaults(0)}
      />
      <output data-faults={faults}>{faults === 0 ? "" : `${faults} still to answer`}</output>
    </section>
  );
}
