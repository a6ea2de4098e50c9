import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A running host. */
export interface RenderedHost {
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Starts the host as a reader would, in a process of its own: server and page then run the same build of the element, without
 * which nothing can be taken over.
 */
export async function startHostProcess(): Promise<RenderedHost> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("../server.mjs", import.meta.url))], {
    env: { ...process.env, DIGITAL_FACTORS_RENDERED_PORT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const address = new Promise<string>((settle, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        const [found] = /http:\/\/127\.0\.0\.1:\d+\//.exec(output) ?? [];
        if (found !== undefined) settle(found);
      });
    }
    child.once("exit", () => fail(new Error(`The host did not start:\n${output}`)));
  });
  return {
    address: await address,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}
