import type { OpenWorker } from "./deal-chunks.ts";
import { partsOf } from "./output.ts";
import type { TaskPlan } from "./task.ts";

/**
 * This thread in the place of a worker: each chunk is a turn of its event loop, so that between two of them
 * signals and whatever else waits are heard.
 */
export function thisThread(plan: TaskPlan, outputs: readonly Float64Array[]): OpenWorker {
  return ({ done, refused }) => {
    const turns = eventLoopTurns();
    let open = true;
    return {
      send: (chunk) =>
        turns.next(() => {
          if (!open) return;
          try {
            plan.write(chunk, partsOf(outputs, plan.widths, chunk));
          } catch (error) {
            refused(error);
            return;
          }
          done();
        }),
      release: () => {
        open = false;
        turns.end();
      },
    };
  };
}

interface Turns {
  readonly next: (work: () => void) => void;
  readonly end: () => void;
}

/** `setImmediate` where there is one: Node's ports may starve its timers, and a browser's timers wait 4 ms. */
function eventLoopTurns(): Turns {
  if (typeof setImmediate === "function") {
    return { next: (work) => void setImmediate(work), end: () => undefined };
  }
  const { port1, port2 } = new MessageChannel();
  return {
    next: (work) => {
      port1.onmessage = work;
      port2.postMessage(undefined);
    },
    end: () => port1.close(),
  };
}
