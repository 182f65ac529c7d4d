import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readNotebook } from "../../../workbench/notebook/read-notebook.ts";
import { fixturePath, notebookOf, temporaryFolder } from "../notebook/fixtures.ts";
import { type Ended, stressbook } from "./stressbook.ts";

const source = readFileSync(fixturePath("parameters"), "utf8");

/** A folder with the fixture `parameters.ipynb`, one without parameters, and what a test adds. */
function place(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "p.ipynb"), source);
  notebookOf(folder, "plain", "1");
  return folder;
}

const run = (cwd: string, ...args: string[]): Promise<Ended> =>
  stressbook(["run", "--memory", "512", ...args], { cwd });

/** The code cells' sources and the first one's printed text, by their tags and place. */
function readResult(file: string): { sources: string[]; printed: string } {
  const { cells } = readNotebook(readFileSync(file, "utf8"), file);
  const code = cells.filter((cell) => cell.kind === "code");
  const texts = code.flatMap(({ outputs }) =>
    outputs.map((output) => (output.kind === "stream" ? output.text : "")),
  );
  return { sources: code.map((cell) => cell.source), printed: texts.join("") };
}

describe("stressbook run --describe", () => {
  test("lists name, type, default and comment of the parameters, as text and as JSON", async () => {
    const cwd = place();
    const text = await run(cwd, "p.ipynb", "plain.ipynb", "--describe");
    expect(text).toEqual({
      code: 0,
      err: "",
      out: `p.ipynb
  confidence  number             0.95    of the value-at-risk
  windows     readonly number[]  [2,3]   days before the date
  side        "long" | "short"   "long"

plain.ipynb  no parameters
`,
    });
    const json = await run(cwd, "p.ipynb", "--describe", "--json");
    expect(JSON.parse(json.out)).toEqual([
      {
        file: "p.ipynb",
        parameters: [
          { name: "confidence", type: "number", default: 0.95, comment: "of the value-at-risk" },
          {
            name: "windows",
            type: "readonly number[]",
            default: [2, 3],
            comment: "days before the date",
          },
          { name: "side", type: '"long" | "short"', default: "long", comment: "" },
        ],
      },
    ]);
  });
});

describe("stressbook run with parameters", () => {
  test("writes the result to --out with the values injected, and leaves the notebook alone", async () => {
    const cwd = place();
    const values = join(cwd, "values.json");
    writeFileSync(values, '{"confidence": 0.5, "side": "short"}');
    const given = ["--params", values, "--param", "confidence=0.99", "--param", "windows=[5]"];
    const { code, out } = await run(cwd, "p.ipynb", ...given, "--out", "results/a");
    expect(code).toBe(0);
    expect(out).toContain("written to results/a/p.ipynb");
    expect(readFileSync(join(cwd, "p.ipynb"), "utf8")).toBe(source);
    const { sources, printed } = readResult(join(cwd, "results/a/p.ipynb"));
    expect(sources[1]).toBe(
      'const confidence: number = 0.99;\nconst windows: readonly number[] = [5];\nconst side: "long" | "short" = "short";',
    );
    expect(printed).toBe("short 0.99 [ 5 ]\n");
  });

  test("with --save, twice, leaves one injected cell, and without values none", async () => {
    const cwd = place();
    const file = join(cwd, "p.ipynb");
    await run(cwd, "p.ipynb", "--param", "confidence=0.9", "--save");
    await run(cwd, "p.ipynb", "--param", "side=short", "--save");
    const { sources, printed } = readResult(file);
    expect(sources).toHaveLength(3);
    expect(sources[1]).toBe('const side: "long" | "short" = "short";');
    expect(printed).toBe("short 0.95 [ 2, 3 ]\n");
    writeFileSync(join(cwd, "none.json"), "{}");
    await run(cwd, "p.ipynb", "--params", "none.json", "--save");
    expect(readResult(file).sources).toHaveLength(2);
  });
});

