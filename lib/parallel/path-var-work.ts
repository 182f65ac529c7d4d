import { checkPathVar, type PathVarOptions, type PathVarPlan } from "../var/path-var.ts";
import { type PathModelSpec, pathModelOf } from "./path-model-spec.ts";

/** What a thread is given: plain data, and shared memory for the outcomes of all paths. */
export interface PathVarWork {
  readonly model: PathModelSpec;
  readonly options: PathVarOptions;
  readonly pnl: SharedArrayBuffer;
}

/** The same plan on whichever thread it is made. */
export function planOf({ model, options }: Omit<PathVarWork, "pnl">): PathVarPlan {
  return checkPathVar(pathModelOf(model), options);
}
