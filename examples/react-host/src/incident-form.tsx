import type { DigitalFactorsRecord, RecordDraft } from "@digital-factors/core";
import { type FormEvent, useMemo, useState } from "react";
import { DigitalFactorsSection } from "./digital-factors.tsx";

type HarmKind = NonNullable<NonNullable<RecordDraft["harm"]>["kind"]>;

const harms: readonly { readonly kind: HarmKind; readonly label: string }[] = [
  { kind: "actual", label: "Someone was harmed" },
  { kind: "near-miss", label: "Someone was nearly harmed" },
  { kind: "none", label: "No effect" },
];

/** An incident form: its own two questions, the element, and a button. What is sent is plain form data. */
export function IncidentForm() {
  const [harm, setHarm] = useState<HarmKind>("near-miss");
  const [completed, setCompleted] = useState<DigitalFactorsRecord>();
  const [posted, setPosted] = useState<readonly (readonly [string, string])[]>([]);
  // The same object as long as the answer is the same: a new one would be handed to the element on each render.
  const known = useMemo<RecordDraft>(() => ({ harm: { kind: harm } }), [harm]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setPosted([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]));
  }

  return (
    <form onSubmit={send}>
      <h1>Report an incident</h1>
      <p>
        <label htmlFor="what">What happened?</label>
        <textarea id="what" name="what" required />
      </p>
      <p>
        <label htmlFor="harm">What did it mean for the patient?</label>
        <select id="harm" name="harm" value={harm} onChange={({ target }) => setHarm(target.value as HarmKind)}>
          {harms.map(({ kind, label }) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </select>
      </p>
      <DigitalFactorsSection known={known} onCompleted={setCompleted} />
      <button type="submit">Send report</button>
      <p role="status">{completed === undefined ? "" : "The questions on digital systems are answered."}</p>
      {posted.length > 0 && (
        <dl id="posted">
          {posted.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </form>
  );
}
