import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { checkAsKernel } from "../../workbench/check/kernel-check.ts";
import { openConverter } from "../../workbench/check/kernel-typescript.ts";
import { sourceOf } from "../../workbench/check/notebook-source.ts";
import { readNotebookFile } from "../../workbench/notebook/notebook-file.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs tslab's converter as tslab ships it over lists of cells; prints what it declares and finds. */
const asShipped = `
const { createConverter } = require("tslab/dist/converter");
const converter = createConverter({});
const out = JSON.parse(require("node:fs").readFileSync(0, "utf8")).map((cells) => {
  let declarations = "";
  return cells.map((source) => {
    const { diagnostics, declOutput } = converter.convert(declarations, source);
    if (declOutput !== undefined) declarations = declOutput;
    const found = diagnostics.map(({ code, start }) => [code, start.line + 1]);
    return { found, declarations };
  });
});
console.log(JSON.stringify(out));
process.exit(0);
`;

const cells = [
  "import { quantile } from 'stressbook';\nconst a = 1;\nclass P { private y = 1 }",
  "enum Side { Long, Short }\ninterface Leg { side: Side; p: P }\ntype Legs = Leg[];",
  "const legs: Legs = [];\nconst { length: count } = legs;",
  "import * as Plot from '@observablehq/plot';\nconst plot = Plot.plot({ marks: [Plot.dot([1, a])] });",
  "import { half } from './helper';\nconst halved = half(a);\nawait Promise.resolve(halved);",
  "const a = 'now a text';\na.toFixed(2);",
  "const makeP = () => new P();\nfunction twice<T>(x: T) { return [x, x] as const }",
  "half('text');\nunknownName;",
  "const P = 3;",
  "",
  "count + 1",
];

test("the check finds in each cell, and hands to the next, what the kernel's own converter does", () => {
  const parent = join(root, ".stressbook", "test-check");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "kernel-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "helper.ts"), "export const half = (x: number): number => x / 2;");
  const committed = join(root, "notebooks", "03-value-at-risk.ipynb");
  const notebook = sourceOf(committed, readNotebookFile(committed)).cells;
  const lists = [cells, notebook.map(({ source }) => source)];
  const { stdout } = spawnSync(process.execPath, ["-e", asShipped], {
    cwd: folder,
    input: JSON.stringify(lists),
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  const shipped = JSON.parse(stdout) as { found: unknown; declarations: string }[][];
  const converter = openConverter(folder);
  onTestFinished(() => converter.close());
  lists.forEach((sources, list) => {
    let declarations = "";
    sources.forEach((source, i) => {
      const cell = { index: i, number: i + 1, source, tags: [] };
      const checked = checkAsKernel(converter, declarations, cell);
      const found = checked.findings.map(({ code, line }) => [Number(code.slice(2)), line]);
      const theirs = shipped[list]![i]!;
      expect(found, `list ${list}, cell ${i}: findings`).toEqual(theirs.found);
      // After an error the kernel forgets the cell; the check goes on with what can be known.
      if (found.length === 0) declarations = checked.declarations;
      expect(declarations, `list ${list}, cell ${i}: declarations`).toBe(theirs.declarations);
    });
  });
});
