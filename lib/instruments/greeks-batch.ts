import { checkObject, checkSameLength, describe } from "../base/check.ts";
import { overlap } from "../base/overlap.ts";
import {
  type Black76Figures,
  type Black76Terms,
  figureNames,
} from "../math/kernels/black76-rows.ts";

/** Price and five sensitivities per option, in the units of `Greeks`. */
export type GreeksBatch = Black76Figures;

/** Where the figures of many options go. */
export interface GreeksBatchOptions {
  /**
   * Six arrays to write to, as long as those of the terms: an earlier result, or any `Float64Array`s that share no memory
   * with each other nor with the terms. New ones when not given, which the system has to clear first. After an error
   * it is undefined what they hold.
   */
  readonly into?: GreeksBatch;
}

/** Room for the figures of so many options. @internal */
export function newGreeks(count: number): GreeksBatch {
  return {
    price: new Float64Array(count),
    delta: new Float64Array(count),
    gamma: new Float64Array(count),
    vegaPerVolPoint: new Float64Array(count),
    thetaPerDay: new Float64Array(count),
    rhoPerRatePoint: new Float64Array(count),
  };
}

/**
 * Throws unless figures of these options can be written to the arrays of `into`. A TypeError for what is no
 * `Float64Array`, a RangeError for another length and for memory that another of them, or a term, lies in. @internal
 */
export function checkInto(into: GreeksBatch, terms: Black76Terms): void {
  checkObject("into", into);
  const taken: [string, ArrayBufferView][] = Object.entries(terms);
  for (const figure of figureNames) {
    const name = `into.${figure}`;
    const values = into[figure];
    if (!(values instanceof Float64Array)) {
      throw new TypeError(`${name} must be a Float64Array: ${describe(values)}`);
    }
    checkSameLength(["kind", name], terms.side, values);
    const other = taken.find(([, memory]) => overlap(memory, values));
    if (other)
      throw new RangeError(`${name} must lie apart from ${nameOf(other[0])}: they overlap`);
    taken.push([name, values]);
  }
}

function nameOf(term: string): string {
  return term === "side" ? "kind" : term;
}
