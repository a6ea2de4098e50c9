// Makes every generated file of this package: `npm run generate` writes them, `generate:check` fails on a difference.
import { readFile } from "node:fs/promises";
import { customElementsManifest } from "./custom-elements-manifest.mjs";
import { editorFiles } from "./editor-data.mjs";
import { elementsFromSource } from "./element-source.mjs";
import { jsxFiles } from "./jsx-types.mjs";
import { llmsFiles } from "./llms-text.mjs";
import { wordsPage } from "./words-page.mjs";

/** Returns every generated file of this package: path relative to the package, and text. */
export async function generate() {
  const packageManifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  const elements = elementsFromSource();
  const manifest = customElementsManifest(elements);
  return [
    { path: "custom-elements.json", text: `${JSON.stringify(manifest, null, 2)}\n` },
    ...editorFiles(manifest, packageManifest),
    ...jsxFiles(elements),
    ...llmsFiles(manifest, packageManifest),
    await wordsPage(),
  ];
}
