import { checkCount } from "../base/check.ts";
import { formatNumber } from "./format.ts";
import { sentences } from "./words.ts";

/** Correlations in one period. */
export interface CorrelationPeriod {
  /** `before`, `during`, `after`. */
  readonly name: string;
  /** Row-major, as many rows and columns as assets; NaN where it is not defined. */
  readonly values: ArrayLike<number>;
  readonly observations: number;
  /** First and last ISO date. */
  readonly from: string;
  readonly to: string;
}

/** The same assets in several periods. */
export interface CorrelationPanelsData {
  readonly assets: readonly string[];
  /** Two to five. */
  readonly periods: readonly CorrelationPeriod[];
}

/** One matrix to draw. */
export interface Panel {
  readonly title: string;
  readonly values: ArrayLike<number>;
  readonly isDifference: boolean;
}

/** Throws a RangeError for periods that cannot be drawn side by side. */
export function checkPeriods(
  { assets, periods }: CorrelationPanelsData,
  difference: readonly [string, string],
): void {
  checkCount("number of assets", assets.length, 2);
  if (!(periods.length >= 2 && periods.length <= 5)) {
    throw new RangeError(`periods must be two to five: ${periods.length}`);
  }
  const names = periods.map(({ name }) => name);
  if (new Set(names).size !== names.length) {
    throw new RangeError(`periods must have names of their own: ${names.join(", ")}`);
  }
  for (const name of difference) {
    if (names.includes(name)) continue;
    throw new RangeError(`difference must name periods (${names.join(", ")}): ${name}`);
  }
  for (const { name, values, observations } of periods) {
    checkCount(`observations of ${name}`, observations, 2);
    if (values.length !== assets.length ** 2) {
      const size = assets.length;
      throw new RangeError(`${name} must have ${size} by ${size} values: ${values.length}`);
    }
    const bad = Array.from(values).find((value) => Math.abs(value) > 1 + 1e-9);
    if (bad !== undefined) throw new RangeError(`${name} must lie in [-1, 1]: ${bad}`);
  }
}

/** The periods, then the second of `difference` less the first. */
export function panelsOf(
  { periods }: CorrelationPanelsData,
  [first, second]: readonly [string, string],
): Panel[] {
  const of = (name: string) => periods.find((one) => one.name === name)!.values;
  const [from, to] = [of(first), of(second)];
  return [
    ...periods.map(({ name, values }) => ({ title: name, values, isDifference: false })),
    {
      title: `${second} − ${first}`,
      values: Float64Array.from(to, (value, at) => value - from[at]!),
      isDifference: true,
    },
  ];
}

/** A difference with its sign: `+0.21`. */
export function signed(value: number): string {
  const written = formatNumber(value);
  return value > 0 && /[1-9]/.test(written) ? `+${written}` : written;
}

/** Mean correlations, and the pairs that changed most and least. */
export function describePeriods(
  { assets, periods }: CorrelationPanelsData,
  [first, second]: readonly [string, string],
): string {
  const means = periods.map(
    ({ name, values }) => `${name} ${formatNumber(meanOf(assets, values))}`,
  );
  const of = (name: string) => periods.find((one) => one.name === name)!.values;
  const [from, to] = [of(first), of(second)];
  const changes = pairsOf(assets)
    .map(({ at, told }) => ({ told, change: to[at]! - from[at]! }))
    .filter(({ change }) => !Number.isNaN(change))
    .toSorted((a, b) => a.change - b.change);
  const [least, most] = [changes[0], changes.at(-1)];
  return sentences(
    `Mean correlation of pairs: ${means.join(", ")}`,
    most ? `Largest change from ${first} to ${second}: ${most.told} ${signed(most.change)}` : "",
    least ? `Smallest: ${least.told} ${signed(least.change)}` : "",
  );
}

function pairsOf(assets: readonly string[]): { readonly at: number; readonly told: string }[] {
  return assets.flatMap((row, i) =>
    assets.slice(0, i).map((column, j) => ({
      at: i * assets.length + j,
      told: `${column} and ${row}`,
    })),
  );
}

function meanOf(assets: readonly string[], values: ArrayLike<number>): number {
  const present = pairsOf(assets)
    .map(({ at }) => values[at]!)
    .filter((value) => !Number.isNaN(value));
  return present.reduce((sum, value) => sum + value / present.length, 0);
}
