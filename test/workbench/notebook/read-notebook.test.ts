import { describe, expect, test } from "vitest";
import { readNotebook } from "../../../workbench/notebook/read-notebook.ts";

const read = (document: object): unknown => readNotebook(JSON.stringify(document), "a.ipynb");
const base = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] };
const code = { cell_type: "code", execution_count: null, metadata: {}, outputs: [], source: "" };

describe("readNotebook refuses", () => {
  test("what is not JSON, naming the file", () => {
    expect(() => readNotebook("{", "a.ipynb")).toThrow(/notebook a\.ipynb is not valid:\n.*JSON/);
  });

  test("nbformat 3, with what to do", () => {
    expect(() => read({ ...base, nbformat: 3 })).toThrow(
      "nbformat must be 4: save the notebook with a current Jupyter: 3",
    );
  });

  test("a Python notebook", () => {
    const metadata = { kernelspec: { name: "python3" } };
    expect(() => read({ ...base, metadata })).toThrow(
      'metadata.kernelspec.name must be "tslab", the TypeScript kernel: "python3"',
    );
  });

  test("a wrong field, with path, rule and value", () => {
    const cells = [{ ...code, source: 7 }];
    expect(() => read({ ...base, cells })).toThrow(
      "cells[0].source must be a text or an array of lines: 7",
    );
    expect(() => read({ ...base, metadata: undefined })).toThrow(
      "metadata must be an object: missing",
    );
  });
});

describe("readNotebook gives cells", () => {
  test("without an id one that is the same every time, and different ones", () => {
    const cells = [code, code, { ...code, id: "kept" }, { ...code, id: "kept" }];
    const ids = (): string[] =>
      (read({ ...base, cells }) as { cells: { id: string }[] }).cells.map(({ id }) => id);
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(4);
    expect(ids()[2]).toBe("kept");
  });

  test("texts whole, whether they came as lines or as one", () => {
    const stream = { output_type: "stream", name: "stdout", text: ["a\n", "b"] };
    const cells = [{ ...code, source: ["x\n", "y"], outputs: [stream] }];
    expect(read({ ...base, cells })).toMatchObject({
      cells: [{ source: "x\ny", outputs: [{ text: "a\nb" }] }],
    });
  });

  test("a saved execute_result as a display", () => {
    const result = { output_type: "execute_result", execution_count: 1, data: {}, metadata: {} };
    expect(read({ ...base, cells: [{ ...code, outputs: [result] }] })).toMatchObject({
      cells: [{ outputs: [{ kind: "display" }] }],
    });
  });
});
