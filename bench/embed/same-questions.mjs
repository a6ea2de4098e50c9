// Makes sure that a form shows the questions it is measured for.
import { installProbe } from "./probe.mjs";

/** Everything that can be read in the page and its shadow roots, with single spaces. */
function visibleText() {
  const textOf = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return "";
    if (["SCRIPT", "STYLE"].includes(node.nodeName)) return "";
    if (node.nodeType === Node.ELEMENT_NODE && getComputedStyle(node).display === "none") return "";
    const inside = [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes];
    return ` ${inside.map(textOf).join(" ")} `;
  };
  return textOf(document.body).replace(/\s+/g, " ");
}

/** Returns the legends, hints and labels of the questions that the page does not show. */
export async function missingFrom(browser, origin, form, questions) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    await context.addInitScript(installProbe);
    const page = await context.newPage();
    await page.goto(`${origin}/${form.id}/`);
    await page.evaluate((last) => window.benchProbe.paintedMs(last, 30_000), form.last);
    if (!form.isUnanswered) await page.evaluate((path) => window.benchProbe.paintedMs(path, 30_000), form.conditional);
    const text = await page.evaluate(visibleText);
    const asked = form.isUnanswered ? questions.slice(0, 1) : questions;
    const words = asked.flatMap(({ legend, hint, choices = [] }) => [
      legend,
      ...(hint === undefined ? [] : [hint]),
      ...choices.flatMap(({ label, hint: choiceHint }) => (choiceHint === undefined ? [label] : [label, choiceHint])),
    ]);
    return words.filter((each) => !text.includes(each.replace(/\s+/g, " ")));
  } finally {
    await context.close();
  }
}
