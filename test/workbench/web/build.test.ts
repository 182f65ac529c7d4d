import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPageScripts } from "../../../workbench/web/build.ts";

const folders = ["first", "second"].map((name) =>
  mkdtempSync(join(tmpdir(), `page-script-${name}-`)),
);
let scripts: string[];

beforeAll(async () => {
  for (const folder of folders) await buildPageScripts(folder);
  scripts = ["client.js", "search.js"].flatMap((name) =>
    folders.map((folder) => readFileSync(join(folder, name), "utf8")),
  );
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe("the page scripts", () => {
  test("are a file each, the same bytes each time", () => {
    expect(readdirSync(folders[0]!)).toEqual(["client.js", "search.js"]);
    expect(scripts[0] === scripts[1]).toBe(true);
    expect(scripts[2] === scripts[3]).toBe(true);
  });

  test("can stand inside a script element", () => {
    for (const script of scripts) expect(script).not.toMatch(/<\/script|<!--/i);
  });

  test("ask for no address and evaluate no text", () => {
    for (const script of scripts) {
      const addresses = script.match(/https?:\/\/[^"'`\s)]+/g) ?? [];
      expect(addresses.filter((address) => !address.startsWith("http://www.w3.org/"))).toEqual([]);
      expect(script).not.toMatch(/\beval\(|\bnew Function\b|\bXMLHttpRequest\b|\bimport\(/);
    }
  });

  test("weigh less than 400 kB and 8 kB, and Node's parts stay out", () => {
    expect(scripts[0]!.length).toBeLessThan(400_000);
    expect(scripts[2]!.length).toBeLessThan(8_000);
    for (const script of scripts) expect(script).not.toMatch(/resvg|linkedom|node:fs/);
  });
});
