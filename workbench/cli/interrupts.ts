import { constants } from "node:os";

/** The command was stopped from outside: Ctrl-C, a closed terminal, a polite kill. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  /** 128 + the signal's number, as shells count: 130 after Ctrl-C. */
  readonly exitCode: number;

  constructor(signal: "SIGINT" | "SIGTERM" | "SIGHUP") {
    super(`interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** Runs `work` with a signal that aborts, with {@link Interrupted}, when the command is stopped. */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals): void => {
    controller.abort(new Interrupted(name as "SIGINT" | "SIGTERM" | "SIGHUP"));
  };
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of names) process.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of names) process.off(name, stop);
  }
}
