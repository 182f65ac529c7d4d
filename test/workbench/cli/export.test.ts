import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { markdownCell, notebookText } from "../web/notebooks.ts";
import { stressbook } from "./stressbook.ts";

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "stressbook-export-cli-"));
  mkdirSync(join(project, "notebooks"));
  writeFileSync(join(project, "package.json"), "{}");
  writeFileSync(join(project, "notebooks/01-a.ipynb"), notebookText(markdownCell("# Title")));
});

afterEach(() => rmSync(project, { recursive: true }));

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  stressbook(["export", ...args], { cwd: project, env });

test("by default writes all of the project's notebooks into dist/site", async () => {
  const first = await run([]);
  expect(first).toMatchObject({ code: 0, err: "" });
  expect(first.out).toMatch(/^wrote dist\/site\/index\.html {2}3 files, 0\.\d MB\n$/);
  expect(existsSync(join(project, "dist/site/notebooks/01-a.html"))).toBe(true);
  expect((await run([])).out).toMatch(/^unchanged: dist\/site\/index\.html/);
});

test("a folder of something else is refused with exit code 2", async () => {
  const { code, err } = await run(["--out", "notebooks"]);
  expect(code).toBe(2);
  expect(err).toMatch(/^error: out must be a new folder.*notebooks holds 01-a\.ipynb/);
});

test("without Chromium a PDF is refused, saying what to do", async () => {
  const { code, err } = await run(["--pdf", "notebooks/01-a.ipynb"], {
    CHROMIUM_PATH: join(project, "none"),
  });
  expect(code).toBe(2);
  expect(err).toMatch(/^error: CHROMIUM_PATH must name Chromium's executable/);
});

test.each([
  [
    ["--pdf", "notebooks/01-a.ipynb", "notebooks/01-a.ipynb"],
    /--pdf takes one notebook and no other/,
  ],
  [["--pdf", "notebooks/01-b.ipynb"], /no such file: notebooks\/01-b\.ipynb\nDid you mean/],
  [["notebooks/none.ipynb"], /no such file/],
])("%j is refused with exit code 2", async (args, message) => {
  const { code, err } = await run(args);
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  expect(existsSync(join(project, "dist"))).toBe(false);
});
