import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig, type Plugin, type TestProjectInlineConfiguration } from "vitest/config";
import { chromiumArguments, findChromium } from "./tools/chromium.mjs";

const sourceCondition = "@digital-factors/source";
const nodeConditions = [sourceCondition, "node"];
const browserConditions = [sourceCondition, "module", "browser"];
const executablePath = await findChromium();
const file = (path: string) => new URL(path, import.meta.url).pathname;

/** Libraries load as they are shipped: vitest adds the development condition, whose builds print warnings. */
const asShipped: Plugin = {
  name: "as-shipped",
  configResolved({ ssr }) {
    const conditions = ssr.resolve?.conditions ?? [];
    conditions.splice(0, conditions.length, ...nodeConditions);
  },
};

/** Serves the script of msw, which a browser asks for at the root of the site. */
const mswWorker: Plugin = {
  name: "msw-worker",
  configureServer({ middlewares }) {
    const script = createRequire(file("./packages/sandbox/package.json")).resolve("msw/mockServiceWorker.js");
    middlewares.use("/mockServiceWorker.js", (_, response) => {
      response.setHeader("content-type", "text/javascript");
      response.end(readFileSync(script));
    });
  },
};

function nodeProject(name: string): TestProjectInlineConfiguration {
  const root = file(`./packages/${name}`);
  return {
    root,
    plugins: [asShipped],
    ssr: { resolve: { conditions: nodeConditions } },
    test: {
      name,
      environment: "node",
      include: ["{src,test,tools}/**/*.test.ts"],
      exclude: ["**/*.browser.test.ts"],
      setupFiles: [file("./tools/testing/console-guard.ts")],
      env: { CHROMIUM_PATH: executablePath ?? "" },
    },
  };
}

function browserProject(
  name: string,
  optimised: readonly string[],
  plugins: readonly Plugin[] = [],
): TestProjectInlineConfiguration {
  return {
    root: file(`./packages/${name}`),
    plugins: [...plugins],
    resolve: {
      conditions: browserConditions,
      alias: { "@web/test-runner-commands": file("./tools/testing/web-test-runner-commands.ts") },
    },
    optimizeDeps: { include: [...optimised] },
    test: {
      name: `${name}:browser`,
      include: ["{src,test}/**/*.browser.test.ts"],
      setupFiles: [file("./tools/testing/console-guard.ts"), file("./tools/testing/fixture-cleanup.ts")],
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: { args: chromiumArguments, ...(executablePath === undefined ? {} : { executablePath }) },
        }),
        instances: [{ browser: "chromium" }],
      },
    },
  };
}

function exampleProject(name: string): TestProjectInlineConfiguration {
  return {
    root: file(`./examples/${name}`),
    ssr: { resolve: { conditions: nodeConditions } },
    test: {
      name,
      environment: "node",
      include: ["{src,test}/**/*.test.ts"],
      testTimeout: 90_000,
      hookTimeout: 60_000,
      fileParallelism: false,
      setupFiles: [file("./tools/testing/console-guard.ts")],
      env: { CHROMIUM_PATH: executablePath ?? "" },
    },
  };
}

const openWc = ["@open-wc/testing", "axe-core"];

export default defineConfig({
  test: {
    allowOnly: false,
    maxWorkers: 2,
    restoreMocks: true,
    projects: [
      nodeProject("core"),
      nodeProject("form"),
      nodeProject("client"),
      nodeProject("sandbox"),
      nodeProject("relay"),
      nodeProject("insights"),
      browserProject("form", [...openWc, "lit", "lit/decorators.js"]),
      browserProject("client", [...openWc, "idb"]),
      browserProject("sandbox", [...openWc, "hono", "msw", "msw/browser"], [mswWorker]),
      exampleProject("datix-style-host"),
      exampleProject("react-host"),
      exampleProject("server-rendered-host"),
      exampleProject("supplier-hazard-log"),
    ],
  },
});
