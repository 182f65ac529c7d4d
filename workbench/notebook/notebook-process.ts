import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Touched } from "../stamp/record-touched.ts";
import type { CellFailure } from "./cell-failure.ts";
import {
  type ChildLimits,
  childEnvironment,
  childFlags,
  compileCacheFolder,
} from "./child-environment.ts";
import { type ChildEnd, failureFromEnd } from "./failure-from-end.ts";
import { keptFile, writeKept } from "./kept-conversions.ts";
import {
  type CellSource,
  type ChildMessage,
  controlDescriptor,
  lastSighting,
  type RunRequest,
  settleSeconds,
} from "./messages.ts";
import { collectOutputs, type OutputCollector } from "./outputs.ts";
import { atPendingAwait } from "./pending-await.ts";

/** The longest a child may take before its first cell. */
const startSeconds = 60;
/** How long the watchdog has to say where a cell hangs, after its timeout. */
const graceSeconds = 1.75;
/** How long it has when the runner is stopped. */
const stopSeconds = 1.6;
/** The most a notebook may print and draw: 50 million characters. */
const largestOutput = 50e6;
const childScript = fileURLToPath(new URL("./child.ts", import.meta.url));

interface ProcessOptions extends ChildLimits {
  readonly timeoutSeconds: number;
  /** Lets cells reach the network; they cannot otherwise. */
  readonly allowNetwork?: boolean;
  /** Aborting it stops the child; the run then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onCell?: (cell: number) => void;
  /** Told, before the run rejects, where the child was when it was stopped. */
  readonly onStopped?: (failure: CellFailure) => void;
}

/** What came out of a notebook's process. */
export interface ProcessResult {
  readonly outputs: OutputCollector;
  /** Absent when every cell ran. */
  readonly failure?: CellFailure;
  /** Milliseconds from the start to the first cell, and of each cell. */
  readonly startMilliseconds: number;
  readonly cellMilliseconds: ReadonlyMap<number, number>;
  /** What the run touched; absent when it failed. */
  readonly touched?: Touched;
}

/**
 * Runs cells in a child process of their own, with the notebook's folder as working directory, and
 * leaves no process behind whatever they do. Rejects only when `signal` aborts.
 */
export function runInProcess(
  file: string,
  cells: readonly CellSource[],
  options: ProcessOptions,
): Promise<ProcessResult> {
  options.signal?.throwIfAborted();
  mkdirSync(compileCacheFolder, { recursive: true });
  const child = fork(childScript, [compileCacheFolder], {
    cwd: dirname(resolve(file)),
    env: childEnvironment(process.env, options.filesFolder),
    execPath: process.execPath,
    execArgv: childFlags(options),
    // A process group of its own, so that what the child starts can be killed with it.
    detached: process.platform !== "win32",
    stdio: ["ignore", "ignore", "pipe", "ipc", "pipe"],
  });
  return new Supervision(child, cells, { ...options, kept: keptFile(resolve(file)) }).result;
}

interface SupervisedOptions extends ProcessOptions {
  /** The file of the notebook's kept conversions. */
  readonly kept: string;
}

type KnownEnd = Omit<ChildEnd, "stderr" | "cell">;

interface Ended {
  readonly code: number | null;
  readonly killSignal: NodeJS.Signals | null;
}

class Supervision {
  readonly result: Promise<ProcessResult>;
  readonly #child: ChildProcess;
  readonly #options: SupervisedOptions;
  readonly #cells: readonly CellSource[];
  readonly #outputs = collectOutputs();
  readonly #milliseconds = new Map<number, number>();
  readonly #began = performance.now();
  #startMilliseconds = 0;
  #cellBegan = 0;
  #cell = 0;
  #stderr = "";
  #touched: Touched | undefined;
  #timer: NodeJS.Timeout | undefined;
  #end: KnownEnd = {};

  constructor(child: ChildProcess, cells: readonly CellSource[], options: SupervisedOptions) {
    this.#child = child;
    this.#options = options;
    this.#cells = cells;
    this.result = this.#supervise();
    const { timeoutSeconds, allowNetwork = false, kept } = options;
    child.send({ cells, timeoutSeconds, allowNetwork, kept } satisfies RunRequest, () => {});
  }

