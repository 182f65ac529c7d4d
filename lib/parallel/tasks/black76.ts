import { writeBlack76 } from "../../instruments/black76-batch.ts";
import type { GreeksBatch } from "../../instruments/greeks-batch.ts";
import type { Black76Terms } from "../../math/kernels/black76-rows.ts";
import type { TaskPlan } from "../task.ts";

/** A millisecond and more of the kernel, whole calls of it. */
const grain = 65_536;

/** Price and five sensitivities of each option. */
export function black76Task(terms: Black76Terms): TaskPlan {
  return {
    count: terms.side.length,
    grain,
    widths: [1, 1, 1, 1, 1, 1],
    write: ({ first, count }, parts) => {
      const some = (values: Float64Array): Float64Array => values.subarray(first, first + count);
      const { side, forward, strike, years, rate, volatility } = terms;
      const these = {
        side: side.subarray(first, first + count),
        forward: some(forward),
        strike: some(strike),
        years: some(years),
        rate: some(rate),
        volatility: some(volatility),
      };
      writeBlack76(these, greeksOf(parts));
    },
  };
}

/** Outputs of the task by their names. */
export function greeksOf(outputs: readonly Float64Array[]): GreeksBatch {
  const [price, delta, gamma, vegaPerVolPoint, thetaPerDay, rhoPerRatePoint] = outputs;
  return {
    price: price!,
    delta: delta!,
    gamma: gamma!,
    vegaPerVolPoint: vegaPerVolPoint!,
    thetaPerDay: thetaPerDay!,
    rhoPerRatePoint: rhoPerRatePoint!,
  };
}
