import { beforeAll, describe, expect, test } from "vitest";
import { type Claim, checkClaims } from "./notebooks.ts";

const earlier = 'const width = 1;\nlet level = 0;\nconst rows = [{ asset: "BTC", price: 1 }];';
const load = "const load = (): Promise<number> => Promise.resolve(7);";

const claims: readonly Claim[] = [
  {
    title: "SB101: a shorthand of an earlier cell's variable",
    cells: [earlier, "const size = { width };\nconst make = () => ({ size, width });"],
    finds: ["[2] 1:16 SB101", "[2] 2:29 SB101"],
  },
  {
    title: "SB101: a shorthand of an earlier cell's import",
    cells: ['import { basename } from "node:path";', "const tools = { basename };"],
    finds: ["[2] 1:17 SB101"],
  },
  {
    title: "not SB101: names of the cell itself, of a parameter, or written out",
    cells: [
      earlier,
      [
        "const own = 2;",
        "const a = { own };",
        "const b = (width: number) => ({ width });",
        "const c = { width: width };",
        "const { price } = rows[0]!;",
      ].join("\n"),
    ],
    finds: [],
  },
  {
    title: "SB102: a shorthand assignment to an earlier cell's variable",
    cells: [earlier, "({ level } = { level: 5 });\n[{ level = 3 }] = [{ level: 4 }];"],
    finds: ["[2] 1:4 SB102", "[2] 2:4 SB102"],
  },
  {
    title: "not SB102: an assignment that names property and variable",
    cells: [earlier, "({ level: level } = { level: 5 });"],
    finds: [],
  },
  {
    title: "SB103: a renamed property of a type that an earlier cell declares",
    cells: [earlier, "const names = rows.map(({ asset: name, price: at }) => [name, at]);"],
    finds: ["[2] 1:27 SB103", "[2] 1:40 SB103"],
  },
  {
    title: "not SB103: a renamed property of the cell's own or of a package's type",
    cells: [
      earlier,
      'import { parse } from "node:path";\nconst { base: name } = parse("a");\nconst { asset: x } = { asset: 1 };',
    ],
    finds: [],
  },
  {
    title: "SB104: an await before a bracket, where it is the only one",
    cells: [
      load,
      "await (load());",
      "const both = await [load()];",
      "console.log(await (async () => 3)());",
    ],
    finds: ["[2] 1:1 SB104", "[3] 1:14 SB104", "[4] 1:13 SB104"],
  },
  {
    title: "not SB104: a plain await, one inside a function, or one that the kernel reads",
    cells: [
      load,
      "await load();",
      "const later = async () => await (load());",
      "const { await: word } = { await: 1 };",
    ],
    finds: [],
  },
  {
    title: "SB105: a for await alone at top level",
    cells: [load, "for await (const n of [load()]) console.log(n);"],
    finds: ["[2] 1:1 SB105"],
  },
  {
    title: "not SB105: a for await in a function, or beside a plain await",
    cells: [
      load,
      "async function all() { for await (const n of [load()]) console.log(n); }\nawait all();",
      "await load();\nfor await (const n of [load()]) console.log(n);",
    ],
    finds: [],
  },
  {
    title: "SB106: an export, whose clash is then not reported as a type error too",
    cells: [
      "export const a = 1;\nexport interface B { x: number }",
      "export default 3;",
      "const c = 1;\nexport { c };",
    ],
    finds: ["[1] 1:1 SB106", "[1] 2:1 SB106", "[2] 1:1 SB106", "[3] 2:1 SB106"],
  },
  {
    title: "not SB106: a namespace's own exports",
    cells: ["namespace Units { export const percent = 0.01; }\nconsole.log(Units.percent);"],
    finds: [],
  },
  {
    title: "SB107: import.meta, __dirname, __filename, module",
    cells: ["console.log(import.meta.url);", "console.log(__dirname, __filename, module.id);"],
    finds: ["[1] 1:13 SB107", "[2] 1:13 SB107", "[2] 1:24 SB107", "[2] 1:36 SB107"],
  },
  {
    title: "not SB107: names of one's own",
    cells: [
      'const module = "a";\nconst places = { __dirname: module };\nconsole.log(places.__dirname);',
    ],
    finds: [],
  },
  {
    title: "SB108: document and window, instead of the type errors there",
    cells: ['document.title = "a";', "window.alert(1);", "console.log(localStorage);"],
    finds: ["[1] 1:1 SB108", "[2] 1:1 SB108", "[3] 1:13 SB108"],
  },
  {
    title: "not SB108: a window of one's own, or a property of that name",
    cells: [
      "const window = 60;\nconst options = { window: window, document: 1 };",
      "console.log(window, options.window, options.document);",
    ],
    finds: [],
  },
];

describe("rules about the kernel", () => {
  let found = new Map<string, string[]>();
  beforeAll(async () => {
    found = await checkClaims(claims);
  });

  test.each(claims)("$title", ({ title, finds }) => {
    expect(found.get(title)).toEqual(finds);
  });
});
