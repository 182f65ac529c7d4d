import { checkObject } from "../../base/check.ts";
import { checkMatrix } from "../../math/check-matrix.ts";
import { compensatedSum } from "../../math/sum.ts";
import { bookTotals, type PositionPnl } from "../../scenario/position-pnl.ts";
import { historicalVar, lossesOf } from "../historical-var.ts";
import type { RiskEstimate } from "../risk-estimate.ts";
import { meanOver, tailRiskOf, tailRows } from "../tail-rows.ts";
import {
  type AttributionDimension,
  attributed,
  groupLines,
  partOf,
  type RiskAttribution,
} from "./risk-attribution.ts";

export interface ScenarioAttributionOptions {
  readonly by: AttributionDimension;
  readonly confidence: number;
}

/**
 * VaR and expected shortfall of a book on one set of scenarios, past days or draws, and what each
 * part adds: component (Euler, summing to the total), marginal, incremental (the total less that
 * without the part) and alone. Figures and errors are those of `historicalVar` with type 7; a part of
 * VaR is the part's own loss in the one or two scenarios at the quantile, a part of expected
 * shortfall its mean loss in the tail. All dimensions rest on the same scenarios, so desks are sums
 * of their positions.
 *
 * Source: D. Tasche, Capital allocation to business units and sub-portfolios: the Euler principle (2008).
 *
 * @throws RangeError for an unknown dimension and for fewer scenarios than the confidence needs.
 * @see notebooks/09-where-the-risk-sits.ipynb
 * @example scenarioAttribution(positionPnlHistory(book, history, options), { by: "desk", confidence: 0.95 })
 */
export function scenarioAttribution(
  pnl: PositionPnl,
  options: ScenarioAttributionOptions,
): RiskAttribution {
  checkPositionPnl(pnl);
  checkObject("options", options);
  const { by, confidence } = options;
  const groups = groupLines(pnl.lines, by);
  const totals = bookTotals(pnl.values);
  const estimate = estimateOf(pnl, totals, confidence);
  const losses = lossesOf(totals);
  const rows = tailRows(losses, confidence);
  const parts = groups.map((group) => {
    const own = groupLosses(pnl, group.columns);
    const rest = tailRiskOf(
      losses.map((loss, row) => loss - own[row]!),
      confidence,
    );
    const lossAt = (row: number): number => own[row]!;
    const contribution = {
      position: group.key,
      valueAtRisk: meanOver(rows.valueAtRisk, lossAt),
      expectedShortfall: meanOver(rows.expectedShortfall, lossAt),
      incrementalValueAtRisk: estimate.valueAtRisk - rest.valueAtRisk,
      incrementalExpectedShortfall: estimate.expectedShortfall - rest.expectedShortfall,
    };
    return partOf(group, contribution, tailRiskOf(own, confidence));
  });
  return attributed(estimate, by, parts);
}

/** Throws unless the scenarios are a matrix with a column per position. @internal */
export function checkPositionPnl(pnl: PositionPnl): void {
  checkObject("pnl", pnl);
  checkMatrix("values of pnl", pnl.values);
  if (!Array.isArray(pnl.lines) || pnl.lines.length === pnl.values.columns) return;
  throw new RangeError(
    `pnl must have ${pnl.lines.length} columns, one per position: ${pnl.values.columns}`,
  );
}

/** The losses of some positions together, one per scenario. @internal */
export function groupLosses(
  { values: { rows, columns, values } }: PositionPnl,
  group: readonly number[],
): Float64Array {
  return Float64Array.from(
    { length: rows },
    (_, t) => 0 - compensatedSum(group.map((column) => values[t * columns + column]!)),
  );
}

function estimateOf(pnl: PositionPnl, totals: Float64Array, confidence: number): RiskEstimate {
  const { method, horizonDays, unit, seed } = pnl;
  const windows = "separate";
  const found = historicalVar(totals, { confidence, horizonDays, unit, windows });
  return {
    valueAtRisk: found.valueAtRisk,
    expectedShortfall: found.expectedShortfall,
    unit,
    method,
    confidence,
    horizonDays,
    observations: found.observations,
    tailCount: found.tailCount,
    standardError: found.standardError,
    expectedShortfallStandardError: found.expectedShortfallStandardError,
    ...(seed === undefined ? {} : { seed }),
    warnings: found.warnings,
  };
}
