import { checkCount, checkFraction, checkObject, checkOneOf } from "../../base/check.ts";
import { log1p } from "../../math/elementary/log1p.ts";
import { power } from "../../math/elementary/power.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { normalQuantile } from "../../math/normal-quantile.ts";
import { type RandomStream, randomStream } from "../../math/random-stream.ts";
import { studentTDensity, studentTQuantile } from "../../math/student-t.ts";

/** Z1 looks at the size of breaches alone; Z2 at size and number together. */
export type AcerbiSzekelyStatistic = "z1" | "z2";

/** The law of the outcomes under the hypothesis, up to a scale that may change from day to day. */
export interface AcerbiSzekelySimulation {
  readonly seed: number;
  /** Simulated histories; 10,000 when not given. */
  readonly paths?: number;
  /** Student's t with so many degrees of freedom, above 1; normal when not given. */
  readonly degreesOfFreedom?: number;
}

/** What a history of forecasts is simulated for. */
export interface AcerbiSzekelyDesign {
  readonly statistic: AcerbiSzekelyStatistic;
  readonly observations: number;
  readonly confidence: number;
}

/**
 * The statistic in histories where VaR and expected shortfall are right, ascending. Losses over
 * their expected shortfall have one law whatever the day's scale, so only breaches are drawn: the
 * gaps between them geometric, their sizes from the tail.
 *
 * Histories without a breach have no Z1 and are left out of it.
 *
 * @throws RangeError for counts below 1, a confidence outside (0, 1), degrees of freedom up to 1.
 */
export function simulateAcerbiSzekely(
  design: AcerbiSzekelyDesign,
  simulation: AcerbiSzekelySimulation,
): Float64Array {
  checkObject("simulation", simulation);
  const { statistic, observations, confidence } = design;
  checkOneOf("statistic", statistic, ["z1", "z2"]);
  const { seed, paths = 10_000, degreesOfFreedom } = simulation;
  checkCount("observations", observations, 1);
  checkFraction("confidence", confidence);
  checkCount("paths", paths, 1);
  if (degreesOfFreedom !== undefined && !(degreesOfFreedom > 1 && degreesOfFreedom < Infinity)) {
    throw new RangeError(`degreesOfFreedom must be a number above 1: ${degreesOfFreedom}`);
  }
  const random = randomStream({ seed, stream: 0 });
  const tail = 1 - confidence;
  const drawRatio = ratioDrawer(tail, degreesOfFreedom);
  const values: number[] = [];
  for (let path = 0; path < paths; path++) {
    const { count, sum } = drawBreaches(random, { observations, tail, drawRatio });
    if (statistic === "z2") values.push(1 - sum / (observations * tail));
    else if (count > 0) values.push(1 - sum / count);
  }
  if (!values.every(Number.isFinite)) {
    throw new RangeError(`confidence must leave a tail of losses to simulate: ${confidence}`);
  }
  return Float64Array.from(values).sort();
}

/** Degrees up to which the quantile costs more than the draws that rejection wastes. */
const mostForRejection = 5;

type RatioDrawer = (random: RandomStream) => number;

/** Draws a loss beyond VaR over expected shortfall. */
function ratioDrawer(tail: number, degreesOfFreedom: number | undefined): RatioDrawer {
  if (degreesOfFreedom === undefined) {
    const z = normalQuantile(tail);
    const shortfall = naturalExp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / tail;
    return (random) => -normalQuantile(tail * random.uniform()) / shortfall;
  }
  const n = degreesOfFreedom;
  const q = studentTQuantile(tail, n);
  const shortfall = ((studentTDensity(q, n) / tail) * (n + q * q)) / (n - 1);
  if (q < 0 && n <= mostForRejection) {
    return (random) => paretoRejection(random, -q, n) / shortfall;
  }
  return (random) => -studentTQuantile(tail * random.uniform(), n) / shortfall;
}

/**
 * A Student-t variate beyond `from`, exactly: a power law of the same index, kept with probability
 * (x² / (n + x²))^((n + 1) / 2), the ratio of the two densities over its limit.
 */
function paretoRejection(random: RandomStream, from: number, n: number): number {
  for (;;) {
    const x = from * power(random.uniform(), -1 / n);
    if (random.uniform() < power(1 + n / (x * x), -(n + 1) / 2)) return x;
  }
}

interface BreachLaw {
  readonly observations: number;
  readonly tail: number;
  readonly drawRatio: RatioDrawer;
}

function drawBreaches(
  random: RandomStream,
  { observations, tail, drawRatio }: BreachLaw,
): { readonly count: number; readonly sum: number } {
  let count = 0;
  let sum = 0;
  const gap = (): number => 1 + Math.floor(naturalLog(random.uniform()) / log1p(-tail));
  for (let day = gap(); day <= observations; day += gap()) {
    count++;
    sum += drawRatio(random);
  }
  return { count, sum };
}
