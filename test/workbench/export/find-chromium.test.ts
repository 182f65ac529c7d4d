import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findChromium } from "../../../workbench/export/find-chromium.ts";

let folder: string;
let program: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stressbook-chromium-"));
  program = join(folder, "chromium");
  writeFileSync(program, "#!/bin/sh\n");
  chmodSync(program, 0o755);
  writeFileSync(join(folder, "google-chrome"), "no program");
});

afterAll(() => rmSync(folder, { recursive: true }));

const find = (env: Record<string, string>): string => findChromium({ platform: "linux", env });

test("what CHROMIUM_PATH names comes first, then what the PATH has", () => {
  expect(find({ CHROMIUM_PATH: program, PATH: "" })).toBe(program);
  expect(find({ PATH: ["", join(folder, "none"), folder].join(delimiter) })).toBe(program);
  expect(find({ CHROMIUM_PATH: "", PATH: folder })).toBe(program);
});

test("a CHROMIUM_PATH that is no program is refused, not passed over", () => {
  const wrong = join(folder, "google-chrome");
  expect(() => find({ CHROMIUM_PATH: wrong, PATH: folder })).toThrow(
    `CHROMIUM_PATH must name Chromium's executable: ${wrong}`,
  );
});

test("without any, the message says what to do", () => {
  expect(() => find({ PATH: join(folder, "none") })).toThrow(
    /install it .*apt install chromium.*CHROMIUM_PATH.*print the exported page/,
  );
});
