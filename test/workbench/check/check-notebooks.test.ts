import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { checkNotebooks } from "../../../workbench/check/check-notebooks.ts";
import { temporaryFolder } from "../notebook/fixtures.ts";
import {
  brief,
  type Claim,
  check,
  checkClaims,
  checkReport,
  notebook,
  projectPlace,
  writeNotebook,
} from "./notebooks.ts";

const raises = (source: string) => ({ source, tags: ["raises-exception"] });

const claims: readonly Claim[] = [
  {
    title: "a strict error has the cell, line and column it stands at, whatever stands before",
    cells: [
      'import { readFileSync,\n  existsSync } from "node:fs";\nconst names = ["a", "b"];',
      'const euro = "€ 🙂"; const first: string = names[0];',
      'import { basename } from "node:path";\n\nconst f = (x) => existsSync(x);\nf(readFileSync, basename);',
    ],
    finds: ["[2] 1:28 TS2322 strict", "[3] 3:12 TS7006 strict", "[3] 4:17 TS2554"],
  },
  {
    title: "an error in an import has the place of the import, also of one that comes late",
    cells: [
      'const a = 1;\nimport { nothing } from "node:path"; import * as none from "no-such-package";',
      'const b = 1; import { basename as b2, nothing } from "node:path";',
    ],
    finds: ["[1] 2:10 TS2305", "[1] 2:60 TS2307", "[2] 1:39 TS2305 kernel"],
  },
  {
    title: "a name declared anew holds from that cell on: variables, functions, classes and types",
    cells: [
      "const x = 1;\nfunction f(): number { return x; }\nclass K { a = 1; }\ntype T = number;\nvar v = 1;",
      'const x = "text";\nfunction f(): string { return x; }\nclass K { b = 1; }\ntype T = string;\nvar v = "v";',
      "const t: T = x.trim() + f().trim() + v.trim() + new K().b;",
      "const x = [1, 2];\nconst n: number = x.length;",
      "const wrong: number = x;\nconst again: number = f();",
    ],
    finds: ["[5] 1:7 TS2322", "[5] 2:7 TS2322"],
  },
  {
    title: "an import may be repeated, and may take a name that meant something else",
    cells: [
      'import { basename } from "node:path";\nconst sep = 1;',
      'import { basename, dirname } from "node:path";\nconsole.log(basename("a"), dirname("a"));',
      'import { sep } from "node:path";\nconsole.log(sep.length);',
      "const dirname = 3;\nconsole.log(dirname.toFixed(1), sep.length);",
    ],
    finds: [],
  },
  {
    title: "a cell cannot switch the checks off, and a namespace may follow a name declared anew",
    cells: [
      "// @ts-nocheck\nconst a: number = 'x';",
      "const a = 2;\nnamespace N { export const x = a; }\nconsole.log(N.x);",
    ],
    finds: ["[1] 2:7 TS2322"],
  },
  {
    title: "what is known of a variable lasts into the next cell",
    cells: [
      "let best: number | undefined;\nconst rows: { a: number }[] = [];",
      "best = 3;",
      "console.log(best.toFixed(1));\nrows.push({ a: best });",
    ],
    finds: [],
  },
  {
    title: "types of a package may be imported like values, and enums declared",
    cells: [
      'import { ParsedPath, parse } from "node:path";\nenum Side { Long, Short }',
      'const path: ParsedPath = parse("a");\nconsole.log(path.base, Side.Long);',
    ],
    finds: [],
  },
  {
    title: "what only the strict check sees: implicit any, possibly undefined, a wrong this",
    cells: [
      "const double = (n) => 2 * n;\nconst prices = [1, 2];\nconst last: number = prices[1];",
      "function price() { return this.value; }",
    ],
    finds: ["[1] 1:17 TS7006 strict", "[1] 3:7 TS2322 strict", "[2] 1:27 TS2683 strict"],
  },
  {
    title: "what only the kernel sees: a library younger than ES2022",
    cells: ["const sorted = [3, 1].toSorted();\nconsole.log(Object.groupBy([1], String));"],
    finds: ["[1] 1:23 TS2339 kernel", "[1] 2:20 TS2339 kernel"],
  },
  {
    title: "after an error the check knows what the cell declares",
    cells: [
      'const rows: number[] = "no";\nconst count = 3;',
      "console.log(rows.length, count.toFixed(1));\nconst text: string = count;",
      "console.log(text.length);",
    ],
    finds: ["[1] 1:7 TS2322", "[2] 2:7 TS2322"],
  },
  {
    title: "a cell that does not parse is one finding, and the others are checked all the same",
    cells: [
      "const a = 1;\nconst b = (2;\nfunction late() { return a; }",
      "console.log(a + 1, b, late());\nconst wrong: string = 3;",
      "}",
      "const right: string = wrong;",
    ],
    finds: ["[1] 2:13 TS1005 kernel", "[2] 2:7 TS2322", "[3] 1:1 TS1128 kernel"],
  },
  {
    title: "a cell that is there to fail may have a type error, and what it declares ends with it",
    cells: [
      "const n = 1;",
      raises('const n: string = 1;\nthrow new Error("no");'),
      "console.log(n.toFixed(1));",
      raises("const lost = 1;\nconst anything = (x) => x;"),
      "console.log(lost);",
    ],
    finds: ["[4] 2:19 TS7006 strict", "[5] 1:13 TS2304"],
  },
];

