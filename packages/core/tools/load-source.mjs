// Imports TypeScript of this package into plain Node: the generators run before anything is built.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));

/**
 * Returns what `code` exports. Files under src/generated are taken from `generated` and not from the disk, so that a page
 * never shows what the last run left there.
 */
export async function loadSource(code, generated) {
  const texts = new Map(generated.map(({ path, text }) => [path, text]));
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: packageFolder, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "error",
    plugins: [
      {
        name: "generated-in-memory",
        setup({ onLoad }) {
          onLoad({ filter: /[/\\]src[/\\]generated[/\\]/ }, ({ path }) => {
            const contents = texts.get(path.slice(packageFolder.length).replaceAll("\\", "/"));
            return contents === undefined ? undefined : { contents, loader: "ts" };
          });
        },
      },
    ],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
