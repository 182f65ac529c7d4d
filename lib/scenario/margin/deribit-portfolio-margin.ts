import { checkCount } from "../../base/check.ts";
import type { Position } from "../../portfolio/book.ts";
import type { Market } from "../../portfolio/market.ts";
import { type DeribitCharges, deribitCharges } from "./deribit-charges.ts";
import type { MarginScenario } from "./margin-scenario.ts";
import {
  type ModelHead,
  type PreparedMargin,
  type PreparedUnit,
  preparedUnits,
  type ScenarioMargin,
  termsFor,
} from "./model.ts";
import { type CompiledUnit, compileUnit, type RiskUnit, riskUnits, usdPer } from "./risk-unit.ts";
import { compiledArray, type ScenarioArray, type WorstLoss, worstLoss } from "./scenario-array.ts";

/** What Deribit sets for an underlying. */
export interface DeribitTerms extends DeribitCharges {
  /** Largest price move of the standard table, a fraction in (0, 1). */
  readonly priceRange: number;
  /** Steps from no move to the largest. */
  readonly stepsPerSide: number;
  /** Moves of the extended table, with volatility up. */
  readonly extendedMoves: readonly number[];
  /** Share of the extended P&L that counts, before it is scaled by range / move. */
  readonly extendedFactor: number;
  /** Taken off an extended P&L per price range that its move goes beyond the first, USD. */
  readonly extendedDampenerUsd: number;
  /** Rise and fall of volatility at 30 days to expiry, shares of it. */
  readonly volatilityUp: number;
  readonly volatilityDown: number;
  /** Power of (30 / days) by which the move grows for nearer expiries, and shrinks for later ones. */
  readonly shortVegaPower: number;
  readonly longVegaPower: number;
  /** Volatility that a rise reaches at least. */
  readonly leastVolatilityUp: number;
}

/** Portfolio margin in the manner of Deribit. */
export interface DeribitModel extends ModelHead {
  readonly kind: "deribit";
  /** By underlying; `default` for all others. */
  readonly terms: Readonly<Record<string, DeribitTerms>>;
  /** Maintenance margin = initial × this. */
  readonly maintenanceFactor: number;
}

/**
 * Portfolio margin in the manner of Deribit's segregated model: for each underlying and settlement
 * currency, the worst of the standard and the extended table, plus charges for rolling between expiries
 * (roll shock), for a large delta (delta shock) and, in older parameter sets, for options sold and
 * offsetting futures. Maintenance is a share of it.
 *
 * Not in it: orders, market-maker protection, correlation between currencies, Deribit's rounding.
 *
 * Source: Deribit, Portfolio Margin (support article 25944756247837) and API reference,
 * private/pme/simulate, whose example it reproduces within its rounding.
 *
 * @throws RangeError naming position and scenario when one cannot be valued, and an underlying
 * without terms.
 * @example deribitPortfolioMargin(positions, market, model).units[0].worst.scenario // "−16 %, volatility up"
 */
export function deribitPortfolioMargin(
  positions: readonly Position[],
  market: Market,
  model: DeribitModel,
): ScenarioMargin {
  return prepareDeribit(positions, model).margin(market);
}

/** {@link deribitPortfolioMargin} of positions that stay. @internal */
export function prepareDeribit(
  positions: readonly Position[],
  model: DeribitModel,
): PreparedMargin {
  return preparedUnits(
    model,
    riskUnits(positions, "settlement").map((unit) => prepareUnit(unit, model)),
  );
}