describe("both type checks", () => {
  let found = new Map<string, string[]>();
  beforeAll(async () => {
    found = await checkClaims(claims);
  });

  test.each(claims)("$title", ({ title, finds }) => {
    expect(found.get(title)).toEqual(finds);
  });
});

describe("messages", () => {
  test("are whole, with the parts of a longer one on lines of their own", async () => {
    const [found] = await check('const rows: { a: number }[] = [1].map((n) => ({ a: "x" }));');
    expect(found?.message.split("\n")).toEqual([
      "Type '{ a: string; }[]' is not assignable to type '{ a: number; }[]'.",
      "  Type '{ a: string; }' is not assignable to type '{ a: number; }'.",
      "  Types of property 'a' are incompatible.",
      "  Type 'string' is not assignable to type 'number'.",
    ]);
  });
});

describe("files beside a notebook", () => {
  test("are checked where a cell imports them, and reported under their own name", async () => {
    const place = projectPlace();
    writeFileSync(
      join(place, "helper.ts"),
      'export const n: number = "a";\nexport const f = (x) => x;',
    );
    const file = writeNotebook(place, "test", [
      'import { f, n } from "./helper";\nf(n.toFixed(1));',
    ]);
    const { notebooks, imported } = await checkNotebooks([file]);
    expect(notebooks[0]!.findings).toEqual([]);
    expect(imported.map(({ file: name }) => name)).toEqual([join(place, "helper.ts")]);
    expect(
      imported[0]!.findings.map(({ line, column, code, view }) => [line, column, code, view]),
    ).toEqual([
      [1, 14, "TS2322", "both"],
      [2, 19, "TS7006", "strict"],
    ]);
  });
});

describe("a notebook outside any project", () => {
  test("is checked with the options and types of this one", async () => {
    const place = temporaryFolder();
    const file = writeNotebook(place, "test", [
      'import { readFileSync } from "node:fs";\nconst first: string = ["a"][0];',
      "const f = (x) => readFileSync(x);",
    ]);
    const { notebooks } = await checkNotebooks([file]);
    expect(notebooks[0]!.findings.map(brief)).toEqual([
      "[1] 2:7 TS2322 strict",
      "[2] 1:12 TS7006 strict",
    ]);
    expect(readdirSync(place)).toEqual(["test.ipynb"]);
  });
});

describe("several notebooks", () => {
  test("do not see each other, keep the order given, and may be spread over threads", async () => {
    const place = projectPlace();
    const cells = (n: number): string[] =>
      Array.from({ length: 15 }, (_, i) => `const v${n}_${i} = ${i};`);
    const files = [0, 1, 2, 3].map((n) =>
      writeNotebook(place, `n${3 - n}`, [...cells(n), n === 2 ? "console.log(v1_0);" : "1;"]),
    );
    const { notebooks, imported } = await checkNotebooks(files);
    expect(notebooks.map(({ file, cells: count }) => [file, count])).toEqual(
      files.map((file) => [file, 16]),
    );
    const found = notebooks.map(({ findings }) => findings.map(brief));
    expect(found).toEqual([[], [], ["[16] 1:13 TS2304"], []]);
    expect(imported).toEqual([]);
  });

  test("that are empty or hold no code are fine", async () => {
    const { notebooks } = await checkReport();
    expect(notebooks).toEqual([{ file: notebooks[0]!.file, cells: 0, findings: [] }]);
  });

  test("are refused with a reason where one is none, before any is checked", async () => {
    const place = projectPlace();
    const file = join(place, "broken.ipynb");
    writeFileSync(file, JSON.stringify({ ...notebook([]), nbformat: 3 }));
    await expect(checkNotebooks([file])).rejects.toThrow(/nbformat must be 4/);
  });

  test("leave nothing behind", () => {
    const place = fileURLToPath(new URL("../../../.stressbook/check", import.meta.url));
    const own = readdirSync(place).filter((name) => name.startsWith(`${process.pid}-`));
    expect(own).toEqual([]);
  });
});

test("the committed notebooks are clean", async () => {
  const folder = fileURLToPath(new URL("../../../notebooks/", import.meta.url));
  const files = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
  const report = await checkNotebooks(files.map((name) => join(folder, name)));
  for (const { file, findings } of report.notebooks) {
    expect(
      findings.map((found) => `${brief(found)} ${found.message}`),
      file,
    ).toEqual([]);
  }
  expect(report.imported).toEqual([]);
  expect(files.length).toBeGreaterThan(2);
});
