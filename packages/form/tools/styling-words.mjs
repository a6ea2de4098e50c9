// What the source does not say of itself in words: parts, custom properties, states, and attributes of every element.

/** Attributes and properties that `FramedElement` takes over from HTML. */
export const inheritedAttributes = {
  lang: {
    description: "Language of the words. Default: the page's.",
    type: "string",
    values: ["en", "cy"],
  },
};

/** Members that a form control has because browsers give them to every form control. */
export const formControlMembers = {
  form: "The form it belongs to; null outside a form.",
  validity: "What is missing, as every form control says it.",
  validationMessage: "The first fault in words; empty where there is none.",
  willValidate: "Whether it takes part in validation.",
  checkValidity: "Tells whether nothing is missing, and sends `invalid` if something is.",
  reportValidity: "The same, and shows what is missing.",
};

/** Parts for `::part()`. */
export const parts = {
  root: "Everything inside.",
  progress: "The line above the question that counts the questions.",
  heading: "The heading of a screen or of the prompt.",
  field: "A question with its answers.",
  legend: "The words of a question.",
  hint: "The help under a question or an answer.",
  error: "The fault at its question.",
  "error-summary": "The box that lists every fault and links to its question.",
  choice: "One answer with its radio or box.",
  input: "A box to write in.",
  link: "A link, or a button that looks like one.",
  button: "The button that goes on.",
  "button-secondary": "Every button beside it.",
  "button-back": "The button that goes back.",
  inset: "A box that asks or tells something by the way.",
  "summary-list": "The list of answers given.",
  routes: "A list of those to tell.",
  panel: "The confirmation.",
  "reference-number": "The national reference number.",
  prompt: "The box of the prompt.",
  why: "What opens to show why the prompt is there.",
  sources: "What opens to show where the routes come from.",
};

/** Custom properties, set on the element or above it. */
export const customProperties = {
  "--digital-factors-font-family": "Font.",
  "--digital-factors-font-size": "Size of the text; everything else follows it.",
  "--digital-factors-text": "Colour of the text.",
  "--digital-factors-secondary-text": "Colour of hints.",
  "--digital-factors-background": "Colour behind inputs and tiles.",
  "--digital-factors-tint": "Colour behind insets, and behind what the pointer is on.",
  "--digital-factors-border": "Edge of inputs and tiles.",
  "--digital-factors-line": "Lines between answers.",
  "--digital-factors-link": "Colour of links and of the edge of insets.",
  "--digital-factors-button": "Colour of the main button, whose words are white.",
  "--digital-factors-error": "Colour of faults.",
  "--digital-factors-focus": "Ring around what has the focus.",
  "--digital-factors-prompt": "Edge of the prompt. Decoration.",
};

/** States for `:state()`. */
export const states = {
  empty: "There is nothing to say, so it takes no space.",
};
