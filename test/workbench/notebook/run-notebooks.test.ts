import { copyFileSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import type { NotebookRun } from "../../../workbench/notebook/run-notebooks.ts";
import { runNotebooks } from "../../../workbench/notebook/run-notebooks.ts";
import {
  fixtures,
  fixtureText,
  notebookOf,
  notebookProcesses,
  temporaryFolder,
  until,
} from "./fixtures.ts";

const limits = { jobs: 2, timeoutSeconds: 20, memoryMegabytes: 512 };

/** Runs a failing fixture beside a good one and checks what holds for every failure. */
async function failureOf(name: string, options: Partial<typeof limits> = {}): Promise<NotebookRun> {
  const [bad, good] = fixtures(name, "good") as [string, string];
  const report = await runNotebooks([bad, good], { ...limits, ...options });
  const [failed, other] = report.runs as [NotebookRun, NotebookRun];
  expect(report.failed).toBe(true);
  expect(failed.file).toBe(bad);
  expect(failed.written).toBe(false);
  expect(failed.notebook).toBeUndefined();
  expect(readFileSync(bad, "utf8"), "the failed notebook's bytes").toBe(fixtureText(name));
  expect(other.failure, "the other notebook finishes").toBeUndefined();
  expect(notebookProcesses(process.pid), "processes left behind").toEqual([]);
  return failed;
}

describe("a notebook fails, with cell, line and message, and the others finish, for", () => {
  test("an exception", async () => {
    const { failure, notRun } = await failureOf("exception");
    expect(failure).toEqual({
      kind: "exception",
      cell: 3,
      line: 3,
      column: 1,
      message: "RangeError: size must be at most 1: 2",
      trace: ["risk (cell [2], line 3)", "cell [3], line 3"],
    });
    expect(notRun).toEqual([4]);
  });

  test("a type error, before the cell runs", async () => {
    const { failure, notRun } = await failureOf("type-error");
    expect(failure).toEqual({
      kind: "type-error",
      cell: 2,
      line: 2,
      column: 7,
      message: "Type 'string' is not assignable to type 'number'.",
    });
    expect(notRun).toEqual([3]);
  });

  test("a rejection that nobody awaits", async () => {
    const { failure, notRun } = await failureOf("rejection");
    expect(failure).toMatchObject({ kind: "rejection", cell: 2, line: 2 });
    expect(failure?.message).toBe("Error: no such price");
    expect(notRun).toEqual([3]);
  });

  test("a throw in a timer, named by the cell that set it though a later one runs", async () => {
    const { failure, notRun } = await failureOf("timer");
    expect(failure).toMatchObject({ kind: "timer", cell: 2, line: 2, message: "Error: too late" });
    expect(notRun).toEqual([3, 4]);
  });

  test("process.exit(0)", async () => {
    const { failure, notRun } = await failureOf("exit");
    expect(failure).toMatchObject({ kind: "exit", cell: 2, line: 2 });
    expect(failure?.message).toContain("process.exit(0)");
    expect(notRun).toEqual([3]);
  });

  test("an endless loop, with the line on which it turns", async () => {
    const { failure, notRun } = await failureOf("endless", { timeoutSeconds: 4 });
    expect(failure).toMatchObject({ kind: "timeout", cell: 2 });
    expect(failure?.message).toBe("still running after 4 s (--timeout)");
    expect([3, 4]).toContain(failure?.line);
    expect(notRun).toEqual([3]);
  });

  test("running out of memory, with the line that fills it", async () => {
    const { failure, notRun } = await failureOf("memory", { memoryMegabytes: 400 });
    expect(failure).toMatchObject({ kind: "memory", cell: 2, line: 3 });
    expect(failure?.message).toBe("out of memory: the limit is 400 MB (--memory)");
    expect(notRun).toEqual([3]);
  });

  test("a promise that can never settle, at once and not after the timeout", async () => {
    const { failure, notRun, milliseconds } = await failureOf("never");
    expect(failure).toMatchObject({ kind: "unsettled", cell: 2, line: 1 });
    expect(failure?.message).toContain("never settle");
    expect(milliseconds).toBeLessThan(limits.timeoutSeconds * 1000);
    expect(notRun).toEqual([3]);
  });

  test("a timer that is still ticking after the last cell", async () => {
    const { failure, notRun } = await failureOf("unsettled");
    expect(failure).toMatchObject({ kind: "unsettled", cell: 2 });
    expect(failure?.message).toContain("Timeout");
    expect(notRun).toEqual([]);
  });

  test("writing a file", async () => {
    const { failure, file } = await failureOf("writing");
    expect(failure).toMatchObject({ kind: "exception", cell: 2, line: 2 });
    expect(failure?.message).toContain("a notebook writes no file (");
    expect(readdirSync(dirname(file)).sort()).toEqual(["good.ipynb", "writing.ipynb"]);
  });

  test("a shorthand property that the kernel cannot read, with what to write", async () => {
    const { failure } = await failureOf("shorthand");
    expect(failure).toMatchObject({ kind: "exception", cell: 2, line: 1 });
    expect(failure?.message).toContain("write { quantity: quantity }");
  });

  test("a process killed from outside", async () => {
    const [bad, good] = fixtures("waiting", "good") as [string, string];
    const running = runNotebooks([bad, good], {
      ...limits,
      onEvent: (event) => {
        if (event.type !== "cell" || event.file !== bad || event.cell !== 2) return;
        // The good notebook's process started after this one.
        const [oldest] = notebookProcesses(process.pid).sort((a, b) => a - b);
        process.kill(oldest!, "SIGKILL");
      },
    });
    const { runs } = await running;
    expect(runs[0]?.failure).toEqual({
      kind: "killed",
      cell: 2,
      message: "the process was killed by SIGKILL",
    });
    expect(runs[0]?.notRun).toEqual([3]);
    expect(runs[1]?.failure).toBeUndefined();
    expect(readFileSync(bad, "utf8")).toBe(fixtureText("waiting"));
  });
});

describe("a notebook that runs", () => {
  test("has its outputs in order, free of this machine's folders and of colour codes", async () => {
    const [file] = fixtures("good") as [string];
    const { runs } = await runNotebooks([file], limits);
    const cells = runs[0]?.notebook?.cells.filter((cell) => cell.kind === "code") ?? [];
    expect(cells.map(({ executionCount }) => executionCount)).toEqual([1, 2, 3, 4, null, 5]);
    expect(cells.map(({ outputs }) => outputs)).toEqual([
      [{ kind: "stream", name: "stdout", text: "20000\n" }],
      [
        { kind: "stream", name: "stdout", text: "first\n" },
        { kind: "stream", name: "stderr", text: "second\n" },
        { kind: "stream", name: "stdout", text: "third <project>\nlate\n" },
      ],
      [
        { kind: "display", data: { "text/html": "<b>bold</b>" }, metadata: {} },
        { kind: "display", data: { "text/plain": "after" }, metadata: {} },
        { kind: "display", data: { "image/png": "iVBORw==" }, metadata: {} },
      ],
      [
        {
          kind: "stream",
          name: "stdout",
          text: "{ quantity: 0.30000000000000004, side: 'short' }\n",
        },
      ],
      [],
      [
        {
          kind: "stream",
          name: "stdout",
          text: "2020-03-12T00:00:00.000Z UTC C.UTF-8\n1,234,567.5\n",
        },
      ],
    ]);
  });

  test("is written once: a second run changes no byte and does not touch the file", async () => {
    const [file] = fixtures("good") as [string];
    const first = await runNotebooks([file], limits);
    const { mtimeMs } = statSync(file);
    const bytes = readFileSync(file, "utf8");
    const second = await runNotebooks([file], limits);
    expect([first.runs[0]?.written, second.runs[0]?.written]).toEqual([true, false]);
    expect(readFileSync(file, "utf8")).toBe(bytes);
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
  });

  test("comes out the same with one job and with two, in the order given", async () => {
    const names = ["good", "exception", "copy"];
    const outcomes = [];
    for (const jobs of [1, 2]) {
      const files = fixtures("good", "exception");
      const copy = `${dirname(files[0]!)}/copy.ipynb`;
      copyFileSync(files[0]!, copy);
      const { runs } = await runNotebooks([...files, copy], { ...limits, jobs });
      expect(runs.map(({ file }) => file)).toEqual([...files, copy]);
      outcomes.push(runs.map(({ failure, notebook }) => ({ failure, notebook })));
    }
    expect(outcomes[0]).toHaveLength(names.length);
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  test("gets stable ids where it has none", async () => {
    const file = notebookOf(temporaryFolder(), "old", "1", "1", "2");
    await runNotebooks([file], limits);
    const bytes = readFileSync(file, "utf8");
    const ids = JSON.parse(bytes).cells.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(3);
    expect((await runNotebooks([file], limits)).runs[0]?.written).toBe(false);
  });

  test("that has no cells is fine", async () => {
    const file = notebookOf(temporaryFolder(), "empty");
    expect((await runNotebooks([file], limits)).failed).toBe(false);
  });
});

describe("what a cell can do", () => {
  const run = async (...sources: string[]): Promise<NotebookRun> => {
    const file = notebookOf(temporaryFolder(), "one", ...sources);
    return (await runNotebooks([file], limits)).runs[0]!;
  };

  test("a throw after lines that leave no JavaScript and after an await has its own line", async () => {
    const types = "interface Leg {\n  size: number;\n}\n\n// a comment\n";
    const { failure } = await run(
      `${types}const leg: Leg = { size: 1 };\nawait Promise.resolve();\nthrow new Error("x");`,
    );
    expect(failure).toMatchObject({ kind: "exception", cell: 1, line: 8, column: 7 });
  });

  test("killing the runner is refused", async () => {
    const { failure } = await run("process.kill(process.ppid);");
    expect(failure).toMatchObject({ kind: "killed", cell: 1, line: 1 });
  });

  test("a swallowed process.exit still fails the notebook", async () => {
    const { failure } = await run("try {\n  process.exit(0);\n} catch {}\nwhile (true) {}");
    expect(failure).toMatchObject({ kind: "exit", cell: 1, line: 2 });
  });

  test("a rejection with something that is not an error names its cell", async () => {
    const { failure } = await run("1", 'Promise.reject("no price");\nundefined', "2");
    expect(failure).toMatchObject({ kind: "rejection", cell: 2, message: 'thrown: "no price"' });
  });

  test("a type error after the first names them all", async () => {
    const { failure } = await run('const a: number = "x";\nconst b: string = 1;');
    expect(failure).toMatchObject({ kind: "type-error", line: 1 });
    expect(failure?.trace).toEqual(["line 2: Type 'number' is not assignable to type 'string'."]);
  });

  test("`export` is refused with what to do", async () => {
    const { failure } = await run("export const a = 1;\n");
    expect(failure).toMatchObject({ kind: "type-error", cell: 1 });
    expect(failure?.message).toContain("leave out `export`");
  });
});

describe("a cell tagged raises-exception", () => {
  const tags = ["raises-exception"];
  const run = async (...cells: (string | { source: string; tags: string[] })[]) => {
    const file = notebookOf(temporaryFolder(), "one", ...cells);
    return (await runNotebooks([file], limits)).runs[0]!;
  };
  const outputsOf = ({ notebook }: NotebookRun) =>
    notebook?.cells.map((cell) => (cell.kind === "code" ? cell.outputs : []));

  test("has its exception as its output, with places in cells only, and the next cells run", async () => {
    const result = await run(
      "const check = (size: number): void => {\n  if (size > 1) throw new RangeError('too big: ' + size);\n};",
      { source: 'console.log("before");\ncheck(2);', tags },
      { source: 'const size: number = "x";', tags },
      "check(1); 7",
    );
    expect(result.failure).toBeUndefined();
    const text =
      "RangeError: too big: 2\n    at check (cell [1], line 2)\n    at cell [2], line 2\n";
    const types = "Type 'string' is not assignable to type 'number'.";
    expect(outputsOf(result)).toEqual([
      [],
      [
        { kind: "stream", name: "stdout", text: "before\n" },
        { kind: "stream", name: "stderr", text },
      ],
      [{ kind: "stream", name: "stderr", text: `TypeScript: ${types}\n    at cell [3], line 1\n` }],
      [{ kind: "stream", name: "stdout", text: "7\n" }],
    ]);
  });

  test("fails when it raises nothing", async () => {
    const { failure, notRun } = await run("1", { source: "2", tags }, "3");
    expect(failure).toEqual({
      kind: "no-exception",
      cell: 2,
      message: "tagged raises-exception, but raised none",
    });
    expect(notRun).toEqual([3]);
  });

  test("still fails for what is not an exception of the cell: a stray rejection, an exit", async () => {
    const rejection = await run({ source: 'Promise.reject(new Error("stray"));\n1', tags }, "2");
    expect(rejection.failure).toMatchObject({ kind: "rejection", cell: 1, line: 1 });
    const exit = await run({ source: "process.exit(0);", tags }, "2");
    expect(exit.failure).toMatchObject({ kind: "exit", cell: 1, line: 1 });
  });
});

test("aborting says where the cell was, kills the children, rejects, and leaves the files as they were", async () => {
  const [file, loop] = fixtures("waiting", "endless") as [string, string];
  const controller = new AbortController();
  const places = new Map<string, unknown>();
  let turning = 0;
  const run = runNotebooks([file, loop], {
    ...limits,
    signal: controller.signal,
    onEvent: (event) => {
      if (event.type === "stopped") places.set(event.file, event.failure);
      if (event.type !== "cell" || event.cell !== 2 || ++turning < 2) return;
      setTimeout(() => controller.abort(new Error("enough")), 500);
    },
  });
  await expect(run).rejects.toThrow("enough");
  expect(places.get(file)).toEqual({ kind: "interrupted", cell: 2, message: "interrupted" });
  expect(places.get(loop)).toMatchObject({ kind: "interrupted", cell: 2 });
  expect([3, 4]).toContain((places.get(loop) as { line: number }).line);
  await until("child to end", () => notebookProcesses(process.pid).length === 0);
  expect(readFileSync(file, "utf8")).toBe(fixtureText("waiting"));
});
