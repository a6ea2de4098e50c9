import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright";
import { chromiumArguments, findChromium } from "../../../tools/chromium.mjs";

/** Starts one Chromium for a file of tests. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await findChromium();
  return await chromium.launch({
    args: chromiumArguments,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
}

/** A tab of its own, and what it must not do: break the policy, print to the console, ask another host. */
export interface WatchedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** `securitypolicyviolation` events, by the directive and what was blocked. */
  readonly violations: readonly string[];
  /** Warnings and errors of the console, and exceptions nobody caught. */
  readonly complaints: readonly string[];
  /** Hosts of every request. */
  readonly hosts: ReadonlySet<string>;
}

/** Opens a tab in a context of its own, with everything watched from the first document on. */
export async function openWatchedPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(20_000);
  const violations: string[] = [];
  await context.exposeBinding("reportViolation", (_source, text: string) => {
    violations.push(text);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = Reflect.get(window, "reportViolation") as (text: string) => void;
      report(`${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  const complaints: string[] = [];
  const hosts = new Set<string>();
  context.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("request", (request) => hosts.add(new URL(request.url()).host));
  return { context, page: await context.newPage(), violations, complaints, hosts };
}
