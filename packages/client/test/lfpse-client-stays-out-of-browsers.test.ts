import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const bundled = async (contents: string, platform: "browser" | "node") => {
  const stdin = { contents, resolveDir: new URL("..", import.meta.url).pathname };
  const options = { stdin, platform, bundle: true, write: false, format: "esm", logLevel: "silent" } as const;
  // As a reader's bundler resolves, save that the source stands in for what is not built.
  const conditions = platform === "node" ? ["@digital-factors/source"] : [];
  return await build({ ...options, conditions }).then(
    () => "built",
    (error: { readonly errors: readonly { readonly text: string }[] }) =>
      error.errors.map(({ text }) => text).join("\n"),
  );
};

describe("a bundle of the LFPSE client", () => {
  it.each([
    'import { createLfpseClient } from "@digital-factors/client/lfpse"; createLfpseClient();',
    'import * as lfpse from "@digital-factors/client/lfpse"; console.log(lfpse);',
    'import("@digital-factors/client/lfpse");',
    'export * from "@digital-factors/client/lfpse";',
  ])("for browsers fails, and says why: %s", async (code) => {
    const message = await bundled(code, "browser");
    expect(message).toContain("The LFPSE client is for servers");
    expect(message).toContain("subscription key");
  });

  it("for a server is made", async () => {
    expect(await bundled('export { createLfpseClient } from "@digital-factors/client/lfpse";', "node")).toBe("built");
  });
});
