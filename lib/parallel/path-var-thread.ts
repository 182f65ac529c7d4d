// The thread of a Monte Carlo VaR: writes chunk after chunk of outcomes into shared memory.
import { parentPort, workerData } from "node:worker_threads";
import { type PathVarWork, planOf } from "./path-var-work.ts";
import type { Chunk } from "./run-chunks.ts";

/** What it answers when a chunk is written, or refused. */
export type ThreadAnswer =
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly name: string; readonly message: string };

const work = workerData as PathVarWork;
const plan = planOf(work);
const pnl = new Float64Array(work.pnl);

parentPort?.on("message", ({ first, count }: Chunk) => {
  parentPort?.postMessage(answerTo(first, count));
});

function answerTo(first: number, count: number): ThreadAnswer {
  try {
    plan.draw(first, pnl.subarray(first, first + count));
    return { kind: "done" };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { kind: "refused", name, message };
  }
}
