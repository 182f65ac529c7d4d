import { checkPathExtremes, type PathExtremesPlan } from "../../market/paths/path-extremes.ts";
import type { PathOptions } from "../../market/paths/visit-paths.ts";
import { type PathModelSpec, pathModelOf } from "../path-model-spec.ts";
import type { TaskPlan } from "../task.ts";

/** The model and the options of `pathExtremes`. */
export interface PathExtremesSpec {
  readonly model: PathModelSpec;
  readonly options: PathOptions;
}

/** Paths that a kernel draws at once; even, for pairs. */
const batch = 16;
/** Half a millisecond of a kernel. */
const normalsPerGrain = 65_536;

/** End, minimum and maximum of each path. */
export function pathExtremesTask(spec: PathExtremesSpec): TaskPlan {
  const { paths, steps, assets, draw } = pathExtremesPlan(spec);
  return {
    count: paths,
    grain: batch * Math.ceil(normalsPerGrain / (batch * steps * assets)),
    widths: [assets, assets, assets],
    write: ({ first }, [end, minimum, maximum]) =>
      draw(first, { end: end!, minimum: minimum!, maximum: maximum! }),
  };
}

/** The same plan on whichever thread it is made. */
export function pathExtremesPlan({ model, options }: PathExtremesSpec): PathExtremesPlan {
  return checkPathExtremes(pathModelOf(model), options);
}
