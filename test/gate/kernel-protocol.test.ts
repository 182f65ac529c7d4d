import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatNotebook } from "../../workbench/notebook/format-notebook.ts";
import { withOutputs } from "../../workbench/notebook/normalise.ts";
import { type Notebook, numberedCells } from "../../workbench/notebook/notebook.ts";
import { readNotebookFile } from "../../workbench/notebook/notebook-file.ts";
import { collectOutputs, type OutputCollector } from "../../workbench/notebook/outputs.ts";
import { executeNotebooks } from "../../workbench/notebook/run-notebooks.ts";
import { notebookOf } from "../workbench/notebook/fixtures.ts";
import { everyFeature } from "./every-feature.ts";
import { type InstalledKernel, installedKernel } from "./installed-kernel.ts";
import type { Answer, KernelClient } from "./kernel-client.ts";

let installed: InstalledKernel;
let kernel: KernelClient;

beforeAll(async () => {
  installed = await installedKernel();
  kernel = installed.client;
});

afterAll(() => installed?.close());

const texts = ({ published }: Answer): string =>
  published.map(({ type, content }) => (type === "stream" ? content.text : "")).join("");

async function executeAll(notebook: Notebook): Promise<OutputCollector> {
  const outputs = collectOutputs();
  for (const { number, cell } of numberedCells(notebook)) {
    const answer = await kernel.execute(cell.source);
    expect(answer.reply, texts(answer)).toEqual({ status: "ok", execution_count: number });
    for (const { type, content } of answer.published) {
      if (type === "stream") outputs.stream(number, content.name!, content.text!);
      if (type === "display_data" || type === "update_display_data") {
        const { data = {}, metadata = {} } = content;
        outputs.display(number, { data, metadata, update: type === "update_display_data" });
      }
    }
  }
  return outputs;
}

describe("the kernel that stressbook kernel install describes", () => {
  test("is tslab and speaks TypeScript", async () => {
    const { reply } = await kernel.info();
    expect(reply).toMatchObject({ implementation: "tslab", language_info: { name: "typescript" } });
  });

  test("gives the same notebook as the runner, byte for byte once normalised", async () => {
    const file = notebookOf(installed.folder, "every-feature", ...everyFeature);
    const notebook = readNotebookFile(file);
    const live = await executeAll(notebook);
    const options = { jobs: 1, timeoutSeconds: 60, memoryMegabytes: 1024 };
    const [run] = await executeNotebooks([file], options, (done) => done);
    expect(run?.failure).toBeUndefined();
    const { cells } = withOutputs(notebook, file, live);
    expect(cells).toEqual(run?.notebook?.cells);
    const metadata = {};
    const bytes = formatNotebook({ cells, metadata });
    expect(bytes).toBe(formatNotebook({ cells: run!.notebook!.cells, metadata }));
    expect(typesOf(cells)).toEqual(everyType);
    expect(live.of(chartCell)).toContainEqual(liveChart);
    expect(bytes).not.toContain("<iframe");
  });

  test("says of a failed cell so in its reply, sends no error, and refuses 200 ms long", async () => {
    const failed = await kernel.execute('throw new RangeError("on purpose");');
    expect(failed.reply.status).toBe("error");
    expect(failed.published.map(({ type }) => type)).toEqual(["status", "stream", "status"]);
    expect(texts(failed)).toContain("RangeError: on purpose");
    const early = await kernel.execute('console.log("too early");');
    expect([early.reply.status, texts(early)]).toEqual(["abort", ""]);
    await pause(300);
    const after = await kernel.execute('console.log("in time");');
    expect([after.reply.status, texts(after)]).toEqual(["ok", "in time\n"]);
  });

  test("refuses a type error without running the cell", async () => {
    const refused = await kernel.execute('console.log("ran");\nconst wrong: number = "text";');
    expect(refused.reply.status).toBe("error");
    expect(texts(refused)).toMatch(/^2:7 - Type 'string' is not assignable to type 'number'/);
    await pause(300);
  });

  test("stops a waiting cell at SIGINT and goes on", async () => {
    await kernel.execute("const never = new Promise<void>(() => {});");
    const waiting = kernel.execute("await never;");
    await pause(500);
    kernel.process.kill("SIGINT");
    expect((await waiting).reply.status).toBe("error");
    await pause(300);
    expect(texts(await kernel.execute("6 * 7"))).toBe("42\n");
  });

  test("ends when asked to, and leaves no process", async () => {
    const { pid } = kernel.process;
    expect(await kernel.shutdown()).toBe(0);
    expect(() => process.kill(pid!, 0)).toThrow("ESRCH");
    expect(processesWith(installed.folder)).toEqual([]);
  });
});

/** The cell of `everyFeature` that shows a chart. */
const chartCell = 8;

const liveChart = expect.objectContaining({
  data: expect.objectContaining({ "text/html": expect.stringContaining("<iframe") }),
});

/** What each cell of `everyFeature` leaves behind, in order. */
const everyType = [
  [],
  ["stdout", "stderr", "stdout"],
  ["stdout"],
  ["stdout"],
  ["stdout"],
  ["stdout"],
  ["text/html text/plain", "stdout"],
  ["stdout", "image/png text/plain", "stderr", "text/markdown text/plain", "stdout"],
  ["text/latex text/plain", "stdout"],
  ["stdout"],
];

function typesOf(cells: Notebook["cells"]): string[][] {
  const codeCells = cells.filter((cell) => cell.kind === "code");
  return codeCells.map(({ outputs }) =>
    outputs.map((output) => {
      if (output.kind === "stream") return output.name;
      return output.kind === "error" ? "error" : Object.keys(output.data).sort().join(" ");
    }),
  );
}

function processesWith(text: string): string[] {
  const all = execFileSync("ps", ["-A", "-o", "args="], { encoding: "utf8" }).split("\n");
  return all.filter((line) => line.includes(text));
}
