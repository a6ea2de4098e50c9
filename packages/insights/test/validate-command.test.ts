import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { validateFiles } from "../src/validate-command.ts";

function exampleRecord(parts: Readonly<Record<string, unknown>> = {}) {
  return {
    format: "digital-factors/1",
    id: randomUUID(),
    recordedAt: "2026-01-31T14:05:00Z",
    versions: { factors: "1.0.0", lfpse: "5" },
    nation: "england",
    reporter: "staff",
    eventType: "incident",
    part: "main",
    ...parts,
  };
}

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "validate-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

function collector(isTTY = false) {
  let text = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => text };
}

async function validate(files: readonly string[], format: "text" | "json" = "text", input = "") {
  const stdout = collector();
  const stderr = collector();
  const stdin = Readable.from(input === "" ? [] : [Buffer.from(input)]);
  const code = await validateFiles(files, format, { stdin, stdout: stdout.stream, stderr: stderr.stream });
  return { code, output: stdout.text(), errors: stderr.text() };
}

describe("validateFiles", () => {
  it("finds nothing wrong with one record, written on one line or on many", async () => {
    const one = await fileOf("one.json", JSON.stringify(exampleRecord()));
    const many = await fileOf("many.json", JSON.stringify(exampleRecord(), undefined, 2));
    expect(await validate([one, many])).toEqual({
      code: 0,
      output: "2 records in 2 files: 2 valid, 0 invalid, 0 faults.\n",
      errors: "",
    });
  });

  it("names file, line, field and rule of each fault in NDJSON, and goes on behind it", async () => {
    const file = await fileOf(
      "records.ndjson",
      [
        JSON.stringify(exampleRecord()),
        JSON.stringify(exampleRecord({ part: "Jane Example", description: "x".repeat(2_001) })),
        "",
        '{"format": "digital-factors/1", Jane Example',
        JSON.stringify(exampleRecord()),
      ].join("\r\n"),
    );
    const { code, output } = await validate([file]);
    expect(code).toBe(1);
    const lines = output.split("\n");
    expect(lines[0]).toMatch(`${file}:2 part code-invalid `);
    expect(lines[1]).toMatch(`${file}:2 description too-long `);
    expect(lines[2]).toMatch(`${file}:4 - json `);
    expect(lines[3]).toBe("4 records in 1 file: 2 valid, 2 invalid, 3 faults.");
    expect(output).not.toContain("Jane");
  });

  it.each([
    ["over many lines", (records: readonly unknown[]) => JSON.stringify(records, undefined, 2)],
    ["on one line", (records: readonly unknown[]) => JSON.stringify(records)],
  ])("reads an array %s, with the line that each record begins on", async (_name, write) => {
    const text = write([exampleRecord(), exampleRecord({ part: 7 }), exampleRecord({ description: '],"[{' })]);
    const line = text.slice(0, text.indexOf('"part": 7')).split("\n").length > 1 ? lineOfEntry(text, 2) : 1;
    const file = await fileOf("records.json", text);
    const { code, output } = await validate([file]);
    expect(code).toBe(1);
    expect(output).toMatch(
      new RegExp(`:${line} part code-invalid [^\\n]*\\n3 records in 1 file: 2 valid, 1 invalid, 1 fault\\.\\n$`),
    );
  });

  it("goes on behind a broken entry of an array, and stops where the array itself is broken", async () => {
    const good = JSON.stringify(exampleRecord());
    const broken = await fileOf("broken.json", `[${good},\n{"format":},\n${good},\n]`);
    const { output } = await validate([broken]);
    expect(output).toContain(`${broken}:2 - json`);
    expect(output).toContain(`${broken}:4 - json`);
    expect(output).toContain("4 records in 1 file: 2 valid, 2 invalid");
    const cut = await fileOf("cut.json", `[${good},\n${good}`);
    expect((await validate([cut])).output).toMatch(/:2 - json .*\n2 records in 1 file: 1 valid, 1 invalid/);
    const more = await fileOf("more.json", `[${good}]\n${good}`);
    expect((await validate([more])).output).toMatch(/:2 - json .*\n2 records in 1 file: 1 valid, 1 invalid/);
  });

  it("reads standard input for -, and a byte order mark", async () => {
    const record = JSON.stringify(exampleRecord());
    expect(await validate(["-"], "text", `\ufeff${record}\n${record}\n`)).toMatchObject({
      code: 0,
      output: "2 records in 1 file: 2 valid, 0 invalid, 0 faults.\n",
    });
    expect(await validate(["-"], "text", `\ufeff[${record}]`)).toMatchObject({ code: 0 });
    expect((await validate(["-"], "text", "{}")).output).toContain("-:1 format required");
  });

  it("tells lines that are too long or not UTF-8, and goes on behind them", async () => {
    const record = JSON.stringify(exampleRecord());
    const file = await fileOf(
      "odd.ndjson",
      Buffer.concat([
        Buffer.from(`${record}\n{"a":"${"x".repeat(1_100_000)}"}\n`),
        Buffer.from([0x22, 0xff, 0x22, 0x0a]),
        Buffer.from(`${record}\n`),
      ]),
    );
    const { code, output } = await validate([file]);
    expect(code).toBe(1);
    expect(output).toMatch(/:2 - too-long /);
    expect(output).toMatch(/:3 - not-utf-8 /);
    expect(output).toContain("4 records in 1 file: 2 valid, 2 invalid, 2 faults.");
  });

  it("takes each line of a file named .ndjson by itself, also where the first is broken", async () => {
    const file = await fileOf("cut.ndjson", `{"format":"digital-factors/1",\n${JSON.stringify(exampleRecord())}\n`);
    expect((await validate([file])).output).toMatch(/:1 - json .*\n2 records in 1 file: 1 valid, 1 invalid/);
  });

  it("takes an empty file as one without records, and an empty array too", async () => {
    const empty = await fileOf("empty.ndjson", "\n\n");
    const list = await fileOf("empty.json", " [ \n ] ");
    expect(await validate([empty, list])).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^0 records in 2 files/),
    });
  });

  it("ends with 2 when a file cannot be read, after it has checked the others", async () => {
    const good = await fileOf("good.json", JSON.stringify(exampleRecord()));
    const folder = join(good, "..");
    const { code, output, errors } = await validate([join(folder, "absent.json"), folder, good]);
    expect(code).toBe(2);
    expect(errors).toMatch(/^digital-factors: .*absent\.json cannot be read \(ENOENT\)\.\n/);
    expect(errors).toMatch(/cannot be read \(EISDIR\)\.\n$/);
    expect(output).toContain("1 record in 1 file: 1 valid");
  });

  it("writes one JSON object on demand", async () => {
    const good = await fileOf("good.json", JSON.stringify(exampleRecord()));
    const bad = await fileOf("bad.ndjson", `{"a":1}\n${JSON.stringify(exampleRecord({ part: 1 }))}`);
    expect(JSON.parse((await validate([good], "json")).output)).toEqual({
      faults: [],
      summary: { files: 1, records: 1, valid: 1, invalid: 0, faults: 0 },
    });
    const { faults, summary } = JSON.parse((await validate([bad], "json")).output);
    expect(faults).toContainEqual({
      file: bad,
      line: 2,
      field: "part",
      rule: "code-invalid",
      linkId: "part",
      message: expect.any(String),
    });
    expect(summary).toMatchObject({ records: 2, invalid: 2, faults: faults.length });
  });

  it("shows progress on a terminal alone, and clears it", async () => {
    const records = `${JSON.stringify(exampleRecord())}\n`.repeat(512);
    let now = 0;
    const clock = performance.now;
    performance.now = () => {
      now += 2_000;
      return now;
    };
    onTestFinished(() => {
      performance.now = clock;
    });
    const stdout = collector();
    const terminal = collector(true);
    const stdin = Readable.from([Buffer.from(records)]);
    await validateFiles(["-"], "text", { stdin, stdout: stdout.stream, stderr: terminal.stream });
    expect(terminal.text()).toBe("\rChecked 256 records…\rChecked 512 records…\r\u001b[K");
    expect((await validate(["-"], "text", records)).errors).toBe("");
  });

  it("holds little of a large file in memory", { timeout: 60_000 }, async () => {
    const record = JSON.stringify(exampleRecord({ description: "x".repeat(1_000) }));
    for (const [name, first, between, last] of [
      ["large.ndjson", "", "\n", "\n"],
      ["large.json", "[", ",", "]"],
    ] as const) {
      const file = await fileOf(name, "");
      const lines = function* () {
        yield first;
        for (let index = 0; index < 40_000; index += 1) yield (index === 0 ? "" : between) + record;
        yield last;
      };
      await pipeline(Readable.from(lines()), createWriteStream(file));
      const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
      let highest = 0;
      const watch = setInterval(() => {
        const { arrayBuffers, heapUsed } = process.memoryUsage();
        highest = Math.max(highest, arrayBuffers + heapUsed - before);
      }, 5);
      const { code, output } = await validate([file]);
      clearInterval(watch);
      expect(output).toBe("40000 records in 1 file: 40000 valid, 0 invalid, 0 faults.\n");
      expect(code).toBe(0);
      expect(highest).toBeLessThan(150_000_000);
    }
  });
});

/** Line that the nth entry of an indented array begins on. */
function lineOfEntry(text: string, nth: number): number {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => (line === "  {" ? [index + 1] : []))[nth - 1] ?? 0;
}
