import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { runNotebooks } from "../../workbench/notebook/run-notebooks.ts";
import { start } from "../workbench/cli/stressbook.ts";
import {
  notebookOf,
  notebookProcesses,
  temporaryFolder,
  until,
} from "../workbench/notebook/fixtures.ts";

const timeoutSeconds = 5;
const memoryMegabytes = 400;

/** How a cell may fail to end well, where the message finds it, and what it says. */
interface Failing {
  readonly what: string;
  readonly source: string;
  /** Lines that the message may name; none where the engine cannot know. */
  readonly lines: readonly number[];
  readonly says: RegExp;
  /** When memory must run out before time does. */
  readonly timeoutSeconds?: number;
}

const failing: readonly Failing[] = [
  {
    what: "throws",
    source: 'const size = 2;\nthrow new RangeError("size must be at most 1: " + size);',
    lines: [2],
    says: /: RangeError: size must be at most 1: 2/,
  },
  {
    what: "has a type error",
    source: 'const a = 1;\nconst b: number = "x";',
    lines: [2],
    says: /: Type 'string' is not assignable to type 'number'/,
  },
  {
    what: "leaves a rejection",
    source: '1;\nPromise.reject(new Error("no price"));',
    lines: [2],
    says: /: Error: no price\n +a promise was rejected and no cell awaits it/,
  },
  {
    what: "throws in a timer",
    source: 'setTimeout(() => {\n  throw new Error("late");\n}, 50);',
    lines: [2],
    says: /: Error: late\n +thrown outside the cell's own course/,
  },
  {
    what: "calls process.exit(0)",
    source: "1;\nprocess.exit(0);",
    lines: [2],
    says: /process\.exit\(0\): a notebook runs to its end/,
  },
  {
    what: "loops for ever",
    source: "let steps = 0;\nfor (;;) {\n  steps += 1;\n}",
    lines: [2, 3],
    says: /: still running after 5 s \(--timeout\)/,
  },
  {
    what: "loops for ever with an await in it",
    source: "for (;;) {\n  await Promise.resolve();\n}",
    lines: [1, 2],
    says: /: still running after 5 s \(--timeout\)/,
  },
  {
    what: "sleeps for ever inside the engine",
    source: "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
    lines: [1],
    says: /: still running after 5 s \(--timeout\)/,
  },
  {
    what: "waits for what never comes",
    source: "const hour = 3_600_000;\nawait new Promise((done) => setTimeout(done, hour));",
    lines: [2],
    says: /: still running after 5 s \(--timeout\)/,
  },
  {
    what: "allocates objects without end",
    source:
      "const kept: number[][] = [];\nfor (;;) {\n  kept.push(Array.from({ length: 1000 }, () => kept.length));\n}",
    lines: [2, 3],
    says: /: out of memory: the limit is 400 MB \(--memory\)/,
    timeoutSeconds: 60,
  },
  {
    what: "allocates outside the heap without end",
    source:
      "const kept: Float64Array[] = [];\nfor (;;) {\n  kept.push(new Float64Array(1e6).fill(1));\n}",
    lines: [2, 3],
    says: /: out of memory: the limit is 400 MB \(--memory\)/,
    timeoutSeconds: 60,
  },
  {
    what: "prints without end",
    source:
      'for (;;) {\n  console.log("x".repeat(100_000));\n  await new Promise(setImmediate);\n}',
    lines: [],
    says: /: printed more than 50 million characters/,
  },
];

