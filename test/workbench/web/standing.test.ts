import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Json } from "../../../workbench/notebook/json.ts";
import type { Notebook } from "../../../workbench/notebook/notebook.ts";
import { fileState } from "../../../workbench/stamp/file-state.ts";
import { makeStamp } from "../../../workbench/stamp/make-stamp.ts";
import { withStamp } from "../../../workbench/stamp/stamp.ts";
import { standing } from "../../../workbench/web/standing.ts";
import { codeCell, notebookOf, stream } from "./notebooks.ts";

let project: string;
let file: string;
let data: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "stressbook-standing-"));
  mkdirSync(join(project, "notebooks"));
  mkdirSync(join(project, "data"));
  writeFileSync(join(project, "package.json"), "{}");
  file = join(project, "notebooks/01-a.ipynb");
  data = join(project, "data/figures.csv");
  writeFileSync(data, "1");
});

afterEach(() => rmSync(project, { recursive: true }));

const plain = notebookOf(codeCell("console.log(1)", stream("1\n")));

function stamped(): Notebook {
  const files = { "data/figures.csv": fileState(data) };
  return withStamp(plain, makeStamp(plain, file, { files, packages: [], outside: [] }));
}

test("without a stamp it is as committed, with a matching one fresh", () => {
  expect(standing(file, plain)).toEqual({ state: "not-run" });
  expect(standing(file, stamped())).toEqual({ state: "fresh" });
});

test("with an input that changed it is stale, and says which", () => {
  const notebook = stamped();
  writeFileSync(data, "2");
  expect(standing(file, notebook)).toEqual({
    state: "stale",
    problem: "Data file data/figures.csv changed since the run.",
  });
});

test("with several changes it says the first and how many more", () => {
  const { metadata } = stamped();
  writeFileSync(data, "2");
  const edited = { ...notebookOf(codeCell("console.log(2)", stream("1\n"))), metadata };
  expect(standing(file, edited)).toEqual({
    state: "stale",
    problem: "Cell [1]: the source changed since the run, and 1 more.",
  });
});

test("with an error among its outputs it has failed, stamp or not", () => {
  const error = { kind: "error", name: "Error", value: "no", traceback: [] } as const;
  expect(standing(file, notebookOf(codeCell("fail()", error))).state).toBe("failed");
});

test.each(["../../../../dev/zero", "data/../../x", "..", "a\\..\\..\\b"])(
  "a stamp that names %s is not followed there",
  (name) => {
    const notebook = stamped();
    const { stamp } = notebook.metadata.stressbook as { stamp: Record<string, Json> };
    const hostile = { ...stamp, files: { [name]: "absent" } };
    const metadata = { stressbook: { stamp: hostile } };
    expect(standing(file, { ...notebook, metadata })).toEqual({
      state: "stale",
      problem: "Its stamp cannot be read: `stressbook run` writes another.",
    });
  },
);
