// Takes a picture of every admin page, from a relay of its own with synthetic records: node tools/admin-screenshots.mjs [FOLDER]
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright";
import { chromiumArguments, findChromium } from "../../../tools/chromium.mjs";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const folder = process.argv[2] ?? join(packageFolder, "../../.tmp/screenshots-admin");
const wide = { width: 1280, height: 900 };
const looks = [
  { name: "1280", options: { viewport: wide } },
  { name: "320", options: { viewport: { width: 320, height: 640 } } },
  { name: "dark", options: { viewport: wide, colorScheme: "dark" } },
  { name: "welsh", options: { viewport: wide }, lang: "cy" },
  { name: "forced-colours", options: { viewport: wide, forcedColors: "active" } },
  { name: "print", options: { viewport: { width: 794, height: 1123 } }, media: "print" },
  { name: "docs", options: { viewport: { width: 960, height: 1080 } }, only: ["overview", "decide"] },
];

await mkdir(folder, { recursive: true });
const { startAdminDemo } = await load("test/admin-demo.ts");
const demo = await startAdminDemo({ accepted: 60 });
const executablePath = await findChromium();
const browser = await chromium.launch({
  args: chromiumArguments,
  ...(executablePath === undefined ? {} : { executablePath }),
});
let taken = 0;
for (const look of looks) await takeAll(look);
await browser.close();
await demo.stop();
console.log(`${taken} pictures are in ${folder}`);

/** Bundles a TypeScript file of this package, one folder below its root, so that it finds the package's own files. */
async function load(file) {
  const outfile = join(packageFolder, ".tmp", `${file.split("/").at(-1)}.mjs`);
  const others = {
    name: "others",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === "entry-point" || path.startsWith("@digital-factors/") ? undefined : { path, external: true },
      ),
  };
  await build({
    entryPoints: [join(packageFolder, file)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["@digital-factors/source"],
    plugins: [others],
    logLevel: "error",
  });
  return await import(pathToFileURL(outfile).href);
}

async function takeAll({ name: look, options, lang, media, only }) {
  const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const take = async (name) => {
    if (only !== undefined && !only.includes(name)) return;
    if (media !== undefined) await page.emulateMedia({ media });
    await page.screenshot({
      path: join(folder, `${name}-${look}.png`),
      fullPage: only === undefined,
      animations: "disabled",
    });
    if (media !== undefined) await page.emulateMedia({ media: null });
    taken += 1;
  };
  const open = async (path) => await page.goto(`${demo.url}/admin${path}`);
  const record = (id, action = "") => `/records/${id}${action}`;
  const { ids, tokens } = demo;

  await open(lang === undefined ? "/sign-in" : `/sign-in?lang=${lang}`);
  await take("sign-in");
  await page.locator("form button.primary").click();
  await take("sign-in-error");
  await page.locator("#token").fill(tokens.all);
  await page.locator("form button.primary").click();
  await page.locator(".cards").waitFor();
  await take("overview");
  for (const [path, picture] of [
    ["/records?state=unknown&state=parked&state=rejected&state=waiting", "records"],
    ["/records?id=none", "records-error"],
    [record(ids.unknown), "record-unknown"],
    [record(ids.rejected), "record-rejected"],
    [record(ids.accepted), "record-accepted"],
    [record(ids.unknown, "/decide"), "decide"],
    [record(ids.unknown, "/send-again"), "send-again"],
    [record(ids.unknown, "/at-lfpse"), "at-lfpse"],
    [record(ids.accepted, "/withdraw"), "withdraw"],
    [record(ids.accepted, "/yellow-card"), "yellow-card"],
    [record(ids.accepted, "/content"), "content"],
    ["/audit", "audit"],
    ["/tokens", "tokens"],
    ["/tokens/new", "token-new"],
    ["/nowhere", "not-found"],
  ]) {
    await open(path);
    await take(picture);
  }
  await open(record(ids.unknown, "/at-lfpse"));
  await page.locator("main form button.primary").click();
  await take("at-lfpse-error");
  await open("/tokens/new");
  await page.locator("#role").check();
  await page.locator("#organisation").fill("Z01");
  await page.locator("main form button.primary").click();
  await page.locator(".secret").waitFor();
  await take("token-made");
  await context.close();
}
