import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { answerTexts, exampleRecord } from "./example-record.ts";
import { relayEnvironment } from "./relay-process.ts";
import { runCommand, startCommand } from "./run-command.ts";
import { emptyFolder, post, runningSandbox, subscriptionKey, token } from "./running-relay.ts";

/** Secrets of every kind, in an environment that is right but for what a test changes. */
async function environmentOf(sandboxUrl: string) {
  const folder = await emptyFolder();
  const secrets = {
    DIGITAL_FACTORS_TOKEN: "an-example-token-in-use",
    DIGITAL_FACTORS_METRICS_TOKEN: "an-example-token-for-figures",
    LFPSE_SUBSCRIPTION_KEY: "an-example-subscription-key",
    DIGITAL_FACTORS_ENCRYPTION_KEYS: `example:${randomBytes(32).toString("base64")}`,
  };
  const environment = { ...relayEnvironment(sandboxUrl, join(folder, "relay.db")), ...secrets };
  const hidden = [
    ...Object.values(secrets),
    secrets.DIGITAL_FACTORS_ENCRYPTION_KEYS.slice(8),
    token,
    subscriptionKey,
    ...answerTexts,
  ];
  return { folder, environment, hidden };
}

/** What is wrong, and the exit code: 78 for settings, 75 for a database that cannot be reached. */
const faulty: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
  ["a port that is none", { DIGITAL_FACTORS_RELAY_PORT: "an-example-subscription-key" }, 78],
  ["a secret in the wrong variable", { LFPSE_BASE_URL: "an-example-token-in-use" }, 78],
  ["an address with a password in it", { LFPSE_BASE_URL: "https://user:an-example-token-in-use@lfpse.example" }, 78],
  [
    "a database's address with a password in it",
    { DATABASE_URL: "postgres://user:an-example-token-in-use@127.0.0.1:9/none", DIGITAL_FACTORS_RELAY_STORE: "" },
    75,
  ],
  ["a damaged encryption key", { DIGITAL_FACTORS_ENCRYPTION_KEYS: "example:an-example-token-in-use" }, 78],
  ["a secret with a space", { DIGITAL_FACTORS_TOKEN: "an-example-token-in-use and more" }, 78],
];

describe("the output of the relay's command", { timeout: 60_000 }, () => {
  it.each(["--help", "--version", "nonsense", "--nonsense", "token list", "keys nonsense"])(
    "has no secret in it: %s",
    async (given) => {
      const { environment, hidden } = await environmentOf("http://127.0.0.1:9");
      const { output, errors } = await runCommand(environment, ...given.split(" "));
      expect(output + errors).not.toBe("");
      for (const text of hidden) expect(output + errors).not.toContain(text);
    },
  );

  it.each(faulty)("has no secret in it when it ends because of %s", async (_, changed, exitCode) => {
    const { environment, hidden } = await environmentOf("http://127.0.0.1:9");
    const { code, output, errors } = await runCommand({ ...environment, ...changed });
    expect(code).toBe(exitCode);
    expect(errors).not.toBe("");
    for (const text of hidden) expect(output + errors).not.toContain(text);
  });

  it("has no secret or answer in it while the relay works, refuses, and is ended", async () => {
    const sandbox = await runningSandbox();
    const { environment, hidden } = await environmentOf(sandbox.url);
    const key = { LFPSE_SUBSCRIPTION_KEY: subscriptionKey };
    const running = startCommand({ ...environment, ...key, DIGITAL_FACTORS_LOG_LEVEL: "trace" });
    const url = await new Promise<string>((resolve, reject) => {
      running.child.stdout?.on("data", (chunk: Buffer) => {
        const found = /"url":"(http:[^"]+)"/.exec(chunk.toString("utf8"))?.[1];
        if (found !== undefined) resolve(found);
      });
      running.child.once("exit", () => reject(new Error("The relay ended before it listened.")));
    });
    const authorised = { Authorization: `Bearer ${environment.DIGITAL_FACTORS_TOKEN}` };
    const record = exampleRecord();
    expect((await post(url, record, { headers: authorised })).status).toBe(202);
    expect((await post(url, { ...record, description: "Another text." }, { headers: authorised })).status).toBe(409);
    expect(
      (await post(url, exampleRecord(), { headers: { Authorization: "Bearer an-example-token-of-nobody" } })).status,
    ).toBe(401);
    expect((await fetch(`${url}/v1/records/${record.id}?token=${environment.DIGITAL_FACTORS_TOKEN}`)).status).toBe(401);
    running.child.kill("SIGTERM");
    const { code, output, errors } = await running.ended;
    expect(code).toBe(0);
    expect(output).toContain('"msg":"request"');
    for (const text of [...hidden, "of-nobody", "Another text"]) expect(output + errors).not.toContain(text);
  });

  it("has no secret or answer in it when the relay cannot read its store", async () => {
    const { folder, environment, hidden } = await environmentOf("http://127.0.0.1:9");
    await writeFile(join(folder, "relay.db"), `not a database: ${answerTexts[1]}`);
    const { code, output, errors } = await runCommand(environment);
    expect(code).toBe(1);
    for (const text of hidden) expect(output + errors).not.toContain(text);
  });
});
