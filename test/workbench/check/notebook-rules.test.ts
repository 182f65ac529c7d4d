import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { checkNotebooks } from "../../../workbench/check/check-notebooks.ts";
import {
  brief,
  type Claim,
  checkClaims,
  notebook,
  projectPlace,
  type TestCell,
} from "./notebooks.ts";

const load = "const load = (): Promise<number> => Promise.resolve(7);\nconst days = [1, 2];";
const parameters = (source: string): TestCell => ({ source, tags: ["parameters"] });
const numbers = (count: number): string => Array.from({ length: count }, (_, i) => i).join(", ");

const claims: readonly Claim[] = [
  {
    title: "SB302: a parameter that is computed, has no type, no value, or is no variable",
    cells: [
      parameters("const days: number = 2 * 126;"),
      parameters("const days = 252;"),
      parameters("let days: number;"),
      parameters("console.log(252);"),
      parameters("const { days }: { days: number } = { days: 252 };"),
      parameters("const names: string[] = [...[]];"),
      parameters("var days: number = 252;"),
    ],
    finds: [
      "[1] 1:22 SB302",
      "[2] 1:1 SB302",
      "[2] 1:7 SB302",
      "[3] 1:1 SB302",
      "[3] 1:5 SB302",
      "[4] 1:1 SB302",
      "[4] 1:1 SB302",
      "[5] 1:1 SB302",
      "[5] 1:7 SB302",
      "[6] 1:1 SB302",
      "[6] 1:25 SB302",
      "[7] 1:1 SB302",
      "[7] 1:1 SB302",
    ],
  },
  {
    title: "not SB302: typed literals, and a cell without the tag that computes",
    cells: [
      parameters(
        [
          "// Days of history.",
          "const days: number = 252;",
          "let shock: number = -0.3, on: boolean = true;",
          'const assets: readonly string[] = ["BTC", "ETH"];',
          'const limits: { [asset: string]: number | null } = { BTC: 1e6, "ETH": null };',
        ].join("\n"),
      ),
      "const twice = 2 * days;",
    ],
    finds: [],
  },
  {
    title: "SB303: an empty code cell",
    cells: ["const a = 1;", " \n", "const b = 1;"],
    finds: ["cell 3 1:1 SB303"],
  },
  {
    title: "not SB303: a cell of a comment",
    cells: ["// The figures come from the exchange."],
    finds: [],
  },
  {
    title: "SB304: more than 200 values, nested ones counted, or 2000 characters",
    cells: [
      `const many = [${numbers(201)}];`,
      `const rows = [{ a: [${numbers(150)}] }, { b: [${numbers(51)}] }];`,
      `const text = "${"x".repeat(2001)}";`,
      `const long = \`${"x".repeat(2000)}\${many.length}y\`;`,
    ],
    finds: ["[1] 1:14 SB304", "[2] 1:14 SB304", "[3] 1:14 SB304", "[4] 1:14 SB304"],
  },
  {
    title: "not SB304: 200 values and 2000 characters",
    cells: [`const many = [${numbers(200)}];\nconst text = "${"x".repeat(2000)}";`],
    finds: [],
  },
  {
    title: "SB305: a promise that stands alone, handled or in an array",
    cells: [
      load,
      "load();",
      "load().catch(() => 0);\nconsole.log(1);",
      "days.map(async (n) => n);\nconsole.log(1);",
      "days.length > 1 ? load() : 0;",
    ],
    finds: ["[2] 1:1 SB305", "[3] 1:1 SB305", "[4] 1:1 SB305", "[5] 1:1 SB305"],
  },
  {
    title: "SB305: an async function that nobody waits for",
    cells: [load, "days.forEach(async (n) => { await load(); });"],
    finds: ["[2] 1:14 SB305"],
  },
  {
    title: "not SB305: awaited, named, void, or taken by something that waits",
    cells: [
      load,
      [
        "await load();",
        "const later = load();",
        "void load();",
        "await Promise.all(days.map(async (n) => n));",
        "let kept: Promise<number>;",
        "kept = load();",
        "days.forEach((n) => n);",
      ].join("\n"),
    ],
    finds: [],
  },
  {
    title: "SB001: an allowance without rule, without reason, or for no rule",
    cells: [
      "// stressbook-allow: why\nMath.random();",
      "// stressbook-allow SB201\nMath.random();",
      "// stressbook-allow SB999: why\nMath.random();",
      "// stressbook-allow SB001: why",
    ],
    finds: [
      "[1] 1:1 SB001",
      "[1] 2:6 SB201",
      "[2] 1:1 SB001",
      "[2] 2:6 SB201",
      "[3] 1:1 SB001",
      "[3] 2:6 SB201",
      "[4] 1:1 SB001",
    ],
  },
  {
    title: "SB002: an allowance that allows nothing, or more than there is",
    cells: [
      "// stressbook-allow SB201: why\nconsole.log(1);",
      "// stressbook-allow SB201, SB202: why\nconsole.log(Math.random());",
      "// stressbook-allow SB201: one line only\n\nconsole.log(Math.random());",
    ],
    finds: ["[1] 1:1 SB002", "[2] 1:1 SB002", "[3] 1:1 SB002", "[3] 3:18 SB201"],
  },
  {
    title: "an allowance with rules and a reason allows them in the line below",
    cells: [
      "  // stressbook-allow SB201, SB202: measures the machine\nconsole.log(Math.random(), Date.now());",
      "// stressbook-allow SB201: one\n// stressbook-allow SB202: two\nconsole.log(Math.random(), Date.now());",
      "const text = `\n// stressbook-allow SB201\n`;\nconsole.log(text);",
    ],
    finds: [],
  },
];

describe("rules about the notebook and allowances", () => {
  let found = new Map<string, string[]>();
  beforeAll(async () => {
    found = await checkClaims(claims);
  });

  test.each(claims)("$title", ({ title, finds }) => {
    expect(found.get(title)).toEqual(finds);
  });
});

test("SB301: the first cell must be markdown with a title", async () => {
  const place = projectPlace();
  const claims: [string, TestCell[], string[]][] = [
    ["no cell", [], ["cell 1 1:1 SB301"]],
    ["code first", ["const a = 1;", { markdown: "# A market" }], ["[1] 1:1 SB301"]],
    ["text without a title", [{ markdown: "A market." }], ["cell 1 1:1 SB301"]],
    ["a lower heading", [{ markdown: "## A market" }], ["cell 1 1:1 SB301"]],
    ["a title", [{ markdown: "# A market\n\nText." }], []],
  ];
  const files = claims.map(([name, cells]) => {
    const file = join(place, `${name}.ipynb`);
    writeFileSync(file, JSON.stringify(notebook(cells)));
    return file;
  });
  const { notebooks } = await checkNotebooks(files);
  for (const [i, [name, , finds]] of claims.entries()) {
    expect(notebooks[i]!.findings.map(brief), name).toEqual(finds);
  }
});
