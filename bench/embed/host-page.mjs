// The page around every form: the same for all, with what an incident system's page has.

const host = `<h1 id="host-h1">Report an incident</h1>
<h2 id="host-h2">Digital systems</h2>
<p id="host-p">Tell us what happened. <a id="host-a" href="#form">Help with this form</a></p>
<button id="host-button" type="button">Save for later</button>
<label id="host-label" for="host-input">Ward</label> <input id="host-input" name="ward">
<table id="host-table"><thead><tr><th id="host-th">Reported on</th></tr></thead><tbody><tr><td id="host-td">Monday</td></tr></tbody></table>
<ul id="host-ul"><li id="host-li">Do not name anyone.</li></ul>`;

/** The elements of the host page whose computed values are sampled, and the values: 13 × 10. */
export const sampledElements = [
  "body",
  ...["h1", "h2", "p", "a", "button", "label", "input", "table", "th", "td", "ul", "li"].map((name) => `#host-${name}`),
];
export const sampledProperties = [
  "color",
  "backgroundColor",
  "fontFamily",
  "fontSize",
  "fontWeight",
  "lineHeight",
  "marginTop",
  "paddingLeft",
  "borderTopWidth",
  "boxSizing",
];

/** Returns the page: `head` and `body` are what a form adds. */
export function hostPage({ title, head, body }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
${head}
</head>
<body>
${host}
<main>
${body}
</main>
</body>
</html>
`;
}
