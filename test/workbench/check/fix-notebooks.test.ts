import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fixNotebooks } from "../../../workbench/check/fix-notebooks.ts";
import { brief, projectPlace } from "./notebooks.ts";

const sources = [
  "export const width = 1;\nlet level = 0;\nexport const rows = [{ asset: 'BTC', price: 1 }];",
  "// € 🙂\nconst size = { width, rows };\n({ level = 2 } = { level: 5 });\n[{ level }] = [{ level: 6 }];",
  "const names = rows.map(({ asset: name, price: at }) => name + at);",
  "// stressbook-allow SB101: shows what the kernel does\nconst kept = { width };",
  "console.log(Math.random());",
];
const fixed = [
  "const width = 1;\nlet level = 0;\nconst rows = [{ asset: 'BTC', price: 1 }];",
  "// € 🙂\nconst size = { width: width, rows: rows };\n({ level: level = 2 } = { level: 5 });\n[{ level: level }] = [{ level: 6 }];",
  'const names = rows.map(({ "asset": name, "price": at }) => name + at);',
  sources[3]!,
  sources[4]!,
];

// As no tool of ours writes it: keys out of order, other indents, sources as text and as lines.
function document(code: readonly string[]): string {
  const lines = (text: string): string =>
    text
      .split(/(?<=\n)/)
      .map((line) => JSON.stringify(line))
      .join(",\n        ");
  const cells = code.map((source, i) => {
    const written = i % 2 === 0 ? JSON.stringify(source) : `[\n        ${lines(source)}\n  ]`;
    return `{ "source": ${written}, "cell_type": "code", "metadata": {"collapsed":false},
      "execution_count": ${i + 7}, "id": "c${i}",
      "outputs": [{"output_type": "execute_result", "execution_count": 3, "metadata": {},
        "data": {"text/plain": ["\\u20ac ]}\\"", "1e-05"], "application/json": [1.0, 1e-05, {}]}}] }`;
  });
  return `{"nbformat":4, "nbformat_minor":5,
    "cells": [ {"cell_type":"markdown","id":"t","metadata":{},"source":["# Title"]},\n ${cells.join(",\n")} ],
    "metadata": {"kernelspec": {"name": "tslab", "display_name": "TypeScript"}, "own": [ ] } }\n\n`;
}

describe("fixNotebooks", () => {
  test("rewrites the sources that it can mend, and no other byte of the file", async () => {
    const file = join(projectPlace(), "test.ipynb");
    writeFileSync(file, document(sources));
    const report = await fixNotebooks([file]);
    expect(readFileSync(file, "utf8")).toBe(document(fixed));
    expect(report.fixed.map(({ findings }) => findings.map(brief))).toEqual([
      [
        "[1] 1:1 SB106",
        "[1] 3:1 SB106",
        "[2] 2:16 SB101",
        "[2] 2:23 SB101",
        "[2] 3:4 SB102",
        "[2] 4:4 SB102",
        "[3] 1:27 SB103",
        "[3] 1:40 SB103",
      ],
    ]);
    expect(report.notebooks[0]!.findings.map(brief)).toEqual(["[5] 1:18 SB201"]);
  });

  test("does nothing the second time, and nothing to a notebook without anything to mend", async () => {
    const file = join(projectPlace(), "test.ipynb");
    writeFileSync(file, document(fixed));
    const before = statSync(file);
    const report = await fixNotebooks([file]);
    expect(report.fixed).toEqual([]);
    expect(readFileSync(file, "utf8")).toBe(document(fixed));
    expect(statSync(file).ino).toBe(before.ino);
  });
});