describe("stressbook run tells who gives a parameter wrongly, and runs nothing:", () => {
  const refused = async (args: string[], ...says: string[]): Promise<void> => {
    const cwd = place();
    mkdirSync(join(cwd, "other"));
    writeFileSync(join(cwd, "other/p.ipynb"), source);
    writeFileSync(join(cwd, "list.json"), "[1]");
    writeFileSync(join(cwd, "broken.json"), "{confidence: 1}");
    writeFileSync(join(cwd, "typed.json"), '{"confidence": "0.9"}');
    const before = readdirSync(cwd, { recursive: true }).sort();
    const { code, out, err } = await run(cwd, ...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    for (const text of says) expect(err).toContain(text);
    expect(err, "no stack").not.toMatch(/^\s+at /m);
    expect(readFileSync(join(cwd, "p.ipynb"), "utf8")).toBe(source);
    expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(before);
  };
  const out = ["--out", "o"];

  test("neither --out nor --save", () =>
    refused(["p.ipynb", "--param", "side=short"], "add --out <folder>", "--save"));
  test("both", () => refused(["p.ipynb", "--save", ...out], "cannot be used with option '--out"));
  test("no value", () => refused(["p.ipynb", "--param", "side", ...out], "must be name=value"));
  test("no name", () => refused(["p.ipynb", "--param", "=1", ...out], "must be name=value"));
  test("a name twice", () =>
    refused(["p.ipynb", "--param", "side=long", "--param", "side=short", ...out], "given twice"));
  test("an unknown name, with the nearest and all known ones", () =>
    refused(
      ["p.ipynb", "--param", "confidense=1", ...out],
      "confidense is not a parameter (did you mean confidence? it has confidence, windows, side): 1",
    ));
  test("a value of the wrong type", () =>
    refused(
      ["p.ipynb", "--param", "confidence=high", "--param", "side=up", ...out],
      "confidence must be a number: high",
      'side must be "long" or "short": up',
    ));
  test("a value of the wrong type in a file, though it looks like a number", () =>
    refused(["p.ipynb", "--params", "typed.json", ...out], 'confidence must be a number: "0.9"'));
  test("a file that is missing, not JSON, or not an object", async () => {
    await refused(["p.ipynb", "--params", "no.json", ...out], "no such file: no.json (--params)");
    await refused(["p.ipynb", "--params", "broken.json", ...out], "broken.json is not JSON");
    await refused(["p.ipynb", "--params", "list.json", ...out], "must hold one JSON object");
    await refused(["p.ipynb", "--params", "other", ...out], "other is not a file");
  });
  test("a notebook without parameters", () =>
    refused(
      ["p.ipynb", "plain.ipynb", "--param", "side=short", ...out],
      "notebook plain.ipynb is not valid",
      "must have a code cell tagged `parameters`",
    ));
  test("--json without --describe", () => refused(["--json"], "--json goes with --describe"));
  test("--describe with values", () =>
    refused(["p.ipynb", "--describe", "--param", "a=1"], "cannot be used with option"));
  test("an output folder that is the notebook's own, a file, or nothing", async () => {
    await refused(["p.ipynb", "--out", "."], "--out . would overwrite p.ipynb");
    await refused(["p.ipynb", "--out", "p.ipynb"], "--out p.ipynb: p.ipynb is a file");
    await refused(
      ["p.ipynb", "--out", "plain.ipynb/x"],
      "--out plain.ipynb/x: plain.ipynb is a file",
    );
    await refused(["p.ipynb", "--out", ""], "--out must name a folder");
  });
  test("two results under one name", () =>
    refused(["p.ipynb", "other/p.ipynb", ...out], "would both become o/p.ipynb"));
  test("a limit out of range", async () => {
    await refused(["--timeout", "0"], "--timeout", "whole number from 1 to 86400");
    await refused(["--timeout", "2m"], "--timeout", "whole number");
    await refused(["--memory", "100"], "--memory", "whole number from 256 to 65536");
    await refused(["--memory", "2GB"], "--memory", "whole number");
  });
});
