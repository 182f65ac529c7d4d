import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { withOutputs } from "../../../workbench/notebook/normalise.ts";
import type { Notebook, Output } from "../../../workbench/notebook/notebook.ts";
import { collectOutputs } from "../../../workbench/notebook/outputs.ts";

const folder = join("/", "somewhere", "else");
const file = join(folder, "a.ipynb");

function printed(text: string): Output | undefined {
  const outputs = collectOutputs();
  outputs.stream(1, "stdout", text);
  const cell = withOutputs(notebookOf("1"), file, outputs).cells[0];
  return cell?.kind === "code" ? cell.outputs[0] : undefined;
}

function notebookOf(source: string, metadata = {}): Notebook {
  const cell = { kind: "code", id: "a", source, executionCount: 7, outputs: [] } as const;
  return { metadata, cells: [{ ...cell, metadata }] };
}

describe("withOutputs", () => {
  test("takes folders of this machine out of texts, whole paths only", () => {
    const places: [string, string][] = [
      [`at ${folder}/x.ts:1:2`, "at <project>/x.ts:1:2"],
      [`${pathToFileURL(folder).href}/x.ts`, "file://<project>/x.ts"],
      [`in ${join(homedir(), ".cache")}`, `in ${join("~", ".cache")}`],
      [`${folder}s`, `${folder}s`],
      [`prefix${folder}`, `prefix${folder}`],
    ];
    for (const [text, clean] of places) expect(printed(text)).toMatchObject({ text: clean });
  });

  test("takes colour codes and links out of texts", () => {
    expect(printed("\u001b[1;31mred\u001b[0m \u001b]8;;x\u0007link")).toMatchObject({
      text: "red link",
    });
  });

  test("cleans a display's texts and metadata but not its picture", () => {
    const outputs = collectOutputs();
    const data = { "text/plain": folder, "image/png": folder };
    outputs.display(1, { data, metadata: { deep: [{ path: folder }] }, update: false });
    expect(withOutputs(notebookOf("1"), file, outputs).cells[0]).toMatchObject({
      outputs: [
        {
          data: { "text/plain": "<project>", "image/png": folder },
          metadata: { deep: [{ path: "<project>" }] },
        },
      ],
    });
  });

  test("drops the live chart that Jupyter shows, and keeps a table's HTML", () => {
    const outputs = collectOutputs();
    const data = { "text/html": "<b>1</b>", "text/plain": "1" };
    const chart = { chart: "priceLines", data: [], options: {} };
    outputs.display(1, { data, metadata: { stressbook: chart }, update: false });
    outputs.display(1, { data, metadata: { stressbook: { table: {} } }, update: false });
    outputs.display(1, { data, metadata: {}, update: false });
    const cell = withOutputs(notebookOf("1"), file, outputs).cells[0];
    expect(cell?.kind === "code" && cell.outputs).toMatchObject([
      { data: { "text/plain": "1" }, metadata: { stressbook: chart } },
      { data },
      { data },
    ]);
    expect(cell).not.toHaveProperty(["outputs", 0, "data", "text/html"]);
  });

  test("drops what front ends note about a run, and keeps the rest", () => {
    const metadata = { tags: ["a"], execution: { "iopub.status.busy": "2024" }, ExecuteTime: {} };
    const after = withOutputs(notebookOf("1", metadata), file, collectOutputs());
    expect(after.cells[0]?.metadata).toEqual({ tags: ["a"] });
    expect(after.metadata).toMatchObject({ kernelspec: { name: "tslab" } });
  });

  test("gives a blank cell no number and no outputs", () => {
    const blank = withOutputs(notebookOf(" \n"), file, collectOutputs());
    expect(blank.cells[0]).toMatchObject({ executionCount: null, outputs: [] });
  });
});
