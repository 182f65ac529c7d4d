import { compensatedSum } from "../../math/sum.ts";
import type { Position } from "../book.ts";
import { referencePrice } from "../contract-market.ts";
import { type Market, spotPrice } from "../market.ts";
import { positionValueUsd } from "../position-value.ts";
import type { MarginNeed } from "./account-margin.ts";
import { type ShortOptionTerms, shortOptionMargin } from "./short-option-margin.ts";

/**
 * The standard margin of options as the `riskModel` of `accountMargins`: each contract by
 * `shortOptionMargin`, what is bought and sold of one contract net, nothing else offset. Coins count at
 * spot. Terms are by underlying, `default` for all others.
 *
 * The model throws a RangeError for an option that cannot be valued, an underlying without terms, and for
 * positions that are not options: accounts in portfolio mode need a model of scenarios.
 *
 * @example standardOptionMargin({ default: { initialRate: 0.15, leastInitialRate: 0.1, maintenanceRate: 0.075 } })
 */
export function standardOptionMargin(
  terms: Readonly<Record<string, ShortOptionTerms>>,
): (positions: readonly Position[], market: Market) => MarginNeed {
  return (positions, market) => {
    const contracts = Map.groupBy(positions, ({ instrument }) => JSON.stringify(instrument));
    const needs = [...contracts.values()].map((members) => contractNeed(members, market, terms));
    return {
      initialUsd: compensatedSum(needs.map(({ initialUsd }) => initialUsd)),
      maintenanceUsd: compensatedSum(needs.map(({ maintenanceUsd }) => maintenanceUsd)),
    };
  };
}

function contractNeed(
  members: readonly Position[],
  market: Market,
  terms: Readonly<Record<string, ShortOptionTerms>>,
): MarginNeed {
  const [first] = members as [Position, ...Position[]];
  const { instrument, id } = first;
  if (instrument.type !== "option") {
    throw new RangeError(`position ${id} must be an option: ${instrument.type}`);
  }
  const { underlying, kind, strike, contractSize } = instrument;
  const own = Object.hasOwn(terms, underlying) ? terms[underlying] : terms.default;
  if (own === undefined) throw new RangeError(`terms must have ${underlying} or default`);
  // Valued even when it is bought and needs none: an option without a value is an error.
  const spot = spotPrice(market, underlying);
  const markPrice = positionValueUsd({ ...first, quantity: 1 }, market) / (contractSize * spot);
  const underlyingPrice = referencePrice(market, instrument);
  const need = shortOptionMargin({ kind, strike, underlyingPrice, markPrice }, own);
  const net = compensatedSum(members.map(({ quantity }) => quantity));
  const coinsUsd = Math.max(0, -net) * contractSize * spot;
  return { initialUsd: need.initial * coinsUsd, maintenanceUsd: need.maintenance * coinsUsd };
}
