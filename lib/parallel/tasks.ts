import type { Black76Terms } from "../math/kernels/black76-rows.ts";
import type { Task } from "./task.ts";
import type { ColumnTableSpec } from "./tasks/column-table.ts";
import type { MonteCarloLossesSpec } from "./tasks/monte-carlo-losses.ts";
import type { PathExtremesSpec } from "./tasks/path-extremes.ts";
import type { PathVarSpec } from "./tasks/path-var.ts";
import type { ScenarioPnlSpec } from "./tasks/scenario-pnl.ts";
import type { WorstLossesSpec } from "./tasks/worst-losses.ts";

/** Every task a worker knows, by the name it is asked for: the data it is made from. */
interface Tasks {
  readonly black76: Black76Terms;
  readonly columnTable: ColumnTableSpec;
  readonly monteCarloLosses: MonteCarloLossesSpec;
  readonly pathExtremes: PathExtremesSpec;
  readonly pathVar: PathVarSpec;
  readonly scenarioPnl: ScenarioPnlSpec;
  readonly worstLosses: WorstLossesSpec;
}

/** Each loads what it needs when it is first asked for, so that a worker starts fast. */
const tasks: { readonly [Name in keyof Tasks]: () => Promise<Task<Tasks[Name]>> } = {
  black76: async () => (await import("./tasks/black76.ts")).black76Task,
  columnTable: async () => (await import("./tasks/column-table.ts")).columnTableTask,
  monteCarloLosses: async () =>
    (await import("./tasks/monte-carlo-losses.ts")).monteCarloLossesTask,
  pathExtremes: async () => (await import("./tasks/path-extremes.ts")).pathExtremesTask,
  pathVar: async () => (await import("./tasks/path-var.ts")).pathVarTask,
  scenarioPnl: async () => (await import("./tasks/scenario-pnl.ts")).scenarioPnlTask,
  worstLosses: async () => (await import("./tasks/worst-losses.ts")).worstLossesTask,
};

export type TaskName = keyof Tasks;
export type TaskSpec<Name extends TaskName> = Tasks[Name];

/** A task by its name. */
export function loadTask<Name extends TaskName>(name: Name): Promise<Task<TaskSpec<Name>>> {
  return tasks[name]();
}
