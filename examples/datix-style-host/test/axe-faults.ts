import type axe from "axe-core";
import type { Page } from "playwright";

/** What axe finds on the page as it is now, by rule and place. Its source must have been put in. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  return await page.evaluate(async () => {
    const { run } = Reflect.get(window, "axe") as typeof axe;
    const { violations } = await run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.flat().join(" ")}`));
  });
}
