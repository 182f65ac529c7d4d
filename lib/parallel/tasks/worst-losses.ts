import type { ScenarioLaw } from "../../math/kernels/scenario-losses.ts";
import { lossesReaching, type ScreenPlan, screenBlock } from "../../var/worst-losses.ts";
import type { TaskPlan } from "../task.ts";

export interface WorstLossesSpec {
  readonly law: ScenarioLaw;
  readonly scenarios: number;
  readonly plan: ScreenPlan;
}

/** The losses of each block of scenarios that reach the limit, at its beginning; NaN behind the last. */
export function worstLossesTask({ law, plan, scenarios }: WorstLossesSpec): TaskPlan {
  return {
    count: scenarios,
    grain: screenBlock,
    widths: [1],
    write: ({ first }, [losses]) => {
      for (const [block, at] of blocksOf(losses!)) {
        const end = first + at + block.length;
        const found = lossesReaching(law, plan, { first: first + at, end }, block);
        if (found < block.length) block[found] = Number.NaN;
      }
    },
  };
}

/** What {@link worstLossesTask} wrote, without the rest of the blocks. */
export function readWorstLosses(losses: Float64Array): Float64Array[] {
  return Array.from(blocksOf(losses), ([block]) => {
    const found = block.findIndex(Number.isNaN);
    return found < 0 ? block : block.subarray(0, found);
  });
}

function* blocksOf(losses: Float64Array): Iterable<[block: Float64Array, at: number]> {
  for (let at = 0; at < losses.length; at += screenBlock) {
    yield [losses.subarray(at, at + screenBlock), at];
  }
}
