import { compensatedSum } from "../../math/sum.ts";
import type { Position } from "../../portfolio/book.ts";
import { type Market, spotPrice } from "../../portfolio/market.ts";
import { positionNotionalUsd } from "../../portfolio/position-value.ts";
import { revaluationPnl, shockMarket } from "../revalue.ts";
import type { MarginScenario } from "./margin-scenario.ts";
import {
  type ModelHead,
  type ScenarioMargin,
  sumUnits,
  termsFor,
  type UnitMargin,
} from "./model.ts";
import { afterHours } from "./pass-time.ts";
import { byExpiry, netPositions, type RiskUnit, riskUnits } from "./risk-unit.ts";
import { scenarioArray, type WorstLoss, worstLoss } from "./scenario-array.ts";

/** What OKX sets for an underlying. */
export interface OkxTerms {
  /** MR1: sizes of the price moves, fractions; each is taken up and down. */
  readonly spotShocks: readonly number[];
  /** MR1: rise and fall of volatility that go with each price move, a share of it. */
  readonly volatilityShock: number;
  /** MR2: hours that pass. */
  readonly decayHours: number;
  /** MR3: rise and fall of the volatility of one expiry against the others, a share of it. */
  readonly termShock: number;
  /** MR4: yearly growth by which forwards move against spot. */
  readonly basisAnnualMove: number;
  /** MR5: move of the rate that discounts options. */
  readonly rateMove: number;
  /** MR6: a price move, of whose loss a share counts. */
  readonly extremeMove: number;
  readonly extremeShare: number;
  /** MR7: cost of closing, a share of the notional. */
  readonly closingRate: number;
  /** MR7: the cost is multiplied by that of the last tier whose floor it reaches. */
  readonly closingTiers: readonly ClosingTier[];
}

export interface ClosingTier {
  /** USD, 0 in the first, ascending. */
  readonly floorUsd: number;
  readonly multiplier: number;
}

/** Portfolio margin in the manner of OKX. */
export interface OkxModel extends ModelHead {
  readonly kind: "okx";
  /** By underlying; `default` for all others. */
  readonly terms: Readonly<Record<string, OkxTerms>>;
  /** Initial margin = maintenance × this. */
  readonly initialFactor: number;
}

/**
 * Portfolio margin in the manner of OKX: for each underlying, whatever its contracts settle in,
 * maintenance = max(max(MR1, MR2, MR6) + MR3 + MR4 + MR5, MR7), in USD, with
 * - MR1 spot shock: the worst loss over price moves, volatility up, as it is and down;
 * - MR2 time decay: the loss as hours pass and nothing else happens;
 * - MR3 vega across expiries: what a common move of volatility lets expiries offset: the losses of each
 *   expiry alone, less the loss of all together;
 * - MR4 basis: the losses of each expiry as its forward moves against spot;
 * - MR5 rate: the loss as the rate that discounts options moves;
 * - MR6 extreme move: a share of the worst loss at a large move, volatility as it is;
 * - MR7 minimum: what closing every position costs, times a multiplier that grows with it.
 *
 * MR8 (borrowing) and MR9 (stablecoins) are not in it. MR3 to MR5 are this library's reading of what
 * OKX describes in words.
 *
 * Source: OKX, Portfolio margin mode (help page v-portfolio-margin-mode-cross-margin-trading) and the
 * notice of 2 January 2025 on its parameters.
 *
 * @throws RangeError naming position and scenario when one cannot be valued, and an underlying
 * without terms.
 * @example okxPortfolioMargin(positions, market, model).units[0].parts.MR1
 */
export function okxPortfolioMargin(
  positions: readonly Position[],
  market: Market,
  model: OkxModel,
): ScenarioMargin {
  const units = riskUnits(positions, "underlying").map((unit) => unitMargin(unit, market, model));
  return sumUnits(model, market, units);
}

function unitMargin(unit: RiskUnit, market: Market, model: OkxModel): UnitMargin {
  const terms = termsFor(model, unit.underlying);
  const spot = scenarioArray(unit, market, { scenarios: spotScenarios(terms) });
  const extreme = scenarioArray(unit, market, { scenarios: extremeScenarios(terms) });
  const [MR1, MR6] = [worstLoss(spot), worstLoss(extreme)];
  const MR2 = lossOf(unit.positions, market, (position) =>
    afterHours(position, market, terms.decayHours),
  );
  const parts = {
    MR1: MR1.loss,
    MR2,
    MR3: termStructureLoss(unit, market, terms),
    MR4: basisLoss(unit, market, terms),
    MR5: rateLoss(unit, market, terms),
    MR6: MR6.loss,
    MR7: closingCost(unit, market, terms),
  };
  const deciding = [MR1, { scenario: "time passes", loss: MR2 }, MR6].reduce(worse);
  const risk = deciding.loss + parts.MR3 + parts.MR4 + parts.MR5;
  const maintenance = Math.max(risk, parts.MR7);
  return {
    underlying: unit.underlying,
    currency: unit.currency,
    arrays: [spot, extreme],
    worst: deciding,
    parts,
    maintenance,
    initial: maintenance * model.initialFactor,
  };
}

