/** One answer and how it is given. */
export interface Step {
  /** The item that is answered. */
  readonly linkId: string;
  /** Code that is chosen, or the words that are typed. */
  readonly value: string;
  readonly by: "mouse" | "keyboard";
  /** Questions that the renderer shows after it, in order. */
  readonly inRenderer: readonly string[];
  /** Questions that our element shows after it, in order. It opens one screen after the other. */
  readonly inForm: readonly string[];
}

/** A way through the questions, answered alike in the renderer and in our element. */
export interface Branch {
  readonly name: string;
  readonly file: string;
  readonly steps: readonly Step[];
}

const system = ["part", "system", "system-name"];
const untilTile = [...system, "group", "still-happening", "others-affected", "description"];
const tile = [...system, "group", "factors-alerts", "still-happening", "others-affected", "description"];
const judged = [...tile, "medical-device", "harm", "yellow-card"];

const formUntilTile = ["part", "system", "group"];
const formTile = [...formUntilTile, "factors", "still-happening", "description"];
const formJudged = [...formTile, "harm", "yellow-card"];

const prescribingFault: readonly Step[] = [
  { linkId: "part", value: "main", by: "mouse", inRenderer: untilTile, inForm: ["part", "system"] },
  { linkId: "system", value: "prescribing", by: "keyboard", inRenderer: untilTile, inForm: formUntilTile },
  { linkId: "group", value: "alerts", by: "keyboard", inRenderer: judged, inForm: formTile },
  { linkId: "factors-alerts", value: "calculation-wrong", by: "mouse", inRenderer: judged, inForm: formJudged },
  { linkId: "still-happening", value: "yes", by: "keyboard", inRenderer: judged, inForm: formJudged },
  {
    linkId: "description",
    value: "It worked out ten times the dose.",
    by: "keyboard",
    inRenderer: judged,
    inForm: formJudged,
  },
  { linkId: "harm", value: "near-miss", by: "mouse", inRenderer: judged, inForm: formJudged },
  { linkId: "yellow-card", value: "someone-else-will", by: "keyboard", inRenderer: judged, inForm: formJudged },
];

/** The branches, in the order they are answered. */
export const branches: readonly Branch[] = [
  {
    name: "A prescribing system works out a dose that is too high",
    file: "prescribing-fault",
    steps: prescribingFault,
  },
  {
    name: "No system played a part",
    file: "no-part",
    steps: [{ linkId: "part", value: "none", by: "mouse", inRenderer: ["part"], inForm: ["part"] }],
  },
  {
    name: "The reporter says so, and then that no system played a part",
    file: "taken-back",
    steps: [
      ...prescribingFault.slice(0, 4),
      { linkId: "part", value: "none", by: "mouse", inRenderer: ["part"], inForm: ["part"] },
    ],
  },
];
