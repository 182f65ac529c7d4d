import { compensatedSum } from "../../math/sum.ts";
import type { Position } from "../../portfolio/book.ts";
import { type Market, spotPrice } from "../../portfolio/market.ts";
import { positionNotionalUsd } from "../../portfolio/position-value.ts";
import type { MarketShift } from "../asset-move.ts";
import { shockMarket } from "../revalue.ts";
import { revaluePnl } from "../revalue-book.ts";
import type { MarginScenario } from "./margin-scenario.ts";
import {
  type ModelHead,
  type PreparedMargin,
  type PreparedUnit,
  preparedUnits,
  type ScenarioMargin,
  termsFor,
} from "./model.ts";
import {
  byExpiry,
  type CompiledUnit,
  compileUnit,
  netPositions,
  type RiskUnit,
  riskUnits,
} from "./risk-unit.ts";
import { compiledArray, type WorstLoss, worstLoss } from "./scenario-array.ts";

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
  return prepareOkx(positions, model).margin(market);
}

/** {@link okxPortfolioMargin} of positions that stay. @internal */
export function prepareOkx(positions: readonly Position[], model: OkxModel): PreparedMargin {
  return preparedUnits(
    model,
    riskUnits(positions, "underlying").map((unit) => prepareUnit(unit, model)),
  );
}

function prepareUnit(riskUnit: RiskUnit, model: OkxModel): PreparedUnit {
  const unit = compileUnit(riskUnit);
  const { underlying, currency } = unit;
  const terms = termsFor(model, underlying);
  const [spotMoves, extremeMoves] = [spotScenarios(terms), extremeScenarios(terms)];
  const expiries = membersByExpiry(unit.positions);
  const net = netPositions(unit.positions);
  return (market) => {
    const spot = compiledArray(unit, market, { scenarios: spotMoves });
    const extreme = compiledArray(unit, market, { scenarios: extremeMoves });
    const [MR1, MR6] = [worstLoss(spot), worstLoss(extreme)];
    const { MR2, ...alone } = otherLosses(unit, market, { terms, expiries });
    const MR7 = closingCost(net, market, terms);
    const deciding = [MR1, { scenario: "time passes", loss: MR2 }, MR6].reduce(worse);
    const risk = deciding.loss + alone.MR3 + alone.MR4 + alone.MR5;
    const maintenance = Math.max(risk, MR7);
    return {
      underlying,
      currency,
      arrays: [spot, extreme],
      worst: deciding,
      parts: { MR1: MR1.loss, MR2, ...alone, MR6: MR6.loss, MR7 },
      maintenance,
      initial: maintenance * model.initialFactor,
    };
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

interface OtherInput {
  readonly terms: OkxTerms;
  /** Numbers of the positions of each expiry. */
  readonly expiries: readonly (readonly number[])[];
}

/** The losses that no move of spot makes: decay, volatility across expiries, basis and rate. */
function otherLosses(
  unit: CompiledUnit,
  market: Market,
  { terms, expiries }: OtherInput,
): Record<"MR2" | "MR3" | "MR4" | "MR5", number> {
  const { underlying, book } = unit;
  const moved = (move: MarketShift): Market =>
    shockMarket(market, new Map([[underlying, { return: 0, ...move }]]));
  const rated = (move: number): Market => ({ ...market, rate: (market.rate ?? 0) + move });
  const { termShock, basisAnnualMove, rateMove } = terms;
  const markets = [
    ...[termShock, -termShock].map((relative) => moved({ volatility: { relative } })),
    ...[basisAnnualMove, -basisAnnualMove].map((carry) => moved({ carry })),
    ...[rateMove, -rateMove].map(rated),
  ];
  const after = (i: number): Market => markets[i]!;
  const { totals, positions } = revaluePnl(
    book,
    { before: market, count: markets.length, after },
    { positions: true },
  );
  const decay = revaluePnl(
    book,
    { before: market, count: 1, after: () => market, hoursLater: terms.decayHours },
    {},
  );
  const pnlOf = (members: readonly number[], i: number): number =>
    compensatedSum(members.map((member) => positions!.values[i * unit.ids.length + member]!));
  const worst = (first: number, pnl: (i: number) => number): number =>
    Math.max(lossOf(pnl(first)), lossOf(pnl(first + 1)));
  const together = (first: number): number => worst(first, (i) => totals[i]!);
  const apart = (first: number): number =>
    compensatedSum(expiries.map((members) => worst(first, (i) => pnlOf(members, i))));
  return {
    MR2: lossOf(decay.totals[0]!),
    MR3: Math.max(0, apart(0) - together(0)),
    // Dated contracts alone have a basis that grows with time.
    MR4: apart(2),
    MR5: together(4),
  };
}

/** At least 0. */
function lossOf(pnl: number): number {
  return Math.max(0, -pnl);
}

function membersByExpiry(positions: readonly Position[]): number[][] {
  const places = new Map(positions.map((position, i) => [position, i]));
  return [...byExpiry(positions).values()].map((members) =>
    members.map((member) => places.get(member)!),
  );
}

/** MR7: of what is held net of each contract. */
function closingCost(net: readonly Position[], market: Market, terms: OkxTerms): number {
  const notional = net.map((position) => sizeUsd(position, market));
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

function worse(a: WorstLoss, b: WorstLoss): WorstLoss {
  return b.loss > a.loss ? b : a;
}

function signed(move: number): string {
  if (move === 0) return "unchanged";
  return `${move > 0 ? "+" : "−"}${Number((Math.abs(move) * 100).toPrecision(6))} %`;
}