/** MR1: moves down from the largest to none and up again, volatility up, as it is and down. */
function spotScenarios({ spotShocks, volatilityShock }: OkxTerms): MarginScenario[] {
  const moves = [...new Set(spotShocks.flatMap((shock) => [-shock, shock]))].map(
    (move) => move + 0,
  );
  return [...new Set(moves)]
    .sort((a, b) => a - b)
    .flatMap((move) => [
      {
        name: `${signed(move)}, volatility up`,
        return: move,
        volatility: { relative: volatilityShock },
      },
      { name: signed(move), return: move },
      {
        name: `${signed(move)}, volatility down`,
        return: move,
        volatility: { relative: -volatilityShock },
      },
    ]);
}

function extremeScenarios({ extremeMove, extremeShare: share }: OkxTerms): MarginScenario[] {
  return [-extremeMove, extremeMove].map((move) => ({
    name: `extreme ${signed(move)}`,
    return: move,
    share,
  }));
}

/** MR3. */
function termStructureLoss(
  { positions, underlying }: RiskUnit,
  market: Market,
  terms: OkxTerms,
): number {
  const after = [terms.termShock, -terms.termShock].map((relative) =>
    shockMarket(market, new Map([[underlying, { return: 0, volatility: { relative } }]])),
  );
  const worst = (of: readonly Position[]): number =>
    Math.max(...after.map((shocked) => lossOf(of, market, () => shocked)));
  const alone = [...byExpiry(positions).values()].map(worst);
  return Math.max(0, compensatedSum(alone) - worst(positions));
}

/** MR4: dated contracts alone have a basis that grows with time. */
function basisLoss({ positions, underlying }: RiskUnit, market: Market, terms: OkxTerms): number {
  const after = [terms.basisAnnualMove, -terms.basisAnnualMove].map((carry) =>
    shockMarket(market, new Map([[underlying, { return: 0, carry }]])),
  );
  const losses = [...byExpiry(positions).values()].map((members) =>
    Math.max(...after.map((shocked) => lossOf(members, market, () => shocked))),
  );
  return compensatedSum(losses);
}

/** MR5. */
function rateLoss({ positions }: RiskUnit, market: Market, { rateMove }: OkxTerms): number {
  return Math.max(
    ...[rateMove, -rateMove].map((move) =>
      lossOf(positions, market, () => ({ ...market, rate: (market.rate ?? 0) + move })),
    ),
  );
}

/** MR7: of what is held net of each contract. */
function closingCost({ positions }: RiskUnit, market: Market, terms: OkxTerms): number {
  const notional = netPositions(positions).map((position) => sizeUsd(position, market));
  const cost = compensatedSum(notional) * terms.closingRate;
  const tier = terms.closingTiers.findLast(({ floorUsd }) => cost >= floorUsd);
  return cost * (tier?.multiplier ?? 1);
}

/** Notional of a position; of an option that of its coins, whatever its delta. */
function sizeUsd(position: Position, market: Market): number {
  const { instrument, quantity } = position;
  if (instrument.type !== "option") return Math.abs(positionNotionalUsd(position, market));
  return Math.abs(quantity) * instrument.contractSize * spotPrice(market, instrument.underlying);
}

/** Loss of positions between the market and another one for each, at least 0. */
function lossOf(
  positions: readonly Position[],
  before: Market,
  afterOf: (position: Position) => Market,
): number {
  const pnl = positions.map((position) =>
    revaluationPnl(position, { before, after: afterOf(position) }),
  );
  return Math.max(0, -compensatedSum(pnl));
}

function worse(a: WorstLoss, b: WorstLoss): WorstLoss {
  return b.loss > a.loss ? b : a;
}

function signed(move: number): string {
  if (move === 0) return "unchanged";
  return `${move > 0 ? "+" : "−"}${Number((Math.abs(move) * 100).toPrecision(6))} %`;
}
