// The process in which one notebook runs: receives its cells, runs them in order in tslab's
// executor, and sends what happens. The first failure ends it; the runner then kills the process.
import { AsyncLocalStorage } from "node:async_hooks";
import { flushCompileCache } from "node:module";
import { setImmediate as turn } from "node:timers/promises";
import { type Recorder, recordTouched } from "../stamp/record-touched.ts";
import type { CellFailure, FailureKind } from "./cell-failure.ts";
import type { CellMaps } from "./cell-source-map.ts";
import { cacheVariable, filesVariable } from "./child-environment.ts";
import { forbidAddonsFrom, forbidEnding } from "./child-guards.ts";
import { forbidNetwork } from "./child-network.ts";
import { captureOutput, displayMessage } from "./child-output.ts";
import { dropPermissions } from "./drop-permissions.ts";
import { expectedError } from "./expected-error.ts";
import { cellCalls, explainDiagnostic, failureFromError } from "./failure-from-error.ts";
import { type CellSource, type ChildMessage, type RunRequest, settleSeconds } from "./messages.ts";
import type { CellDiagnostic, CellOutcome, Kernel } from "./tslab.ts";
import { startWatchdog, type Watchdog } from "./watchdog-client.ts";

const cacheFolder = process.argv[2];
delete process.env[cacheVariable];

const sendMessage = process.send?.bind(process);
const neverSettles = "awaits a promise that can never settle: nothing is left to happen";
const raisedNothing = "tagged raises-exception, but raised none";
const context = new AsyncLocalStorage<number>();
const maps = new Map<number, CellMaps>();
const state = { cell: 0, stopped: false };
let recorder: Recorder | undefined;

process.once("message", (request: RunRequest) => {
  runNotebook(request).catch((error: unknown) => failWith(error, "start"));
});

async function runNotebook(request: RunRequest): Promise<void> {
  const watchdog = startWatchdog();
  const kernel = await openKernel(watchdog, request.kept);
  process.on("unhandledRejection", (reason) => failWith(reason, "rejection"));
  process.on("uncaughtException", (error) => failWith(error, "timer"));
  restrain(request);
  captureOutput((name, text) => send({ type: "stream", cell: currentCell(), name, text }));
  const abandoned = (): void =>
    fail({ kind: "unsettled", cell: state.cell, message: neverSettles });
  process.on("beforeExit", abandoned);
  send({ type: "ready" });
  for (const cell of request.cells) {
    const { number, source } = cell;
    state.cell = number;
    watchdog.cellStarts(number, request.timeoutSeconds);
    send({ type: "cell-started", cell: number });
    const outcome = await context.run(number, () => kernel.execute(number, source));
    // Two turns of the event loop: a rejection that nobody awaits shows itself in the first.
    await turn();
    await turn();
    settle(cell, failureOf(outcome, number));
    if (state.stopped) return;
    send({ type: "cell-finished", cell: number });
  }
  process.off("beforeExit", abandoned);
  watchdog.cellStarts(state.cell, 2 * settleSeconds);
  const conversions = kernel.keep();
  if (conversions !== undefined) send({ type: "converted", conversions });
  finishWhenSettled();
}

function restrain({ allowNetwork }: RunRequest): void {
  dropPermissions(cacheFolder);
  forbidEnding((error, kind) => failWith(error, kind));
  if (!allowNetwork) forbidNetwork();
  const writable = process.env[filesVariable];
  if (writable !== undefined) forbidAddonsFrom(writable);
  // The runner believes what comes this way: a cell must not speak in its place.
  delete process.send;
}

function settle({ number, raises }: CellSource, failure: CellFailure | undefined): void {
  if (!raises) {
    if (failure !== undefined) fail(failure);
  } else if (failure !== undefined) {
    send({ type: "stream", cell: number, name: "stderr", text: expectedError(failure) });
  } else {
    fail({ kind: "no-exception", cell: number, message: raisedNothing });
  }
}

async function openKernel(watchdog: Watchdog, kept: string): Promise<Kernel> {
  const { createKernel } = await import("./tslab.ts");
  const hooks: Parameters<typeof createKernel>[0] = {
    checking: (work) => (recorder === undefined ? work() : recorder.whileChecking(work)),
    lastValue: (value) => console.log(value),
    display: (display, update) => {
      send({ type: "display", cell: currentCell(), display: displayMessage(display, update) });
    },
    compiled: (cellMaps) => {
      maps.set(cellMaps.cell, cellMaps);
      watchdog.compiled(cellMaps);
    },
  };
  const kernel = createKernel(hooks, kept);
  // What the kernel itself is made of is in the stamp by its version.
  recorder = recordTouched(process.cwd());
  return kernel;
}

// Timers and promises carry on the cell that made them, so what they print or throw is its own.
function currentCell(): number {
  return context.getStore() ?? state.cell;
}

function finishWhenSettled(): void {
  const limit = setTimeout(() => {
    const open = process
      .getActiveResourcesInfo()
      .filter((name) => !/^(TTY|Pipe|Message)/.test(name));
    fail({
      kind: "unsettled",
      cell: currentCell(),
      message:
        `still waiting ${settleSeconds} s after the last cell (${[...new Set(open)].join(", ")}): ` +
        "clear timers and close what was opened",
    });
  }, settleSeconds * 1000);
  limit.unref();
  process.channel?.unref();
  process.once("beforeExit", () => {
    if (state.stopped) return;
    clearTimeout(limit);
    if (cacheFolder !== undefined) flushCompileCache();
    if (recorder !== undefined) send({ type: "touched", touched: recorder.touched() });
    send({ type: "finished" });
    process.channel?.ref();
  });
}

function failureOf(outcome: CellOutcome, cell: number): CellFailure | undefined {
  if (outcome.kind === "ok") return undefined;
  if (outcome.kind === "thrown") {
    return failureFromError(outcome.error, { kind: "exception", cell, maps });
  }
  return typeErrorFailure(outcome.diagnostics, cell);
}

function typeErrorFailure(found: readonly CellDiagnostic[], cell: number): CellFailure {
  const texts = found.map(({ file, position, message }) =>
    file === undefined
      ? explainDiagnostic(message)
      : `${file}:${position.line}:${position.column}: ${message}`,
  );
  const place = found.find((diagnostic) => diagnostic.file === undefined)?.position;
  return {
    kind: "type-error",
    cell,
    ...(place && { line: place.line, column: place.column }),
    message: texts[0] ?? "the cell does not compile",
    ...(found.length > 1 && { trace: furtherErrors(found, texts) }),
  };
}

function furtherErrors(found: readonly CellDiagnostic[], texts: readonly string[]): string[] {
  return found.slice(1).map(({ position, file }, index) => {
    const text = texts[index + 1] ?? "";
    return file === undefined ? `line ${position.line}: ${text}` : text;
  });
}

function failWith(error: unknown, kind: FailureKind): void {
  const innermost = cellCalls(error, maps)[0]?.cell;
  const cell = context.getStore() ?? innermost ?? state.cell;
  fail(failureFromError(error, { kind, cell, maps }));
}

function fail(failure: CellFailure): void {
  if (state.stopped) return;
  send({ type: "failed", failure });
  state.stopped = true;
}

function send(message: ChildMessage): void {
  if (!state.stopped) sendMessage?.(message);
}
