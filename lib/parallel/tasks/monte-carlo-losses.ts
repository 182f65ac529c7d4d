import { checkScenarios, type ScenarioOptions } from "../../var/monte-carlo-var.ts";
import type { TaskPlan } from "../task.ts";

/** Whole batches of the kernel. */
const grain = 4_096;

/** The loss of each scenario. */
export function monteCarloLossesTask(spec: ScenarioOptions): TaskPlan {
  const { scenarios, draw } = checkScenarios(spec);
  return {
    count: scenarios,
    grain,
    widths: [1],
    write: ({ first }, [losses]) => draw(first, losses!),
  };
}
