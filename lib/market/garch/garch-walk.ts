import { type GarchState, nextVariance } from "./garch-filter.ts";
import type { GarchModel } from "./garch-model.ts";

/** One period of a walk. */
export interface GarchStep {
  readonly variance: number;
  /** Signed, without the model's mean. */
  readonly residual: number;
}

/**
 * A walk through a model from a state on: each call takes one standardised innovation and gives the
 * period it makes. Neither model nor state is checked. @internal
 */
export function garchWalk(
  model: GarchModel,
  state: GarchState,
): (innovation: number, path: () => string) => GarchStep {
  let now = state;
  return (innovation, path) => {
    const variance = nextVariance(model, now);
    const residual = Math.sqrt(variance) * innovation;
    if (!(variance > 0 && Number.isFinite(variance) && Number.isFinite(residual))) {
      throw new RangeError(`variance of ${path()} must stay a positive number: ${variance}`);
    }
    now = { variance, residual };
    return now;
  };
}