describe("a notebook that", () => {
  test.each(failing)("$what is reported and leaves nothing behind", async (failure) => {
    const place = temporaryFolder();
    const file = notebookOf(place, "bad", "const first = 1;", failure.source, "first + 1");
    const bytes = readFileSync(file, "utf8");
    const { child, ended } = start([
      "run",
      `--timeout=${failure.timeoutSeconds ?? timeoutSeconds}`,
      `--memory=${memoryMegabytes}`,
      file,
    ]);
    const { code, out, err } = await ended;
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toMatch(/^failed +\S*bad\.ipynb {2}cell \[2\]/);
    expect(out).toMatch(failure.says);
    const line = /cell \[2\], line (\d+):/.exec(out)?.[1];
    if (failure.lines.length === 0) expect(line).toBe(undefined);
    else expect(failure.lines).toContain(Number(line));
    expect(readFileSync(file, "utf8"), "the notebook's bytes").toBe(bytes);
    expect(readdirSync(dirname(file))).toEqual(["bad.ipynb"]);
    expect(notebookProcesses(child.pid!)).toEqual([]);
    expect(orphans(place), "processes left behind").toEqual([]);
  });

  test.each(failing)("$what is over in the timeout plus two seconds", async (failure) => {
    const { source } = failure;
    const seconds = failure.timeoutSeconds ?? timeoutSeconds;
    const file = notebookOf(temporaryFolder(), "bad", "const first = 1;", source, "first + 1");
    let began = Number.NaN;
    let ended = Number.NaN;
    const { failed } = await runNotebooks([file], {
      jobs: 1,
      timeoutSeconds: seconds,
      memoryMegabytes,
      onEvent: (event) => {
        if (event.type === "cell" && event.cell === 2) began = performance.now();
        if (event.type === "finished") ended = performance.now();
      },
    });
    expect(failed).toBe(true);
    expect((ended - began) / 1000).toBeLessThan(seconds + 2);
    expect(notebookProcesses(process.pid)).toEqual([]);
  });

  test("is killed from outside is reported with its cell, and leaves nothing behind", async () => {
    const { command, file, bytes, pid } = await turning("for (;;) {}");
    process.kill(pid, "SIGKILL");
    const { code, out } = await command.ended;
    expect(code).toBe(1);
    expect(out).toMatch(/long\.ipynb {2}cell \[2\]: the process was killed by SIGKILL/);
    expect(readFileSync(file, "utf8")).toBe(bytes);
  });
});

describe("a command that is stopped", () => {
  test.each([
    ["SIGINT", 130, "for (;;) {\n  Math.sqrt(2);\n}", /cell \[2\], line [23]$/m],
    ["SIGTERM", 143, "for (;;) {\n  Math.sqrt(2);\n}", /cell \[2\], line [23]$/m],
    ["SIGHUP", 129, "await new Promise((done) => setTimeout(done, 1e6));", /cell \[2\]$/m],
    [
      "SIGINT",
      130,
      "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
      /cell \[2\], line 2$/m,
    ],
  ] as const)(
    "by %s says where and answers %i within two seconds",
    async (signal, code, source, at) => {
      const { command, file, bytes, pid } = await turning(source);
      const began = performance.now();
      command.child.kill(signal);
      const end = await command.ended;
      expect((performance.now() - began) / 1000).toBeLessThan(2);
      expect({ code: end.code, out: end.out }).toEqual({ code, out: "" });
      expect(end.err).toMatch(/^stopped +\S*long\.ipynb {2}/);
      expect(end.err).toMatch(at);
      expect(end.err).toContain(`interrupted by ${signal}`);
      expect(isAlive(pid)).toBe(false);
      expect(readFileSync(file, "utf8")).toBe(bytes);
      expect(readdirSync(dirname(file), { recursive: true }).sort()).toEqual([
        "long.ipynb",
        "out",
        "out/long-files",
        "out/long-files/started",
      ]);
    },
  );
});

/** A command that is in the middle of a second cell of `source`, which begins by saying so. */
async function turning(source: string) {
  const place = temporaryFolder();
  const say = 'require("fs").writeFileSync(process.env.STRESSBOOK_FILES + "/started", "");';
  const file = notebookOf(place, "long", "1", `${say}\n${source}`);
  const bytes = readFileSync(file, "utf8");
  const command = start(["run", "--memory=400", file, "--out", join(place, "out")]);
  const started = join(place, "out/long-files/started");
  await until("the cell to start", () => existsSync(started));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const [pid] = notebookProcesses(command.child.pid!);
  return { command, file, bytes, pid: pid! };
}

/** Processes, whoever their parent is, whose working directory is `place`. */
function orphans(place: string): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && folderOf(pid) === place);
}

function folderOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
