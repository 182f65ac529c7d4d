import { describe, expect, test } from "vitest";
import { formatNotebook } from "../../../workbench/notebook/format-notebook.ts";
import type { Cell, Notebook } from "../../../workbench/notebook/notebook.ts";
import { readNotebook } from "../../../workbench/notebook/read-notebook.ts";
import {
  type GivenParameters,
  injectParameters,
} from "../../../workbench/parameters/inject-parameters.ts";
import {
  notebookParameters,
  parameterValues,
} from "../../../workbench/parameters/notebook-parameters.ts";

const declared = `const confidence: number = 0.95; // of the VaR
const windows: readonly number[] = [252];
const book: string = "long-only";`;

function code(source: string, ...tags: string[]): Cell {
  const metadata = tags.length === 0 ? {} : { tags };
  const id = `c${source.length}${tags.length}`;
  return { kind: "code", id, metadata, source, executionCount: null, outputs: [] };
}

const notebook: Notebook = {
  metadata: {},
  cells: [code("1;"), code(declared, "hide", "parameters"), code("confidence;")],
};

function given(texts: Record<string, string>, values = {}): GivenParameters {
  return { texts: new Map(Object.entries(texts)), values };
}

const inject = (texts: Record<string, string>, values = {}, into = notebook): Notebook =>
  injectParameters(into, given(texts, values), "n.ipynb");

describe("injectParameters", () => {
  test("puts a tagged cell with the declared types behind the parameters cell", () => {
    const { cells } = inject({ windows: "10,20", confidence: "0.99" });
    expect(cells).toHaveLength(4);
    expect(cells[2]).toMatchObject({ metadata: { tags: ["injected-parameters"] } });
    expect(cells[2]?.source).toBe(
      "const confidence: number = 0.99;\nconst windows: readonly number[] = [10, 20];",
    );
    expect([cells[0], cells[1], cells[3]]).toEqual(notebook.cells);
  });

  test("replaces the cell of an earlier run, and leaves the defaults of what is not given", () => {
    const once = inject({ confidence: "0.99" });
    const twice = inject({ book: "short" }, {}, once);
    expect(twice.cells).toHaveLength(4);
    expect(twice.cells[2]?.source).toBe('const book: string = "short";');
    expect(twice.cells[2]?.id).toBe(once.cells[2]?.id);
    expect(parameterValues(twice, "n.ipynb")).toEqual({
      confidence: 0.95,
      windows: [252],
      book: "short",
    });
  });

  test("without any value takes the cell of an earlier run away", () => {
    expect(inject({}, {}, inject({ confidence: "0.99" }))).toEqual(notebook);
  });

  test("prefers a typed value to one of the file", () => {
    const { cells } = inject({ confidence: "0.9" }, { confidence: 0.5, book: "a" });
    expect(cells[2]?.source).toBe('const confidence: number = 0.9;\nconst book: string = "a";');
  });

  test("makes a notebook that is still one after writing and reading", () => {
    const injected = inject({ confidence: "0.99" });
    expect(readNotebook(formatNotebook(injected), "n.ipynb").cells).toEqual(injected.cells);
  });

  test("writes any text as a literal that reads back as itself", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a text that looks like one.
    const nasty = 'a"b\\c\n`${1}`\u2028</script>';
    const injected = inject({}, { book: nasty });
    expect(parameterValues(injected, "n.ipynb").book).toBe(nasty);
  });

  test("lists every wrong value and every unknown name, with the nearest known one", () => {
    const wrong = () => inject({ confidnce: "1", book: "x" }, { windows: "252", speed: 3 });
    expect(wrong).toThrow(`a parameter of n.ipynb is not valid:
  speed is not a parameter (it has confidence, windows, book): 3
  confidnce is not a parameter (did you mean confidence? it has confidence, windows, book): 1
  windows must be a list, each a number: "252"`);
  });

  test("refuses a notebook without a parameters cell, and one with two", () => {
    const without = { ...notebook, cells: [code("1;")] };
    expect(() => inject({ a: "1" }, {}, without)).toThrow(
      "must have a code cell tagged `parameters` to be given any: a",
    );
    const two = { ...notebook, cells: [...notebook.cells, code("//", "parameters")] };
    expect(() => inject({ confidence: "1" }, {}, two)).toThrow(
      "must have one cell tagged parameters at most: cell [2], cell [4]",
    );
  });

  test("changes nothing of what it is given", () => {
    const before = structuredClone(notebook);
    inject({ confidence: "0.99" });
    expect(notebook).toEqual(before);
  });
});

describe("notebookParameters", () => {
  test("is empty without a parameters cell", () => {
    expect(notebookParameters({ metadata: {}, cells: [code("1")] }, "n.ipynb")).toEqual([]);
  });

  test("names cell and line of what is computed", () => {
    const cells = [code("1;"), code("const a: number = 1;\nconst b: number = a;", "parameters")];
    expect(() => notebookParameters({ metadata: {}, cells }, "n.ipynb")).toThrow(
      "cell [2], line 2 must be `const name: Type = literal`, and b is computed: const b: number = a;",
    );
  });
});
