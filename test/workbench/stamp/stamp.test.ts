import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readNotebookFile } from "../../../workbench/notebook/notebook-file.ts";
import { type RunOptions, runNotebooks } from "../../../workbench/notebook/run-notebooks.ts";
import { checkStamps } from "../../../workbench/stamp/check-stamps.ts";
import { staleWords } from "../../../workbench/stamp/stale-reason.ts";
import { readStamp, type Stamp } from "../../../workbench/stamp/stamp.ts";
import { temporaryFolder } from "../notebook/fixtures.ts";
import { installPackage, notebookIn, project } from "./projects.ts";

const limits = { jobs: 1, timeoutSeconds: 60, memoryMegabytes: 512 };

async function run(file: string, options: Partial<RunOptions> = {}): Promise<Stamp> {
  const { runs } = await runNotebooks([file], { ...limits, ...options });
  expect(runs[0]?.failure).toBeUndefined();
  return readStamp(readNotebookFile(options.outFolder ? runs[0]!.target! : file))!;
}

const reasons = (file: string): string[] => checkStamps([file])[0]!.stale.map(staleWords);

test("a stamp records the files that a run touched, however it read them, and nothing else", async () => {
  const folder = project({
    "data/a.csv": "1",
    "data/b.csv": "2",
    "data/c.csv": "3",
    "data/d.csv": "4",
    "data/unread.csv": "5",
    "notebooks/helper.ts": "export const twice = (x: number): number => 2 * x;\n",
    "notebooks/tsconfig.json": "{}",
    "lists/x.txt": "",
  });
  installPackage(folder, "small", "module.exports = { one: 1 };");
  const file = notebookIn(
    folder,
    `import * as fs from "fs"; import { readFile } from "fs/promises"; import { twice } from "./helper";`,
    `fs.readFileSync("../data/a.csv");
fs.closeSync(fs.openSync("../data/b.csv", "r"));
await readFile("../data/c.csv");
fs.createReadStream("../data/d.csv").destroy();
fs.readdirSync("../lists");
try { fs.readFileSync("../data/none.csv"); } catch {}
const { one } = require("small"); one + twice(1)`,
  );
  const stamp = await run(file);
  expect(Object.keys(stamp.files)).toEqual([
    "data/a.csv",
    "data/b.csv",
    "data/c.csv",
    "data/d.csv",
    "data/none.csv",
    "lists",
    "notebooks/helper.ts",
  ]);
  expect(stamp.files["data/none.csv"]).toBe("absent");
  expect(stamp.packages.small).toBe("1.2.3 unlocked");
  expect(stamp.packages.tslab).toMatch(/^1\.0\.22 [0-9a-f]{16}$/);
  expect(stamp.versions).toMatchObject({
    kernel: "tslab 1.0.22",
    node: process.versions.node,
    typescript: "5.0.4",
  });
  expect(stamp.outside).toBeUndefined();
  expect(reasons(file)).toEqual([]);

  writeFileSync(join(folder, "data/b.csv"), "2.1");
  rmSync(join(folder, "data/c.csv"));
  writeFileSync(join(folder, "data/none.csv"), "now");
  writeFileSync(join(folder, "lists/y.txt"), "");
  writeFileSync(
    join(folder, "notebooks/helper.ts"),
    "export const twice = (x: number) => 3 * x;\n",
  );
  expect(reasons(file)).toEqual([
    "data file data/b.csv changed since the run",
    "data file data/c.csv is not there any more",
    "data file data/none.csv was not there at the run",
    "file lists changed since the run",
    "file notebooks/helper.ts changed since the run",
  ]);
});

test("a stamp holds no time, no path of the machine, and does not depend on the folder", async () => {
  const make = () => project({ "data/a.csv": "1" });
  const cell = `require("fs").readFileSync("../data/a.csv", "utf8")`;
  const [one, two] = [make(), make()];
  const stamps = [await run(notebookIn(one, cell)), await run(notebookIn(two, cell))];
  expect(stamps[0]).toEqual(stamps[1]);
  expect(JSON.stringify(stamps[0])).not.toMatch(/\/tmp|\/home|\/Users|T\d\d:\d\d/);
});

test("a stamp states the values of the parameters, those given for the run too", async () => {
  const file = notebookIn(project(), "1");
  const text = readFileSync(file, "utf8");
  const document = JSON.parse(text);
  document.cells[0].metadata.tags = ["parameters"];
  document.cells[0].source = 'const seed: number = 7;\nconst name: string = "BTC";';
  writeFileSync(file, JSON.stringify(document));
  expect((await run(file)).parameters).toEqual({ seed: 7, name: "BTC" });
  const given = { texts: new Map([["seed", "8"]]), values: {} };
  const stamp = await run(file, { parameters: given, outFolder: temporaryFolder() });
  expect(stamp.parameters).toEqual({ seed: 8, name: "BTC" });
});

