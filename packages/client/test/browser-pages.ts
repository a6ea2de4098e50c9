import type { openIndexedDbStore, RelayClient, RelayClientOptions } from "@digital-factors/client";
import { build } from "esbuild";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { chromiumArguments } from "../../../tools/chromium.mjs";
import { eventually } from "./eventually.ts";
import { type RelayDouble, startRelayDouble } from "./relay-double.ts";

declare global {
  /** What the page under test offers its test. */
  var clientUnderTest: {
    readonly open: (options?: Partial<RelayClientOptions>) => RelayClient;
    readonly openIndexedDbStore: typeof openIndexedDbStore;
  };
}

/** Real Chromium, and a relay that also serves the page which loads the client. */
export interface BrowserPages {
  readonly relay: RelayDouble;
  /** Opens a tab with the client loaded; tabs of one context share their outbox. */
  readonly openTab: (context: BrowserContext) => Promise<Page>;
  readonly newContext: () => Promise<BrowserContext>;
  /** Kills the processes of all tabs, as the system does when it has no memory left. */
  readonly killTabs: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const pageScript = `
import { createRelayClient, openIndexedDbStore } from "@digital-factors/client";
globalThis.clientUnderTest = {
  openIndexedDbStore,
  open: (options = {}) => createRelayClient({ baseUrl: location.origin, outbox: openIndexedDbStore(), ...options }),
};
`;

export async function startBrowserPages(): Promise<BrowserPages> {
  const { outputFiles } = await build({
    stdin: { contents: pageScript, resolveDir: new URL("..", import.meta.url).pathname },
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    conditions: ["@digital-factors/source"],
    logLevel: "error",
  });
  const script = outputFiles[0]?.text ?? "";
  const files = new Map([
    [
      "/",
      { type: "text/html", body: '<!doctype html><title>Outbox</title><script type="module" src="/page.js"></script>' },
    ],
    ["/page.js", { type: "text/javascript", body: script }],
    ["/favicon.ico", { type: "image/x-icon", body: "" }],
  ]);
  const relay = await startRelayDouble((path) => files.get(path));
  const executablePath = process.env.CHROMIUM_PATH;
  const browser: Browser = await chromium.launch({
    args: [...chromiumArguments],
    ...(executablePath === undefined || executablePath === "" ? {} : { executablePath }),
  });
  return {
    relay,
    newContext: async () => await browser.newContext(),
    killTabs: async () => {
      const devTools = await browser.newBrowserCDPSession();
      const renderers = async () => {
        const { processInfo } = await devTools.send("SystemInfo.getProcessInfo");
        return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
      };
      const killed = await renderers();
      for (const id of killed) process.kill(id, "SIGKILL");
      // The browser keeps one in reserve, and would give it to the next tab before it sees that it is gone.
      await eventually(async () => (await renderers()).some((id) => killed.includes(id))).toBe(false);
      await devTools.detach();
    },
    openTab: async (context) => {
      const page = await context.newPage();
      await page.goto(relay.url);
      await page.waitForFunction(() => "clientUnderTest" in globalThis);
      return page;
    },
    close: async () => {
      await browser.close();
      await relay.close();
    },
  };
}
