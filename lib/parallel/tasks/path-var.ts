import { checkPathVar, type PathVarOptions, type PathVarPlan } from "../../var/path-var.ts";
import { type PathModelSpec, pathModelOf } from "../path-model-spec.ts";
import type { TaskPlan } from "../task.ts";

/** The model and the options of `pathVar`. */
export interface PathVarSpec {
  readonly model: PathModelSpec;
  readonly options: PathVarOptions;
}

/** Even, for pairs. */
const grain = 512;

/** The P&L of each path. */
export function pathVarTask(spec: PathVarSpec): TaskPlan {
  const { paths, draw } = pathVarPlan(spec);
  return { count: paths, grain, widths: [1], write: ({ first }, [pnl]) => draw(first, pnl!) };
}

/** The same plan on whichever thread it is made. */
export function pathVarPlan({ model, options }: PathVarSpec): PathVarPlan {
  return checkPathVar(pathModelOf(model), options);
}
