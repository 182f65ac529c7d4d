import { type ScenarioLaw, scenarioLosses } from "../../math/kernels/scenario-losses.ts";
import type { TaskPlan } from "../task.ts";

export interface MonteCarloLossesSpec {
  readonly law: ScenarioLaw;
  readonly scenarios: number;
}

/** Whole batches of the kernel. */
const grain = 4_096;

/** The loss of each scenario. */
export function monteCarloLossesTask({ law, scenarios }: MonteCarloLossesSpec): TaskPlan {
  return {
    count: scenarios,
    grain,
    widths: [1],
    write: ({ first }, [losses]) => scenarioLosses(law, first, losses!),
  };
}