test("changed, new, removed and moved cells and edited outputs are told apart", async () => {
  const file = notebookIn(project(), "const a = 1; a", "const b = 2; b", "const c = 3; c");
  await run(file);
  const committed = readFileSync(file, "utf8");
  const edit = (change: (cells: Record<string, unknown>[]) => void): string[] => {
    const document = JSON.parse(committed);
    change(document.cells);
    writeFileSync(file, JSON.stringify(document));
    return reasons(file);
  };
  const set = (cell: Record<string, unknown>, more: object): void => void Object.assign(cell, more);
  expect(edit(() => {})).toEqual([]);
  expect(edit((cells) => set(cells[1]!, { source: "const b = 4; b" }))).toEqual([
    "cell [2]: the source changed since the run",
  ]);
  expect(edit((cells) => set(cells[1]!, { metadata: { tags: ["raises-exception"] } }))).toEqual([
    "cell [2]: the source changed since the run",
  ]);
  expect(edit((cells) => set(cells[1]!, { metadata: { tags: [] } }))).toEqual([]);
  expect(edit((cells) => set(cells[2]!, { outputs: [] }))).toEqual([
    "cell [3]: the outputs are not those that the run wrote",
  ]);
  expect(edit((cells) => cells.reverse())).toEqual([
    "cells [1] and [3] changed places since the run",
  ]);
  expect(
    edit((cells) => {
      const [one, two] = [cells[0]!.source, cells[1]!.source];
      set(cells[0]!, { source: two });
      set(cells[1]!, { source: one });
    }),
  ).toEqual(["cells [1] and [2] changed places since the run"]);
  expect(edit((cells) => cells.pop())).toEqual(["a cell was removed since the run"]);
  expect(edit((cells) => cells.push({ ...cells[0]!, id: "new" }))).toEqual([
    "cell [4] is new since the run",
  ]);
});

test("a notebook that no run stamped, or whose stamp is damaged, says so", async () => {
  const file = notebookIn(project(), "1");
  expect(reasons(file)).toEqual(["it has no stamp: `stressbook run` writes one"]);
  await run(file);
  writeFileSync(file, readFileSync(file, "utf8").replace('"format": 1', '"format": 0'));
  expect(reasons(file)).toEqual(["its stamp cannot be read: `stressbook run` writes another"]);
});

test("a stamp that names files outside the project is not followed there", async () => {
  const file = notebookIn(
    project({ "data/a.csv": "1" }),
    `require("fs").readFileSync("../data/a.csv").length`,
  );
  await run(file);
  const text = readFileSync(file, "utf8");
  for (const name of ["../data/a.csv", "data/../../a.csv", "/etc/hosts", "C:/a", "..\\\\a"]) {
    writeFileSync(file, text.replace('"data/a.csv": "', `"${name}": "`));
    expect(reasons(file)).toEqual(["its stamp cannot be read: `stressbook run` writes another"]);
  }
});

test("files outside the project are named, and such a notebook is always run again", async () => {
  const place = temporaryFolder();
  writeFileSync(join(place, "prices.csv"), "1");
  const file = notebookIn(
    project(),
    `require("fs").readFileSync(${JSON.stringify(place)} + "/prices.csv").length`,
  );
  expect((await run(file)).outside).toEqual(["prices.csv"]);
  expect(checkStamps([file])[0]).toMatchObject({ stale: [], outside: ["prices.csv"] });
  const { runs } = await runNotebooks([file], { ...limits, reuse: true });
  expect(runs[0]?.reused).toBeUndefined();
});

test("an unchanged notebook is not run again when it may be reused; a changed input runs it", async () => {
  const folder = project({ "data/a.csv": "1" });
  const file = notebookIn(folder, `require("fs").readFileSync("../data/a.csv", "utf8")`);
  const again = async () => (await runNotebooks([file], { ...limits, reuse: true })).runs[0]!;
  expect((await again()).reused).toBeUndefined();
  const before = readFileSync(file, "utf8");
  expect(await again()).toMatchObject({ reused: true, written: false });
  expect((await runNotebooks([file], limits)).runs[0]?.reused).toBeUndefined();
  expect(readFileSync(file, "utf8")).toBe(before);

  writeFileSync(file, before.replace('"execution_count": 1', '"execution_count": 9'));
  expect(await again()).toMatchObject({ written: true });
  expect(readFileSync(file, "utf8")).toBe(before);

  writeFileSync(join(folder, "data/a.csv"), "2");
  const changed = await again();
  expect(changed).toMatchObject({ written: true });
  expect(changed.reused).toBeUndefined();
  expect((await again()).reused).toBe(true);
});

test("a file that changes while the notebook runs is stamped as it was read", async () => {
  const folder = project({ "data/a.csv": "1" });
  const file = notebookIn(
    folder,
    `require("fs").readFileSync("../data/a.csv", "utf8")`,
    `await new Promise((resolve) => setTimeout(resolve, 1500));`,
  );
  const events: string[] = [];
  const running = run(file, {
    onEvent: (event) => {
      if (event.type === "cell" && event.cell === 2) {
        writeFileSync(join(folder, "data/a.csv"), "2");
        events.push("changed");
      }
    },
  });
  await running;
  expect(events).toEqual(["changed"]);
  expect(reasons(file)).toEqual(["data file data/a.csv changed since the run"]);
});

test("a stamp survives that the project is moved", async () => {
  const folder = project({ "data/a.csv": "1" });
  const file = notebookIn(folder, `require("fs").readFileSync("../data/a.csv", "utf8")`);
  await run(file);
  const moved = `${folder}-moved`;
  renameSync(folder, moved);
  onTestFinished(() => rmSync(moved, { recursive: true, force: true }));
  mkdirSync(folder);
  expect(reasons(join(moved, "notebooks/question.ipynb"))).toEqual([]);
});