  #supervise(): Promise<ProcessResult> {
    const child = this.#child;
    const { signal, onStopped } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<ProcessResult>();
    const abort = (): void => this.#stop();
    const killWithRunner = (): void => this.#kill();
    signal?.addEventListener("abort", abort);
    process.on("exit", killWithRunner);
    this.#setTimer(startSeconds);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => this.#onStderr(text));
    child.on("message", (message: ChildMessage) => this.#onMessage(message));
    child.on("error", () => this.#kill());
    this.#control()?.on("error", () => {});
    child.on("close", (code, killSignal) => {
      clearTimeout(this.#timer);
      signal?.removeEventListener("abort", abort);
      process.off("exit", killWithRunner);
      this.#killGroup();
      if (signal?.aborted) {
        onStopped?.(this.#failure({ interrupted: true }, { code, killSignal })!);
        reject(signal.reason);
      } else resolve(this.#conclude({ code, killSignal }));
    });
    return promise;
  }

  #onMessage(message: ChildMessage): void {
    if (this.#end.finished || this.#end.failure !== undefined) return;
    if (message.type === "ready") this.#startMilliseconds = performance.now() - this.#began;
    else if (message.type === "cell-started") this.#onCellStarted(message.cell);
    else if (message.type === "cell-finished") this.#onCellFinished(message.cell);
    else if (message.type === "stream") {
      this.#outputs.stream(message.cell, message.name, message.text);
    } else if (message.type === "display") this.#outputs.display(message.cell, message.display);
    else if (message.type === "touched") this.#touched = message.touched;
    else if (message.type === "converted") writeKept(this.#options.kept, message.conversions);
    else if (message.type === "failed") this.#finish({ failure: message.failure });
    else this.#finish({ finished: true });
    if (this.#outputs.size() > largestOutput) this.#finish({ flooded: true });
  }

  #onCellStarted(cell: number): void {
    this.#cell = cell;
    this.#cellBegan = performance.now();
    this.#setTimer(this.#options.timeoutSeconds + graceSeconds);
    this.#options.onCell?.(cell);
  }

  #onCellFinished(cell: number): void {
    this.#milliseconds.set(cell, performance.now() - this.#cellBegan);
    this.#setTimer(2 * settleSeconds + graceSeconds);
  }

  #onStderr(text: string): void {
    this.#stderr = (this.#stderr + text).slice(-100_000);
    const reason = lastSighting(this.#stderr)?.reason;
    if (reason === "timeout") this.#finish({ timedOut: true });
    else if (reason === "overflow") this.#finish({ overflowed: true });
    else if (reason === "interrupt") this.#kill();
  }

  // Asks the watchdog where the cell is before it ends the process.
  #stop(): void {
    const control = this.#control();
    if (this.#cell === 0 || control === undefined) {
      this.#kill();
      return;
    }
    control.write("?");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#kill(), stopSeconds * 1000);
  }

  #control(): Writable | undefined {
    return (this.#child.stdio[controlDescriptor] as Writable | null) ?? undefined;
  }

  #finish(end: KnownEnd): void {
    this.#end = { ...end, ...this.#end };
    this.#kill();
  }

  #setTimer(seconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#finish({ timedOut: true }), seconds * 1000);
  }

  #kill(): void {
    this.#child.kill("SIGKILL");
    this.#killGroup();
  }

  #killGroup(): void {
    const { pid } = this.#child;
    if (pid === undefined || process.platform === "win32") return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // The group is gone already.
    }
  }

  #conclude(ended: Ended): ProcessResult {
    const failure = this.#failure(this.#end, ended);
    return {
      outputs: this.#outputs,
      startMilliseconds: this.#startMilliseconds,
      cellMilliseconds: this.#milliseconds,
      ...(failure ? { failure } : this.#touched && { touched: this.#touched }),
    };
  }

  #failure(end: KnownEnd, { code, killSignal }: Ended): CellFailure | undefined {
    const failure = failureFromEnd({
      ...end,
      cell: this.#cell,
      stderr: this.#stderr,
      ...(code !== null && { code }),
      ...(killSignal !== null && { signal: killSignal }),
      timeoutSeconds: this.#options.timeoutSeconds,
      memoryMegabytes: this.#options.memoryMegabytes,
    });
    const cell = this.#cells.find(({ number }) => number === failure?.cell);
    if (failure === undefined || cell === undefined || !this.#isAwaiting(failure)) return failure;
    return atPendingAwait(failure, cell.source);
  }

  #isAwaiting({ kind, cell }: CellFailure): boolean {
    if (kind === "timeout") return lastSighting(this.#stderr)?.idle === true;
    return kind === "unsettled" && !this.#milliseconds.has(cell);
  }
}
