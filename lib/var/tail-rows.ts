import { snapToInteger, sortedQuantile } from "../math/quantile.ts";
import { expectedShortfallOf, type LossTail, lossTail } from "./tail.ts";
import type { TailRisk } from "./tail-risk.ts";

/** A scenario and its weight in a figure. */
interface RowWeight {
  readonly row: number;
  readonly weight: number;
}

/** VaR and expected shortfall of losses, and the scenarios that each is a weighted mean of. */
interface TailRows {
  readonly risk: TailRisk;
  /** The one or two scenarios between which the type-7 quantile lies. */
  readonly valueAtRisk: readonly RowWeight[];
  /** The tail. */
  readonly expectedShortfall: readonly RowWeight[];
}

/**
 * VaR (type-7 quantile) and expected shortfall (exact tail mean) of losses as weighted means of
 * scenarios: weights of each sum to 1. Equal losses count in the order of their rows. @internal
 */
export function tailRows(losses: Float64Array, confidence: number): TailRows {
  const order = Uint32Array.from(losses, (_, row) => row).sort(
    (a, b) => losses[a]! - losses[b]! || a - b,
  );
  const { risk, tail } = sortedRisk(
    Float64Array.from(order, (row) => losses[row]!),
    confidence,
  );
  const place = snapToInteger((losses.length - 1) * confidence + 1) - 1;
  const below = Math.floor(place);
  const above = Math.min(below + 1, losses.length - 1);
  return {
    risk,
    valueAtRisk: [
      { row: order[below]!, weight: 1 - (place - below) },
      { row: order[above]!, weight: place - below },
    ],
    expectedShortfall: Array.from(order.subarray(tail.start), (row, i) => ({
      row,
      weight: i === 0 ? tail.edgeWeight : tail.weight,
    })),
  };
}

/** VaR and expected shortfall of losses as {@link tailRows} takes them. @internal */
export function tailRiskOf(losses: Float64Array, confidence: number): TailRisk {
  return sortedRisk(losses.toSorted(), confidence).risk;
}

function sortedRisk(
  sorted: Float64Array,
  confidence: number,
): { readonly risk: TailRisk; readonly tail: LossTail } {
  const valueAtRisk = sortedQuantile(sorted, confidence, 7);
  const tail = lossTail(sorted, { confidence, valueAtRisk, shortfallMethod: "acerbi-tasche" });
  const expectedShortfall = expectedShortfallOf(sorted, tail, valueAtRisk);
  return { risk: { valueAtRisk, expectedShortfall }, tail };
}

/** The weighted mean of what `lossAt` has for each row. @internal */
export function meanOver(rows: readonly RowWeight[], lossAt: (row: number) => number): number {
  let sum = 0;
  for (const { row, weight } of rows) sum += weight * lossAt(row);
  return sum;
}
