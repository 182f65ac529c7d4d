import { checkFinite, checkPositive } from "../base/check.ts";
import { dayNumber } from "../base/time.ts";
import { compensatedSum } from "../math/sum.ts";
import type { Position } from "../portfolio/book.ts";
import { contractMarket, referencePrice } from "../portfolio/contract-market.ts";
import { type Market, spotPrice } from "../portfolio/market.ts";
import { type MarketMove, revaluationPnl, revalue, shockMarket } from "./revalue.ts";

/** First and second derivatives of a position's value in USD. */
export interface PositionSensitivities {
  /** Per simple return of 1 of every price of the coin. */
  readonly deltaUsd: number;
  /** Second derivative in the same return. */
  readonly gammaUsd: number;
  /** Per 1 of annual volatility: 0.01 is a point. */
  readonly vegaUsd: number;
  readonly thetaUsdPerDay: number;
}

/** Where a position's P&L came from; all USD, signed, and `residual` is what the others leave. */
export interface PnlExplanation {
  readonly position: string;
  readonly totalUsd: number;
  /** delta × return of spot. */
  readonly deltaUsd: number;
  /** gamma × return² / 2. */
  readonly gammaUsd: number;
  /** What the mark or forward moved beyond spot × the delta in it alone, the coin's worth standing still. */
  readonly basisUsd: number;
  /** vega × change of the volatility at its strike. */
  readonly vegaUsd: number;
  /** theta × days passed. */
  readonly thetaUsd: number;
  readonly fundingUsd: number;
  readonly residualUsd: number;
}

const returnStep = 1e-3;
const volatilityStep = 1e-3;
const timeStepHours = 1;

/**
 * Sensitivities of a position in its own settlement, by central differences of full revaluation: an
 * inverse contract's profit in coins is itself exposed to the coin, and that is in them. Steps: 0.1 % of
 * price, 0.1 points of volatility, an hour (less near expiry).
 *
 * @throws RangeError as revaluation does.
 * @example positionSensitivities(position, market).vegaUsd
 */
export function positionSensitivities(position: Position, market: Market): PositionSensitivities {
  const { underlying } = position.instrument;
  const at = (move: { readonly return: number; readonly volatility?: number }): number => {
    const volatility =
      move.volatility === undefined ? {} : { volatility: { absolute: move.volatility } };
    return revalue(
      position,
      shockMarket(market, new Map([[underlying, { return: move.return, ...volatility }]])),
    );
  };
  const [up, down, here] = [
    at({ return: returnStep }),
    at({ return: -returnStep }),
    revalue(position, market),
  ];
  const isOption = position.instrument.type === "option";
  const [high, low] = isOption
    ? [
        at({ return: 0, volatility: volatilityStep }),
        at({ return: 0, volatility: -volatilityStep }),
      ]
    : [0, 0];
  return {
    deltaUsd: (up - down) / (2 * returnStep),
    gammaUsd: isOption ? (up - 2 * here + down) / (returnStep * returnStep) : 0,
    vegaUsd: (high - low) / (2 * volatilityStep),
    thetaUsdPerDay: thetaPerDay(position, market),
  };
}

function thetaPerDay(position: Position, market: Market): number {
  const { instrument } = position;
  if (instrument.type !== "option") return 0;
  const hoursLeft = contractMarket(market, instrument).option!.years * 365 * 24;
  const step = Math.min(timeStepHours, hoursLeft / 2);
  if (step === 0) return 0;
  const later = (hours: number): number =>
    revalue(position, { ...market, hourUtc: (market.hourUtc ?? 24) + hours });
  return ((later(step) - later(-step)) / (2 * step)) * 24;
}

/** A book's positions between two markets. */
export interface ExplainPnlInput extends MarketMove {
  /** Received between the two, by position id, USD; negative is paid. */
  readonly fundingUsd?: Readonly<Record<string, number>>;
}

/**
 * Explains the P&L of positions between two markets by their sensitivities before: delta, gamma, basis,
 * vega, theta, funding, and the residual that these leave. The parts of a position sum to its total, which is
 * full revaluation plus funding. A large residual says that the move was too large for a Taylor series, which
 * is why stress and VaR never use one.
 *
 * @throws RangeError as revaluation does, for funding that is not finite, a coin worth nothing before, and
 * when `after` is before `before`.
 * @example explainPnl(book.positions, { before, after })
 */
export function explainPnl(
  positions: readonly Position[],
  { before, after, fundingUsd = {} }: ExplainPnlInput,
): PnlExplanation[] {
  const days = daysBetween(before, after);
  return positions.map((position) => {
    const { id, instrument } = position;
    const sensitivities = positionSensitivities(position, before);
    const spotReturn = ratio(instrument.underlying, { before, after }, spotPrice);
    const ownReturn = referencePrice(after, instrument) / referencePrice(before, instrument) - 1;
    const funding = fundingUsd[id] ?? 0;
    checkFinite(`fundingUsd of ${id}`, funding);
    const parts = {
      deltaUsd: sensitivities.deltaUsd * spotReturn,
      gammaUsd: (sensitivities.gammaUsd * ownReturn * ownReturn) / 2,
      basisUsd: ownDeltaUsd(position, { before, sensitivities }) * (ownReturn - spotReturn),
      vegaUsd: sensitivities.vegaUsd * volatilityChange(position, { before, after }),
      thetaUsd: sensitivities.thetaUsdPerDay * days,
      fundingUsd: funding,
    };
    const totalUsd = revaluationPnl(position, { before, after }) + funding;
    const residualUsd = totalUsd - compensatedSum(Object.values(parts));
    return { position: id, totalUsd, ...parts, residualUsd };
  });
}

/** Per simple return of the contract's own price, spot standing still: coins paid change, not their worth. */
function ownDeltaUsd(
  position: Position,
  {
    before,
    sensitivities,
  }: { readonly before: Market; readonly sensitivities: PositionSensitivities },
): number {
  const { instrument } = position;
  const inCoins = instrument.type !== "spot" && instrument.settlement === "inverse";
  return sensitivities.deltaUsd - (inCoins ? revalue(position, before) : 0);
}

function ratio(
  asset: string,
  { before, after }: MarketMove,
  price: (market: Market, asset: string) => number,
): number {
  const start = price(before, asset);
  checkPositive(`price of ${asset} in the market before`, start);
  return price(after, asset) / start - 1;
}

function volatilityChange({ instrument }: Position, { before, after }: MarketMove): number {
  if (instrument.type !== "option") return 0;
  const at = (market: Market): number => contractMarket(market, instrument).option!.volatility;
  return at(after) - at(before);
}

function daysBetween(before: Market, after: Market): number {
  const at = ({ asOf, hourUtc = 24 }: Market): number => dayNumber(asOf) + hourUtc / 24;
  const days = at(after) - at(before);
  if (days >= 0) return days;
  throw new RangeError(`after must not lie before ${before.asOf}: ${after.asOf}`);
}
