import { Worker } from "node:worker_threads";
import type { ThreadAnswer } from "./path-var-thread.ts";
import type { PathVarWork } from "./path-var-work.ts";
import type { ChunkWorker, WorkerEvents } from "./run-chunks.ts";

/** Sources run as they are; a build holds JavaScript. */
const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";

/** Starts a thread of Node on the work; throws where threads are forbidden. */
export function startThread(work: PathVarWork, events: WorkerEvents): ChunkWorker {
  const worker = new Worker(new URL(`./path-var-thread.${extension}`, import.meta.url), {
    workerData: work,
  });
  worker.on("message", (answer: ThreadAnswer) => {
    if (answer.kind === "done") events.done();
    else events.refused(errorFrom(answer));
  });
  worker.on("error", (error) => events.died(error.message));
  worker.on("exit", (code) => events.died(`exit code ${code}`));
  return { send: (chunk) => worker.postMessage(chunk), end: () => void worker.terminate() };
}

function errorFrom({ name, message }: ThreadAnswer & { readonly kind: "refused" }): Error {
  if (name === "RangeError") return new RangeError(message);
  return name === "TypeError" ? new TypeError(message) : new Error(message);
}
