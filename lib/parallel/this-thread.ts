import type { OpenWorker } from "./deal-chunks.ts";
import { eventLoopTurns } from "./event-loop-turns.ts";
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
      most: 1,
      send: ([chunk]) =>
        turns.next(() => {
          if (!open) return;
          try {
            plan.write(chunk!, partsOf(outputs, plan.widths, chunk!));
          } catch (error) {
            refused(error);
            return;
          }
          done(1);
        }),
      release: () => {
        open = false;
        turns.end();
      },
    };
  };
}
