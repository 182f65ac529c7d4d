import { resolve, sep } from "node:path";
import type { FailureKind } from "./cell-failure.ts";

/**
 * Reports every attempt of a cell to end or signal a process, with an error whose stack names the
 * line, and does not let it happen: a process that just ends cannot say where it was.
 */
export function forbidEnding(report: (error: Error, kind: FailureKind) => void): void {
  const forbid = (call: string, kind: FailureKind) => {
    return (...args: unknown[]): never => {
      const error = new EndingForbidden(`${call}(${args.map(String).join(", ")})`);
      report(error, kind);
      throw error;
    };
  };
  const guarded = process as unknown as Record<string, unknown>;
  guarded.exit = forbid("process.exit", "exit");
  guarded.reallyExit = forbid("process.reallyExit", "exit");
  guarded.abort = forbid("process.abort", "killed");
  guarded.kill = forbid("process.kill", "killed");
  guarded._kill = forbid("process._kill", "killed");
  guarded.disconnect = forbid("process.disconnect", "exit");
}

/** Refuses native code from a folder in which the notebook writes: no permission would bind it. */
export function forbidAddonsFrom(folder: string): void {
  const open = process.dlopen;
  process.dlopen = (module: object, file: string, ...flags: number[]) => {
    if (`${resolve(file)}${sep}`.startsWith(`${resolve(folder)}${sep}`)) {
      throw new Error(`a notebook cannot load native code that it may have written: ${file}`);
    }
    open.call(process, module, file, ...flags);
  };
}

class EndingForbidden extends Error {
  constructor(call: string) {
    super(`${call}: a notebook runs to its end and cannot end its process`);
    this.name = "NotebookEnded";
  }
}
