import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const root = new URL("../../../", import.meta.url);
const text = readFileSync(new URL("SECURITY.md", root), "utf8");

interface NamedTest {
  readonly threat: string;
  readonly file: string;
  readonly title: string;
}

/** Lines of the table: letter, threat, control, tests. */
const lines = text
  .split("\n")
  .filter((line) => /^\| [STRIDE] \|/.test(line))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));

const tests: readonly NamedTest[] = lines.flatMap(([, threat = "", , cell = ""]) => {
  let file = "";
  return cell.split("; ").map((part) => {
    const [, link, title = ""] = /^\[[^\]]+\]\(([^)]+)\) "(.+)"$/.exec(part) ?? [];
    file = link ?? file;
    return { threat, file, title };
  });
});

describe("the threat model of the relay", () => {
  it("names threats of all six kinds, each with a control and a test", () => {
    expect([...new Set(lines.map(([letter]) => letter))].join("")).toBe("STRIDE");
    for (const line of lines)
      expect(
        line.filter((cell) => cell !== ""),
        line[1],
      ).toHaveLength(4);
    for (const { threat, file, title } of tests) expect([file, title], threat).not.toContain("");
  });

  it.each(tests)("names a test that is there: $title", ({ file, title }) => {
    expect(existsSync(new URL(file, root)), file).toBe(true);
    const source = readFileSync(new URL(file, root), "utf8");
    // A try of an attacker is data; any other is the first argument of a test.
    const quoted = JSON.stringify(title);
    const places = file.endsWith("/attacks.ts")
      ? [`name: ${quoted},`]
      : [`it(${quoted}`, `(${quoted}, async`, `    ${quoted},`];
    expect(
      places.some((place) => source.includes(place)),
      `${file}: ${title}`,
    ).toBe(true);
  });

  it("leaves out no test of what the relay resists", async () => {
    const files = (await readdir(new URL("packages/relay/test/", root))).filter((name) =>
      name.startsWith("relay-resists-"),
    );
    expect(files.length).toBeGreaterThan(4);
    for (const name of files) expect(text).toContain(`packages/relay/test/${name}`);
  });
});
