import { areFinite } from "../base/are-finite.ts";
import { checkOneOf } from "../base/check.ts";
import type { Matrix } from "../math/matrix.ts";
import { matrixColumn } from "../math/matrix.ts";
import { checkDistinct, completeRows } from "./return-window.ts";
import type { ReturnKind, ReturnPanel } from "./returns.ts";

/**
 * What to do where returns are missing. `complete` uses only the dates on which every asset has a
 * return: one sample, a positive semi-definite matrix. `pairwise` uses for each pair all dates that
 * the two share: more data, different samples, and a matrix that may fail to be semi-definite.
 */
export type MissingReturns = "complete" | "pairwise";

/** A symmetric matrix over pairs of assets, with the count of returns behind each element. */
export interface PairTable {
  readonly kind: ReturnKind;
  readonly assets: readonly string[];
  readonly values: Matrix;
  readonly missing: MissingReturns;
  /** The fewest returns behind any element. */
  readonly observations: number;
  /** The returns behind each element. */
  readonly pairObservations: Matrix;
}

/** What is measured on two columns of equal length without missing returns. */
type PairMeasure = (pair: PairSample) => number;

/** The shared returns of two assets; both are the same asset on the diagonal. */
export interface PairSample {
  readonly names: readonly [string, string];
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** How the pairs of a panel are measured. */
export interface PairPlan {
  /** The returns of every pair where none is missing or infinite, so that all may be measured at once. */
  readonly matrix: Matrix | undefined;
  /** The table of measures of all pairs of the matrix, row-major; copied by spread it makes its counts. */
  readonly whole: (values: Float64Array) => PairTable;
  /** Applies a measure to one pair after the other; throws what the measure throws. */
  readonly each: (measure: PairMeasure) => PairTable;
}

/** Chooses the returns behind each pair of a panel. */
export function pairPlan(panel: ReturnPanel, missing: MissingReturns): PairPlan {
  checkOneOf("missing", missing, ["complete", "pairwise"]);
  const { kind, assets } = panel;
  checkDistinct(assets);
  const full = areFinite(panel.values.values);
  const used = missing === "pairwise" || full ? panel : completeRows(panel, assets).panel;
  const { rows } = used.values;
  const finite = used === panel ? full : areFinite(used.values.values);
  const size = used.assets.length;
  const square = (elements: Float64Array) => ({ rows: size, columns: size, values: elements });
  const table = (values: Float64Array): Omit<PairTable, "observations" | "pairObservations"> => ({
    kind,
    assets,
    values: square(values),
    missing,
  });
  return {
    matrix: finite ? used.values : undefined,
    whole: (values) => {
      let counts: Matrix | undefined;
      return {
        ...table(values),
        observations: rows,
        // As much memory as the measures, all of it the same number: made when somebody asks.
        get pairObservations() {
          counts ??= square(new Float64Array(values.length).fill(rows));
          return counts;
        },
      };
    },
    each: (measure) => {
      refuseInfinite(used);
      const { values, counts } = tableOf(used, measure);
      const observations = counts.reduce((fewest, count) => Math.min(fewest, count));
      return { ...table(values), observations, pairObservations: square(counts) };
    },
  };
}

/** Throws a RangeError naming asset and date: what is missing is NaN, and nothing can be measured of infinity. */
function refuseInfinite({ assets, dates, values: { values } }: ReturnPanel): void {
  const at = values.findIndex((value) => value === Infinity || value === -Infinity);
  if (at < 0) return;
  const asset = assets[at % assets.length];
  const date = dates[Math.floor(at / assets.length)];
  throw new RangeError(`${asset} on ${date} must be finite or missing: ${values[at]}`);
}

interface Table {
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

function tableOf({ assets, values: returns }: ReturnPanel, measure: PairMeasure): Table {
  const size = assets.length;
  const columns = assets.map((_, j) => matrixColumn(returns, j));
  const values = new Float64Array(size * size);
  const counts = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const sample = sharedReturns([assets[i]!, assets[j]!], columns[i]!, columns[j]!);
      const value = measure(sample);
      values[i * size + j] = values[j * size + i] = value;
      counts[i * size + j] = counts[j * size + i] = sample.left.length;
    }
  }
  return { values, counts };
}

/** Throws a RangeError naming the assets when they share fewer than `minimum` returns. */
export function checkShared({ names, left }: PairSample, minimum: number): void {
  if (left.length >= minimum) return;
  const [a, b] = names;
  const subject = a === b ? `${a} must have` : `${a} and ${b} must share`;
  throw new RangeError(`${subject} at least ${minimum} returns: ${left.length}`);
}

function sharedReturns(
  names: readonly [string, string],
  left: Float64Array,
  right: Float64Array,
): PairSample {
  let shared = 0;
  for (let i = 0; i < left.length; i++) if (isShared(left[i]!, right[i]!)) shared++;
  if (shared === left.length) return { names, left, right };
  const kept = [new Float64Array(shared), new Float64Array(shared)] as const;
  let to = 0;
  for (let i = 0; i < left.length; i++) {
    if (!isShared(left[i]!, right[i]!)) continue;
    kept[0][to] = left[i]!;
    kept[1][to++] = right[i]!;
  }
  return { names, left: kept[0], right: kept[1] };
}

function isShared(left: number, right: number): boolean {
  return !Number.isNaN(left) && !Number.isNaN(right);
}
