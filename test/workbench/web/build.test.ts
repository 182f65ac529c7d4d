import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildClient } from "../../../workbench/web/build.ts";

const folders = ["first", "second"].map((name) =>
  mkdtempSync(join(tmpdir(), `page-script-${name}-`)),
);
let scripts: string[];

beforeAll(async () => {
  for (const folder of folders) await buildClient(folder);
  scripts = folders.map((folder) => readFileSync(join(folder, "client.js"), "utf8"));
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe("the page script", () => {
  test("is one file, the same bytes each time", () => {
    expect(readdirSync(folders[0]!)).toEqual(["client.js"]);
    expect(scripts[0] === scripts[1]).toBe(true);
  });

  test("can stand inside a script element", () => {
    expect(scripts[0]).not.toMatch(/<\/script|<!--/i);
  });

  test("asks for no address and evaluates no text", () => {
    const addresses = scripts[0]!.match(/https?:\/\/[^"'`\s)]+/g) ?? [];
    expect(addresses.filter((address) => !address.startsWith("http://www.w3.org/"))).toEqual([]);
    expect(scripts[0]).not.toMatch(/\beval\(|\bnew Function\b|\bXMLHttpRequest\b|\bimport\(/);
  });

  test("weighs less than 400 kB, and Node's parts stay out", () => {
    expect(scripts[0]!.length).toBeLessThan(400_000);
    expect(scripts[0]).not.toMatch(/resvg|linkedom|node:fs/);
  });
});
