import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** How a command went. */
export interface MeasuredCommand {
  readonly seconds: number;
  /** Processor time of the command and of the children it waited for; Linux only. */
  readonly processorSeconds?: number;
  /** Peak resident memory of the command's own process and of each child, largest first; Linux only. */
  readonly parentMegabytes?: number;
  readonly childMegabytes: readonly number[];
  readonly output: string;
}

interface CommandOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Exit codes that are fine besides 0. */
  readonly alsoFine?: readonly number[];
}

const lookEveryMilliseconds = 20;
const ticksPerSecond = 100;

/** Runs a command to its end and measures it; throws with its output when it fails. */
export async function measureCommand(
  command: readonly [string, ...string[]],
  { cwd, env = process.env, alsoFine = [] }: CommandOptions,
): Promise<MeasuredCommand> {
  const [program, ...args] = command;
  const began = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const memory = memoryOf(child.pid);
  const timer = setInterval(memory.look, lookEveryMilliseconds);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  clearInterval(timer);
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0 && !alsoFine.includes(code ?? -1)) {
    throw new Error(`${command.join(" ")} ended with code ${code}\n${output.slice(-2_000)}`);
  }
  return { seconds, output, ...memory.peaks() };
}

/** Runs something several times and gives the one of median time. */
export async function medianOf(
  times: number,
  run: () => Promise<MeasuredCommand>,
): Promise<MeasuredCommand> {
  const all: MeasuredCommand[] = [];
  for (let i = 0; i < times; i++) all.push(await run());
  return all.sort((a, b) => a.seconds - b.seconds)[Math.floor(times / 2)]!;
}

/** Watches a process and its children: Linux keeps peak and time of each for as long as it lives. */
function memoryOf(pid: number | undefined): {
  readonly look: () => void;
  readonly peaks: () => Omit<MeasuredCommand, "seconds" | "output">;
} {
  let parent = 0;
  let processor = 0;
  const children = new Map<number, number>();
  const look = (): void => {
    if (pid === undefined || !existsSync("/proc/self/status")) return;
    parent = Math.max(parent, peakOf(pid));
    processor = Math.max(processor, processorOf(pid));
    for (const child of childrenOf(pid)) {
      children.set(child, Math.max(children.get(child) ?? 0, peakOf(child)));
    }
  };
  const peaks = () => ({
    ...(parent > 0 && { parentMegabytes: parent, processorSeconds: processor }),
    childMegabytes: [...children.values()].sort((a, b) => b - a),
  });
  return { look, peaks };
}

function childrenOf(pid: number): number[] {
  const folder = `/proc/${pid}/task`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((thread) =>
    textOf(`${folder}/${thread}/children`).trim().split(/\s+/).filter(Boolean).map(Number),
  );
}

function peakOf(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/status`)) ?? [];
  return Math.round(Number(kilobytes ?? 0) / 1024);
}

/** Time of a process and of its ended children, from the fields 14 to 17 after the name in brackets. */
function processorOf(pid: number): number {
  const stat = textOf(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).map(Number);
  return ticks.length < 4 ? 0 : ticks.reduce((sum, part) => sum + part, 0) / ticksPerSecond;
}

/** Empty for a process that has ended meanwhile. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
