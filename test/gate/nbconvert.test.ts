import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { formatNotebook } from "../../workbench/notebook/format-notebook.ts";
import { withOutputs } from "../../workbench/notebook/normalise.ts";
import type { Notebook } from "../../workbench/notebook/notebook.ts";
import { readNotebookFile } from "../../workbench/notebook/notebook-file.ts";
import { root } from "../structure/sources.ts";
import { stressbook } from "../workbench/cli/stressbook.ts";
import { fixturePath, temporaryFolder } from "../workbench/notebook/fixtures.ts";
import { outputsIn } from "./notebook-outputs.ts";

const notebook = "02-historical-stress";
const committed = join(root, "notebooks", `${notebook}.ipynb`);

beforeAll(() => {
  const { error, status } = spawnSync("jupyter", ["nbconvert", "--version"]);
  if (error === undefined && status === 0) return;
  throw new Error("there is no jupyter-nbconvert: run scripts/install-gate-tools.sh (Debian)");
});

interface Jupyter {
  readonly folder: string;
  readonly nbconvert: (...args: readonly string[]) => { status: number | null; stderr: string };
}

/** A Jupyter that knows the kernel of `stressbook kernel install` and no other. */
async function jupyter(): Promise<Jupyter> {
  const folder = temporaryFolder();
  const env = { JUPYTER_DATA_DIR: join(folder, "data"), JUPYTER_CONFIG_DIR: folder };
  expect(await stressbook(["kernel", "install"], { env })).toMatchObject({ code: 0 });
  return {
    folder,
    nbconvert: (...args) =>
      spawnSync("jupyter", ["nbconvert", "--output-dir", folder, ...args], {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, ...env },
        timeout: 240_000,
      }),
  };
}

// Without the metadata: only `stressbook run` stamps a notebook.
const bytesOf = (cells: Notebook["cells"]): string => formatNotebook({ cells, metadata: {} });

describe("jupyter nbconvert with the installed kernel", () => {
  test("executes a committed notebook and gets its outputs", async () => {
    const { folder, nbconvert } = await jupyter();
    const { status, stderr } = nbconvert("--to", "notebook", "--execute", committed);
    expect(status, stderr).toBe(0);
    const before = readNotebookFile(committed);
    const outputs = outputsIn(readNotebookFile(join(folder, `${notebook}.ipynb`)));
    const { cells } = withOutputs(before, committed, outputs);
    expect(cells).toEqual(before.cells);
    expect(bytesOf(cells)).toBe(bytesOf(before.cells));
  });

  test("fails with a notebook whose cell fails, and shows the cell", async () => {
    const { nbconvert } = await jupyter();
    const { status, stderr } = nbconvert("--to", "notebook", "--execute", fixturePath("exception"));
    expect(status).toBe(1);
    expect(stderr).toContain("CellExecutionError");
    expect(stderr).toContain("risk(quantity);");
  });
});
