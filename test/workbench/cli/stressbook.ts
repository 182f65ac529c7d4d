import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The command's entry, run from source by the Node of the tests. */
export const entry: string = fileURLToPath(
  new URL("../../../workbench/cli/main.ts", import.meta.url),
);

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Where {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `stressbook …`; `ended` resolves with its exit code and what it printed. */
export function start(args: readonly string[], where: Where = {}): StartedCommand {
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: where.cwd,
    env: { ...process.env, NO_COLOR: "1", ...where.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    texts.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    texts.err += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, ...texts }));
  });
  return { child, texts, ended };
}

export interface StartedCommand {
  readonly child: ChildProcess;
  readonly texts: { readonly out: string; readonly err: string };
  readonly ended: Promise<Ended>;
}

/** Runs `stressbook …` to its end. */
export function stressbook(args: readonly string[], where: Where = {}): Promise<Ended> {
  return start(args, where).ended;
}
