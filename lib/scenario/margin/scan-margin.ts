import { checkNonNegative, checkPositive } from "../../base/check.ts";
import { compensatedSum } from "../../math/sum.ts";
import type { Position } from "../../portfolio/book.ts";
import { type Market, spotPrice } from "../../portfolio/market.ts";
import { type ExtremeMove, type ScanRange, scanGrid, spanScenarios } from "./margin-scenario.ts";
import {
  type ModelHead,
  type PreparedMargin,
  type PreparedUnit,
  preparedUnits,
  type ScenarioMargin,
  termsFor,
} from "./model.ts";
import { compileUnit, netPositions, type RiskUnit, riskUnits } from "./risk-unit.ts";
import { compiledArray, worstLoss } from "./scenario-array.ts";

/** Margin as the worst loss over a grid of price and volatility: SPAN's 16 scenarios or its first 14. */
export interface ScanModel extends ModelHead {
  readonly kind: "scan";
  /** By underlying; `default` for all others. */
  readonly terms: Readonly<Record<string, ScanRange>>;
  /** Without it the 14 regular scenarios alone. */
  readonly extreme?: ExtremeMove;
  /** Hours that pass in every scenario: 24 in SPAN. */
  readonly lookAheadHours: number;
  /** Least margin for options sold, per coin, a fraction of the spot price. */
  readonly shortOptionMinimumRate: number;
  /** Initial margin = maintenance × this, >= 1. */
  readonly initialFactor: number;
}

/**
 * Margin by scanning price and volatility: for each underlying the worst loss over the scenarios, at
 * least the minimum for options sold. Underlyings do not offset each other, months of one do fully:
 * SPAN's charge for spreads between months and its credits between commodities are not in it.
 *
 * @throws RangeError naming position and scenario when one cannot be valued, and an underlying
 * without terms: an error never makes a margin smaller.
 * @example scanMargin(positions, market, model).maintenanceUsd
 */
export function scanMargin(
  positions: readonly Position[],
  market: Market,
  model: ScanModel,
): ScenarioMargin {
  return prepareScan(positions, model).margin(market);
}

/** {@link scanMargin} of positions that stay. @internal */
export function prepareScan(positions: readonly Position[], model: ScanModel): PreparedMargin {
  checkNonNegative("shortOptionMinimumRate", model.shortOptionMinimumRate);
  checkPositive("initialFactor", model.initialFactor);
  return preparedUnits(
    model,
    riskUnits(positions, "underlying").map((unit) => prepareUnit(unit, model)),
  );
}

function prepareUnit(riskUnit: RiskUnit, model: ScanModel): PreparedUnit {
  const unit = compileUnit(riskUnit);
  const { underlying, currency } = unit;
  const range = termsFor(model, underlying);
  const scenarios =
    model.extreme === undefined ? scanGrid(range) : spanScenarios(range, model.extreme);
  const sold = coinsSold(unit.positions);
  return (market) => {
    const array = compiledArray(unit, market, { scenarios, lookAheadHours: model.lookAheadHours });
    const worst = worstLoss(array);
    const minimum = sold * spotPrice(market, underlying) * model.shortOptionMinimumRate;
    const maintenance = Math.max(worst.loss, minimum);
    return {
      underlying,
      currency,
      arrays: [array],
      worst,
      parts: { scanRisk: worst.loss, shortOptionMinimum: minimum },
      maintenance,
      initial: maintenance * model.initialFactor,
    };
  };
}

function coinsSold(positions: readonly Position[]): number {
  return compensatedSum(
    netPositions(positions).map(({ instrument, quantity }) =>
      instrument.type === "option" && quantity < 0 ? -quantity * instrument.contractSize : 0,
    ),
  );
}
