import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readOrganisations } from "../src/config/organisations.ts";
import { settingNames } from "../src/config/unknown-settings.ts";
import { serverLimits } from "../src/http/server-limits.ts";
import { relayEnvironment, relayProcess } from "./relay-process.ts";
import { runCommand } from "./run-command.ts";
import { emptyFolder } from "./running-relay.ts";

const folder = new URL("../deploy/", import.meta.url);
const textOf = (name: string) => readFileSync(new URL(name, folder), "utf8");
const settingPattern = /\b(?:DIGITAL_FACTORS|LFPSE)_[A-Z_]+|\bDATABASE_URL(?:_FILE)?\b/g;

/** A reader of YAML that the workspace has already. */
const parseYaml: (text: string) => unknown = createRequire(
  createRequire(import.meta.url).resolve("@seriousme/openapi-schema-validator"),
)("yaml").parse;

describe("every file for a site", () => {
  it.each(["systemd/digital-factors-relay.service", "relay.env.example", "compose.yaml", "Containerfile"])(
    "%s names settings that the relay has",
    (name) => {
      const named = [...new Set(textOf(name).match(settingPattern) ?? [])];
      expect(named.length).toBeGreaterThan(2);
      expect(named.filter((each) => !settingNames.includes(each))).toEqual([]);
    },
  );

  it("holds no secret: each is in a file of its own", () => {
    for (const name of [
      "systemd/digital-factors-relay.service",
      "relay.env.example",
      "compose.yaml",
      "Containerfile",
    ]) {
      expect(textOf(name)).not.toMatch(/^[^#]*\b(TOKEN|KEYS?|DATABASE_URL|PASSWORD)(=|: )/m);
    }
  });
});

describe("the systemd unit", () => {
  /** The unit with programs that are here, in a folder of its own. */
  async function unitFile(change: (text: string) => string = (text) => text): Promise<string> {
    const text = textOf("systemd/digital-factors-relay.service").replaceAll("/usr/bin/node", process.execPath);
    const file = join(await emptyFolder(), "digital-factors-relay.service");
    await writeFile(file, change(text));
    return file;
  }
  const analyze = (...given: readonly string[]) => spawnSync("systemd-analyze", [...given], { encoding: "utf8" });
  const isHere = analyze("--version").status === 0;
  const note = "systemd-analyze is not on this machine: the unit was not verified here";

  it("is verified by systemd-analyze, which finds a directive that does not exist", async ({ skip }) => {
    if (!isHere) return skip(note);
    const right = analyze("verify", await unitFile());
    expect([right.status, right.stderr]).toEqual([0, ""]);
    const wrong = analyze("verify", await unitFile((text) => text.replace("NoNewPrivileges=", "NoNewPrivilege=")));
    expect(wrong.stderr).toContain("NoNewPrivilege");
  });

  it("is verified with the keys of organisations as well", async ({ skip }) => {
    if (!isHere) return skip(note);
    const unit = await unitFile();
    const addition = join(`${unit}.d`, "organisations.conf");
    await mkdir(dirname(addition));
    await writeFile(addition, textOf("systemd/organisations.conf"));
    const right = analyze("verify", unit);
    expect([right.status, right.stderr]).toEqual([0, ""]);
    await writeFile(addition, textOf("systemd/organisations.conf").replace("LoadCredential=", "LoadCredentials="));
    expect(analyze("verify", unit).stderr).toContain("LoadCredentials");
  });

  it("is exposed little: 2.0 or less of 10", async ({ skip }) => {
    if (!isHere) return skip(note);
    const security = (file: string) => analyze("security", "--offline=true", "--threshold=20", file);
    expect(security(await unitFile()).status).toBe(0);
    const bare = (text: string) => text.replace(/^(Protect|Private|Restrict|SystemCall|Capability).*$/gm, "");
    expect(security(await unitFile(bare)).status).not.toBe(0);
  });

  it("gives a stop more time than the relay takes, and gets each secret that it names", () => {
    const text = textOf("systemd/digital-factors-relay.service");
    const stopSeconds = Number(/^TimeoutStopSec=(\d+)$/m.exec(text)?.[1]);
    const relayMs = Number(/^Environment=DIGITAL_FACTORS_STOP_LIMIT_MS=(\d+)$/m.exec(text)?.[1]);
    expect(relayMs / 1000).toBeLessThan(stopSeconds);
    for (const line of text.match(/^Environment=\w+_FILE=%d\/.*$/gm) ?? []) {
      expect(text).toContain(`\nLoadCredential=${line.split("/").at(-1)}:`);
    }
  });

  it("does not restart what wrong settings or wrong usage stop", { timeout: 20_000 }, async () => {
    const text = textOf("systemd/digital-factors-relay.service");
    const commands = [...text.matchAll(/^(Exec\w+)=\S+ \S+\/cli\.js (.+)$/gm)].map(([, name, given]) => [name, given]);
    // What another command of the unit ends with is not looked at by RestartPreventExitStatus.
    expect(commands).toEqual([["ExecStart", "serve"]]);
    expect(text.match(/^Exec/gm)).toHaveLength(1);
    const held = (/^RestartPreventExitStatus=(.+)$/m.exec(text)?.[1] ?? "").split(" ").map(Number);
    const wrongSettings = await runCommand({ LFPSE_BASE_URL: "nowhere" }, "serve");
    const wrongUsage = await runCommand({}, "serve", "--made-up");
    expect([wrongUsage.code, wrongSettings.code]).toEqual(held);
  });
});

describe("compose.yaml", () => {
  interface Service {
    readonly ports?: readonly string[];
    readonly secrets?: readonly string[];
    readonly networks: readonly string[];
    readonly volumes?: readonly string[];
    readonly image: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly read_only?: boolean;
    readonly cap_drop?: readonly string[];
    readonly stop_grace_period?: string;
    readonly depends_on?: Readonly<Record<string, { readonly condition: string }>> | readonly string[];
  }
  const compose = parseYaml(textOf("compose.yaml")) as {
    readonly services: Readonly<Record<"relay" | "postgres" | "proxy", Service>>;
    readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
    readonly volumes: Readonly<Record<string, unknown>>;
    readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  };
  const { relay, postgres, proxy } = compose.services;

  it("publishes the proxy alone, and keeps the database on a network that leads nowhere", () => {
    expect([relay.ports, postgres.ports, proxy.ports]).toEqual([undefined, undefined, ["443:443"]]);
    expect(postgres.networks).toEqual(["inside"]);
    expect(compose.networks.inside?.internal).toBe(true);
    expect(proxy.networks).not.toContain("inside");
  });

  it("declares every secret, network and volume that a service uses, and no other", () => {
    const services = Object.values(compose.services);
    const used = (names: readonly (readonly string[] | undefined)[]) =>
      [...new Set(names.flatMap((each) => each ?? []))].sort();
    expect(used(services.map(({ secrets }) => secrets))).toEqual(Object.keys(compose.secrets).sort());
    expect(used(services.map(({ networks }) => networks))).toEqual(Object.keys(compose.networks).sort());
    const named = services.map(({ volumes }) =>
      volumes?.map((volume) => volume.split(":")[0] ?? "").filter((source) => !source.startsWith(".")),
    );
    expect(used(named)).toEqual(Object.keys(compose.volumes).sort());
  });

  it("gives each service the secrets that its variables name", () => {
    for (const { environment = {}, secrets = [] } of [relay, postgres]) {
      const files = Object.entries(environment).filter(([name]) => name.endsWith("_FILE"));
      expect(files.map(([, path]) => path.replace("/run/secrets/", "")).sort()).toEqual([...secrets].sort());
    }
  });

  it("runs the relay read-only, without capabilities, once the database is there, and pins every image", () => {
    expect(relay).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
    expect(relay.depends_on).toEqual({ postgres: { condition: "service_healthy" } });
    for (const { image } of [postgres, proxy]) expect(image).toMatch(/:\d+\.\d+/);
  });

  it("waits for a stop longer than the image's relay takes", () => {
    const limitMs = Number(/DIGITAL_FACTORS_STOP_LIMIT_MS=(\d+)/.exec(textOf("Containerfile"))?.[1]);
    expect(Number.parseInt(relay.stop_grace_period ?? "", 10) * 1000).toBeGreaterThan(limitMs);
  });
});

describe("the Containerfile", () => {
  const instructions = textOf("Containerfile")
    .replace(/\\\n\s*/g, " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)] as const);
  const of = (name: string) => instructions.filter(([each]) => each === name).map(([, rest]) => rest);
  const jsonOf = (text: string): readonly string[] => JSON.parse(text.slice(text.indexOf("[")));

  it("has only instructions that there are, a base of a pinned version, and stages that exist", () => {
    const known = [
      "ARG",
      "FROM",
      "WORKDIR",
      "RUN",
      "COPY",
      "ENV",
      "VOLUME",
      "USER",
      "EXPOSE",
      "STOPSIGNAL",
      "HEALTHCHECK",
      "ENTRYPOINT",
      "CMD",
    ];
    expect(instructions.filter(([name]) => !known.includes(name))).toEqual([]);
    expect(of("ARG")).toEqual([expect.stringMatching(/^NODE_IMAGE=docker\.io\/library\/node:\d+\.\d+\.\d+-\S+$/)]);
    const stages = of("FROM").map((from) => / AS (\w+)$/.exec(from)?.[1]);
    for (const copy of of("COPY")) {
      const from = /--from=(\w+)/.exec(copy)?.[1];
      if (from !== undefined) expect(stages).toContain(from);
    }
  });

  it("runs as a user without rights, by the exec form, so that signals reach the relay", () => {
    expect(of("USER")).toEqual(["node"]);
    expect([...jsonOf(of("ENTRYPOINT")[0] ?? ""), ...jsonOf(of("CMD")[0] ?? "")]).toEqual([
      "node",
      "/app/dist/cli.js",
      "serve",
    ]);
    expect(of("STOPSIGNAL")).toEqual(["SIGTERM"]);
  });

  it("tells a relay that lives from one that does not", { timeout: 20_000 }, async () => {
    const [program = "", ...given] = jsonOf(of("HEALTHCHECK")[0] ?? "");
    expect(program).toBe("node");
    const relay = await relayProcess(relayEnvironment("http://127.0.0.1:9", join(await emptyFolder(), "relay.db")));
    const check = () =>
      spawnSync(process.execPath, given, { env: { DIGITAL_FACTORS_RELAY_PORT: new URL(relay.url).port } }).status;
    expect(check()).toBe(0);
    await relay.end("SIGTERM");
    expect(check()).toBe(1);
  });

  it("leaves out of its context what must not be in an image", async () => {
    const ignored = (await readFile(new URL("Containerfile.dockerignore", folder), "utf8")).split("\n");
    for (const name of ["**/node_modules", "**/dist", "**/.data", ".git", "**/secrets", "**/*.env"]) {
      expect(ignored).toContain(name);
    }
  });
});

describe("the command of docs/relay-operations.md that runs with the service's settings", () => {
  it("names secrets and store where systemd puts them, and passes on what it is given", async () => {
    const page = readFileSync(new URL("../../../docs/relay-operations.md", import.meta.url), "utf8");
    const shown = /```sh\n(systemd-run [^`]+)```/.exec(page)?.[1] ?? "";
    const folder = await emptyFolder();
    // A property that comes over D-Bus is taken as it is written: no specifier of a unit file is put in its place.
    expect(shown).not.toMatch(/--property=\S*%[a-zA-Z]/);
    const systemdRun = `#!/bin/sh
while [ "\${1#--}" != "$1" ]; do shift; done
CREDENTIALS_DIRECTORY=/run/credentials/example STATE_DIRECTORY=/var/lib/example exec "$@"`;
    const relay = `#!/bin/sh
env | grep -E '_FILE=|_STORE='; echo "$@"`;
    for (const [name, text] of Object.entries({ "systemd-run": systemdRun, relay })) {
      await writeFile(join(folder, name), text);
      await chmod(join(folder, name), 0o755);
    }
    const local = shown.replace(/\/opt\S+\/digital-factors-relay(?= )/, join(folder, "relay"));
    const { stdout } = spawnSync("sh", ["-c", local], {
      env: { PATH: `${folder}:${process.env.PATH}` },
      encoding: "utf8",
    });
    expect(stdout.trim().split("\n").sort()).toEqual([
      "DIGITAL_FACTORS_ENCRYPTION_KEYS_FILE=/run/credentials/example/encryption-keys",
      "DIGITAL_FACTORS_RELAY_STORE=/var/lib/example/relay.db",
      "LFPSE_SUBSCRIPTION_KEY_FILE=/run/credentials/example/lfpse-subscription-key",
      "token make --role administrator",
    ]);
    const loaded = [...shown.matchAll(/LoadCredential=([^:]+):/g)].map(
      ([, name]) => `/run/credentials/example/${name}`,
    );
    expect(loaded.filter((path) => !stdout.includes(path))).toEqual([]);
  });
});

describe("the examples of proxies", () => {
  it.each([
    ["proxy/nginx.conf", /^\s*keepalive_timeout (\d+)s;$/m],
    ["proxy/Caddyfile", /^\s*keepalive (\d+)s$/m],
  ])("%s gives up an idle connection before the relay does, so that no request meets its end", (name, pattern) => {
    const seconds = Number(pattern.exec(textOf(name))?.[1]);
    expect(seconds * 1000).toBeLessThan(serverLimits(15_000).keepAliveTimeout ?? 0);
  });

  it.each(["proxy/Caddyfile", "proxy/nginx.conf"])(
    "%s has its braces in pairs, and shows no figures to the outside",
    (name) => {
      const code = textOf(name).replace(/#.*$/gm, "");
      let depth = 0;
      for (const brace of code.match(/[{}]/g) ?? []) {
        depth += brace === "{" ? 1 : -1;
        expect(depth).toBeGreaterThanOrEqual(0);
      }
      expect(depth).toBe(0);
      for (const path of ["/metrics", "/readyz"]) expect(code).toContain(path);
      if (name.endsWith("nginx.conf")) {
        const lines = code.split("\n").map((line) => line.trim());
        expect(lines.filter((line) => line !== "" && !/[;{}]$/.test(line))).toEqual([]);
      }
    },
  );
});

describe("the example of organisations", () => {
  it("is one that the relay reads from the folder into which the unit puts it with each key", () => {
    const addition = textOf("systemd/organisations.conf");
    const folder = "/run/credentials/digital-factors-relay.service";
    const path = /^Environment=DIGITAL_FACTORS_ORGANISATIONS_FILE=%d(\/.+)$/m.exec(addition)?.[1];
    const loaded = new Map(
      [...addition.matchAll(/^LoadCredential=([^:]+):(.+)$/gm)].map(([, name, from]) => [`${folder}/${name}`, from]),
    );
    const files = {
      read: (asked: string) => {
        const from = loaded.get(asked);
        if (from === undefined) throw new Error("There is no such file.");
        return from.includes("/secrets/") ? "an-example-key" : textOf("organisations.example.json");
      },
      mode: () => 0o600,
    };
    expect(readOrganisations(`${folder}${path}`, files)).toMatchObject({
      organisations: { Z01: { lfpseSubscriptionKey: "an-example-key" }, Z02: { lfpseRatePerMinute: 60 } },
      faults: [],
      warnings: [],
    });
  });
});