function prepareUnit(riskUnit: RiskUnit, model: DeribitModel): PreparedUnit {
  const unit = compileUnit(riskUnit);
  const { underlying, currency } = unit;
  const terms = termsFor(model, underlying);
  const [standard, extended] = [standardScenarios(terms), extendedScenarios(terms, unit)];
  return (market) => {
    const main = compiledArray(unit, market, { scenarios: standard });
    const arrays = [main, ...extendedArrays(unit, market, { terms, scenarios: extended })];
    const worst = arrays.map(worstLoss).reduce(worse);
    const charges = deribitCharges(unit, market, terms);
    const initial = Object.values(charges).reduce((sum, charge) => sum + charge, worst.loss);
    return {
      underlying,
      currency,
      arrays,
      worst,
      parts: { worstLoss: worst.loss, ...charges },
      maintenance: initial * model.maintenanceFactor,
      initial,
    };
  };
}

/** Bottom of the range to its top; volatility up, as it is, and down at each step. */
function standardScenarios(terms: DeribitTerms): MarginScenario[] {
  const { priceRange, stepsPerSide } = terms;
  checkCount("stepsPerSide", stepsPerSide, 1);
  const steps = Array.from({ length: 2 * stepsPerSide + 1 }, (_, i) => i - stepsPerSide);
  return steps.flatMap((step) => {
    const move = (priceRange * step) / stepsPerSide;
    return [
      { name: `${percent(move)}, volatility up`, return: move, volatility: volatilityUp(terms) },
      { name: percent(move), return: move },
      {
        name: `${percent(move)}, volatility down`,
        return: move,
        volatility: { relative: -terms.volatilityDown, term: termOf(terms) },
      },
    ];
  });
}

/**
 * The extended moves, of whose P&L the share range / move counts. Coins are counted at the price moved
 * to, relative to that at the end of the range, so that a future loses what it loses there.
 */
function extendedScenarios(
  terms: DeribitTerms,
  { currency }: Pick<RiskUnit, "currency">,
): MarginScenario[] {
  const { priceRange, extendedMoves, extendedFactor } = terms;
  return extendedMoves.map((move) => {
    const coinShare = currency === "USD" ? 1 : (1 + move) / (1 + Math.sign(move) * priceRange);
    return {
      name: `${percent(move)}, volatility up`,
      return: move,
      volatility: volatilityUp(terms),
      share: extendedFactor * (priceRange / Math.abs(move)) * coinShare,
    };
  });
}

/** The extended table, where there is one. */
function extendedArrays(
  unit: CompiledUnit,
  market: Market,
  { terms, scenarios }: { readonly terms: DeribitTerms; readonly scenarios: MarginScenario[] },
): ScenarioArray[] {
  if (scenarios.length === 0) return [];
  const array = compiledArray(unit, market, { scenarios });
  return [dampened(array, { terms, usd: usdPer(unit, market) })];
}

/** Moves beyond the range lose what the dampener allows for less, but never turn into a gain. */
function dampened(
  array: ScenarioArray,
  { terms, usd }: { readonly terms: DeribitTerms; readonly usd: number },
): ScenarioArray {
  const { priceRange, extendedDampenerUsd } = terms;
  const totals = array.totals.map((total, row) => {
    const move = array.scenarios[row]!.return;
    const price = array.currency === "USD" ? 1 : usd * (1 + Math.sign(move) * priceRange);
    const beyond = Math.max(Math.abs(move) / priceRange, 1) - 1;
    return Math.sign(total) * Math.max(0, Math.abs(total) - (beyond * extendedDampenerUsd) / price);
  });
  return { ...array, totals };
}

function volatilityUp(terms: DeribitTerms): NonNullable<MarginScenario["volatility"]> {
  return {
    relative: terms.volatilityUp,
    atLeast: terms.leastVolatilityUp,
    term: termOf(terms),
  };
}

function termOf({ shortVegaPower, longVegaPower }: DeribitTerms) {
  return { days: 30, shortPower: shortVegaPower, longPower: longVegaPower };
}

function worse(a: WorstLoss, b: WorstLoss): WorstLoss {
  return b.loss > a.loss ? b : a;
}

function percent(move: number): string {
  const text = String(Number((Math.abs(move) * 100).toPrecision(6)));
  if (move === 0) return "unchanged";
  return `${move > 0 ? "+" : "−"}${text} %`;
}
