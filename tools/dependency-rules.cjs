/*
 * Which file may import which: arrows point to core only, save those named here.
 * The exceptions are settled in docs/adr/ADR-001_Toolchain.md.
 */

const tests = "\\.(test|test-d|browser\\.test|fixtures)\\.ts$|/test/";
const tooling = "/(tsup\\.config|vitest\\.config)\\.ts$|^packages/[^/]+/tools/";

/** No shipped file of `from` may reach a package in `to`. */
function forbidArrow(name, comment, from, to, exceptFrom) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: from, pathNot: [tests, tooling, ...(exceptFrom ?? [])] },
    to: { path: to },
  };
}

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment:
        "A cycle hides which file owns an idea: move what both need into a third. Types alone may know each other.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolved",
      comment:
        "Every import must be found. What begins with a slash is an address of the page's own server; the sentence is what stops a build for browsers.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^/|^The LFPSE client is for servers" },
    },
    {
      name: "no-undeclared",
      comment: "A shipped file imports only what its own package.json declares.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: [tests, "^packages/form/src/cdn[-a-z]*\\.ts$"] },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev"], dependencyTypesNot: ["npm-peer"] },
    },
    {
      name: "no-tests-in-source",
      comment: "Tests and fixtures are not published, so shipped files cannot need them.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: tests },
      to: { path: tests },
    },
    forbidArrow("core-imports-no-package", "Every arrow points to core.", "^packages/core/", "^packages/(?!core/)"),
    forbidArrow(
      "form-imports-core-only",
      "form and client meet in the page, through events; only the one-file build holds both.",
      "^packages/form/",
      "^packages/(?!form/|core/)",
      ["^packages/form/src/cdn[-a-z]*\\.ts$"],
    ),
    {
      ...forbidArrow(
        "cdn-imports-client",
        "",
        "^packages/form/src/cdn[-a-z]*\\.ts$",
        "^packages/(?!form/|core/|client/)",
      ),
      comment: "The one-file build holds the form and the client, nothing more.",
    },
    forbidArrow(
      "client-imports-core-only",
      "See form-imports-core-only.",
      "^packages/client/",
      "^packages/(?!client/|core/)",
    ),
    forbidArrow(
      "sandbox-imports-core-only",
      "The stand-in knows LFPSE, not us.",
      "^packages/sandbox/",
      "^packages/(?!sandbox/|core/)",
    ),
    forbidArrow(
      "insights-imports-core-only",
      "Learning needs records only.",
      "^packages/insights/",
      "^packages/(?!insights/|core/)",
    ),
    forbidArrow(
      "relay-imports-core-and-lfpse",
      "The relay reuses the client's LFPSE half, never its browser half.",
      "^packages/relay/",
      "^packages/(?!relay/|core/|client/src/(lfpse|errors)/)",
    ),
    {
      name: "form-and-client-are-strangers",
      comment: "Not even a test of one imports the other: the examples test them together.",
      severity: "error",
      from: { path: "^packages/(form|client)/", pathNot: ["^packages/form/src/cdn[-a-z.]*\\.ts$"] },
      to: { path: "^packages/(form|client)/", pathNot: "^packages/$1/" },
    },
    {
      name: "core-has-no-input-or-output",
      comment: "core runs in a browser, in Node and in a worker: no built-in of Node.",
      severity: "error",
      from: { path: "^packages/core/src/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "browser-code-has-no-node",
      comment: "form and the relay client run in a browser.",
      severity: "error",
      from: { path: "^packages/(form|client)/src/", pathNot: [tests, "^packages/client/src/lfpse/"] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "core-depends-on-zod-only",
      comment: "A new runtime dependency needs a decision record.",
      severity: "error",
      from: { path: "^packages/core/src/", pathNot: tests },
      to: { dependencyTypes: ["npm"], pathNot: "node_modules/zod/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/(dist|\\.types|\\.tmp|api|coverage)/" },
    tsConfig: { fileName: "tsconfig.base.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@digital-factors/source", "import", "node", "default", "types"],
      extensions: [".ts", ".mjs", ".js", ".cjs", ".json"],
    },
  },
};
