import { restored } from "../answers/answers.ts";
import { snapshotFrom } from "../answers/snapshot.ts";
import type { DigitalFactorsForm } from "../components/digital-factors-form.ts";
import type { FormState } from "./form-state.ts";

/** Keeps the value and the validity of the element in the host's form true to its answers. */
export class FormValue {
  readonly internals: ElementInternals;
  readonly #element: DigitalFactorsForm;
  readonly #state: FormState;

  constructor(element: DigitalFactorsForm, internals: ElementInternals, state: FormState) {
    this.#element = element;
    this.internals = internals;
    this.#state = state;
  }

  update(): void {
    if (this.#state.draft.part === undefined) this.internals.setFormValue(null);
    else this.internals.setFormValue(this.#entries(), this.#state.snapshot);
    const [fault] = this.#faults();
    const anchor = this.#element.renderRoot?.querySelector<HTMLElement>(".heading") ?? undefined;
    if (fault === undefined) this.internals.setValidity({});
    else
      this.internals.setValidity(
        fault.linkId === "description" ? { tooLong: true } : { valueMissing: true },
        fault.message,
        anchor,
      );
  }

  /** Shows what is missing. The focus comes here only if nothing before us in the host's form is in need of it. */
  report(): void {
    const controls = [...(this.internals.form?.elements ?? [])] as HTMLInputElement[];
    const first = controls.find((control) => control.willValidate && !control.validity.valid);
    this.#state.show(this.#faults(), first === undefined || (first as Element) === this.#element);
  }

  restore(state: unknown): void {
    const { answers } = this.#state;
    const saved = snapshotFrom(String(state));
    if (saved !== undefined && answers.draft.part === undefined) this.#state.resume(restored(saved, answers));
  }

  /** A form that was never begun is right as it is, unless the host requires an answer. */
  #faults() {
    const isBegun = this.#state.draft.part !== undefined;
    const faults = isBegun || this.#element.required ? this.#state.firstFaults : [];
    // The identifier guard is a question to the reporter, never a reason to hold the host's form back.
    return faults.filter(({ message }) => message !== this.#state.strings.identifier.error);
  }

  #entries(): FormData {
    const { record } = this.#state;
    const entries = new FormData();
    entries.append(this.#element.name, JSON.stringify(record));
    for (const [path, name] of Object.entries(this.#element.fieldMap ?? {})) {
      const found = path
        .split(".")
        .reduce<unknown>(
          (value, step) =>
            typeof value === "object" && value !== null ? (value as Record<string, unknown>)[step] : undefined,
          record,
        );
      for (const value of Array.isArray(found) ? found : [found ?? ""]) {
        entries.append(name, typeof value === "object" ? JSON.stringify(value) : String(value));
      }
    }
    return entries;
  }
}
