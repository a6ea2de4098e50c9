import { existsSync } from "node:fs";
import * as files from "node:fs/promises";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { writeDurably } from "./durable-file.ts";

vi.mock("node:fs/promises", async (load) => {
  const original = await load<typeof files>();
  return { ...original, link: vi.fn(original.link) };
});

async function pathOfTest() {
  const folder = await mkdtemp(join(tmpdir(), "relay-file-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, path: join(folder, "out") };
}

const text = (append: (bytes: Buffer) => Promise<void>) => append(Buffer.from("text"));

describe("writeDurably", () => {
  it("gives the file its name only once it is whole, for this account alone", async () => {
    const { folder, path } = await pathOfTest();
    await writeDurably(path, async (append) => {
      await append(Buffer.from("one "));
      await append(Buffer.from("two"));
      expect(existsSync(path)).toBe(false);
      expect(await readFile(`${path}.part`, "utf8")).toBe("one two");
    });
    expect(await readFile(path, "utf8")).toBe("one two");
    expect(await readdir(folder)).toEqual(["out"]);
    if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("overwrites neither the file nor another's part, and leaves both", async () => {
    const { folder, path } = await pathOfTest();
    await writeFile(`${path}.part`, "another's");
    await expect(writeDurably(path, text)).rejects.toMatchObject({ code: "EEXIST" });
    await writeFile(path, "there");
    await expect(writeDurably(path, text)).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(path, "utf8")).toBe("there");
    expect((await readdir(folder)).sort()).toEqual(["out", "out.part"]);
  });

  it("overwrites no file that came while it was written", async () => {
    const { folder, path } = await pathOfTest();
    const late = writeDurably(path, async (append) => {
      await text(append);
      await writeFile(path, "there");
    });
    await expect(late).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(path, "utf8")).toBe("there");
    expect(await readdir(folder)).toEqual(["out"]);
  });

  it("leaves nothing behind when the work fails", async () => {
    const { folder, path } = await pathOfTest();
    await expect(writeDurably(path, () => Promise.reject(new TypeError("synthetic")))).rejects.toThrow("synthetic");
    expect(await readdir(folder)).toEqual([]);
  });

  it("works on a file system without hard links, and overwrites nothing there either", async () => {
    const { folder, path } = await pathOfTest();
    vi.mocked(files.link).mockRejectedValue(Object.assign(new Error("synthetic"), { code: "EPERM" }));
    onTestFinished(() => void vi.mocked(files.link).mockReset());
    await writeDurably(path, text);
    expect(await readFile(path, "utf8")).toBe("text");
    expect(await readdir(folder)).toEqual(["out"]);
    const other = join(folder, "other");
    const late = writeDurably(other, async (append) => {
      await text(append);
      await writeFile(other, "there");
    });
    await expect(late).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(other, "utf8")).toBe("there");
  });
});
