import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectPlace, writeNotebook } from "../check/notebooks.ts";
import { stressbook } from "./stressbook.ts";

describe("stressbook check", () => {
  test("prints a line for each finding under the cell's number, a summary, and leaves 1", async () => {
    const place = projectPlace();
    writeNotebook(place, "clean", ["const a = 1;", "console.log(a);"]);
    writeNotebook(place, "found", [
      "const width = 1;",
      "const o = { width };\nconst s: string = width;",
    ]);
    const { code, out, err } = await stressbook(["check", "."], { cwd: place });
    expect(err).toBe("");
    expect(out.replace(/\d+\.\d s/, "? s")).toBe(
      [
        "ok        clean.ipynb  2 cells",
        "found.ipynb [2] line 1:13 SB101 the kernel does not find width of the earlier cell: write width: width",
        "found.ipynb [2] line 2:7 TS2322 Type 'number' is not assignable to type 'string'.",
        "2 notebooks: 1 clean, 1 with 2 findings, ? s",
        "",
      ].join("\n"),
    );
    expect(code).toBe(1);
  });

  test("with --fix says what it rewrote and leaves 0 when nothing is left", async () => {
    const place = projectPlace();
    const file = writeNotebook(place, "a", ["const width = 1;", "const o = { width };"]);
    const first = await stressbook(["check", "--fix", "a.ipynb"], { cwd: place });
    expect(first.code).toBe(0);
    expect(first.out).toMatch(
      /^fixed {5}a\.ipynb \[2\] line 1:13 SB101 .*\nok {8}a\.ipynb {2}2 cells\n/,
    );
    const text = readFileSync(file, "utf8");
    expect(text).toContain("const o = { width: width };");
    const second = await stressbook(["check", "--fix", "a.ipynb"], { cwd: place });
    expect(second.out).not.toContain("fixed");
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  test("with --json prints the findings as data and nothing else", async () => {
    const place = projectPlace();
    writeNotebook(place, "a", ["const width = 1;", "const o = { width };"]);
    const { code, out } = await stressbook(["check", "--json", "a.ipynb"], { cwd: place });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      notebooks: [
        {
          file: "a.ipynb",
          cells: 2,
          findings: [{ index: 2, cell: 2, line: 1, column: 13, code: "SB101" }],
        },
      ],
      imported: [],
      fixed: [],
    });
  });

  test("leaves 2 for a file that is missing, is no notebook, or not one of TypeScript", async () => {
    const place = projectPlace();
    writeFileSync(join(place, "text.ipynb"), "no JSON");
    const metadata = { kernelspec: { name: "python3" } };
    writeFileSync(
      join(place, "python.ipynb"),
      JSON.stringify({ cells: [], metadata, nbformat: 4, nbformat_minor: 5 }),
    );
    const ended = await Promise.all(
      ["gone.ipynb", "text.ipynb", "python.ipynb"].map((name) =>
        stressbook(["check", name], { cwd: place }),
      ),
    );
    expect(ended.map(({ code, out }) => [code, out])).toEqual([2, 2, 2].map((code) => [code, ""]));
    const [gone, text, python] = ended.map(({ err }) => err);
    expect(gone).toContain("no such file: gone.ipynb");
    expect(text).toContain("text.ipynb is not valid");
    expect(python).toContain('must be "tslab"');
  });
});
