import { checkFraction, checkObject, checkSameLength, checkSample } from "../base/check.ts";
import { checkMatrix } from "../math/check-matrix.ts";
import type { Matrix } from "../math/matrix.ts";
import type { RiskContributions } from "./contribution.ts";
import { checkSampleForConfidence } from "./historical-var.ts";
import { meanOver, tailRiskOf, tailRows } from "./tail-rows.ts";

export interface ScenarioContributionOptions {
  readonly confidence: number;
  /** A name for each column: assets, desks, traders, whatever the columns add up. */
  readonly positions: readonly string[];
}

/**
 * Component and incremental VaR and expected shortfall on one set of scenarios, historical or
 * simulated: rows are scenarios, columns the profit and loss of positions, which add up to that of the
 * book.
 *
 * VaR is the type-7 quantile of the book's losses; it lies between two scenarios, and a position's part
 * is its own loss in them, weighted alike. Expected shortfall is the exact tail mean (Acerbi, Tasche);
 * a part is the position's mean loss in the same scenarios. Parts sum to the totals. The part of VaR
 * rests on two scenarios and is noisy: that of expected shortfall is steadier. Scenarios of equal loss
 * count in their order.
 *
 * Source: D. Tasche, Capital allocation to business units and sub-portfolios: the Euler principle (2008).
 *
 * @throws RangeError for NaN, another number of names, and too few scenarios for the confidence.
 */
export function scenarioContributions(
  pnl: Matrix,
  options: ScenarioContributionOptions,
): RiskContributions {
  checkObject("options", options);
  const { confidence, positions } = options;
  checkFraction("confidence", confidence);
  checkMatrix("pnl", pnl);
  checkSample("pnl", pnl.values, 1);
  checkSameLength(["positions", "columns of pnl"], positions, { length: pnl.columns });
  checkSampleForConfidence("pnl", pnl.rows, confidence);
  const losses = totalLosses(pnl);
  const { risk, ...rows } = tailRows(losses, confidence);
  return {
    ...risk,
    contributions: positions.map((position, column) => {
      const lossAt = (row: number): number => 0 - pnl.values[row * pnl.columns + column]!;
      const without = losses.map((loss, row) => loss - lossAt(row));
      const rest = tailRiskOf(without, confidence);
      return {
        position,
        valueAtRisk: meanOver(rows.valueAtRisk, lossAt),
        expectedShortfall: meanOver(rows.expectedShortfall, lossAt),
        incrementalValueAtRisk: risk.valueAtRisk - rest.valueAtRisk,
        incrementalExpectedShortfall: risk.expectedShortfall - rest.expectedShortfall,
      };
    }),
  };
}

function totalLosses({ rows, columns, values }: Matrix): Float64Array {
  const losses = new Float64Array(rows);
  values.forEach((value, at) => {
    losses[Math.floor(at / columns)]! -= value;
  });
  return losses;
}
