import { checkFinite, checkPositive, checkShare } from "../../base/check.ts";
import type { VolatilityShift } from "../../instruments/volatility-shift.ts";

/** One state of the market that a margin has to cover. */
export interface MarginScenario {
  /** `+2/3, volatility up`. */
  readonly name: string;
  /** Simple return of the underlying, >= -1. */
  readonly return: number;
  /** Left out where volatility stays. */
  readonly volatility?: VolatilityShift;
  /** Share of the P&L that counts, in [0, 1]; all of it when not given. */
  readonly share?: number;
}

/** How far price and volatility are scanned. */
export interface ScanRange {
  /** Price scan range: the largest regular move, a fraction of the price in (0, 1). */
  readonly price: number;
  /** Volatility scan range: added and taken off. */
  readonly volatility: VolatilityShift;
}

/** Moves beyond the scan range, of which only a part counts. */
export interface ExtremeMove {
  /** In price scan ranges: 2 or 3 in SPAN. */
  readonly times: number;
  /** Share of the P&L that counts: 0.35 or 0.33 in SPAN. */
  readonly share: number;
}

/** Thirds of the price scan range in SPAN's order. */
const thirds = [0, 1, -1, 2, -2, 3, -3] as const;

/**
 * The 14 regular scenarios of SPAN in their fixed order: price unchanged, up and down by one, two and three
 * thirds of its scan range, each with volatility up and then down.
 *
 * @throws RangeError for a price range outside (0, 1) or a volatility range that is no number.
 * @example scanGrid({ price: 0.15, volatility: { relative: 0.3 } }).length // 14
 */
export function scanGrid({ price, volatility }: ScanRange): MarginScenario[] {
  checkPositive("price", price);
  if (!(price < 1)) throw new RangeError(`price must be below 1: ${price}`);
  const down = opposite(volatility);
  return thirds.flatMap((third) => {
    const where = third === 0 ? "unchanged" : `${third > 0 ? "+" : "−"}${Math.abs(third)}/3`;
    const move = { return: (price * third) / 3 };
    return [
      { ...move, name: `${where}, volatility up`, volatility },
      { ...move, name: `${where}, volatility down`, volatility: down },
    ];
  });
}

/**
 * The 16 scenarios of SPAN: {@link scanGrid} and, volatility unchanged, an extreme move up and one down
 * of which a share counts. An extreme fall stops at a price of 0.
 *
 * Source: L. McMillan, Options as a Strategic Investment, 5th edition, pages 668 to 670; CME, SPAN risk
 * arrays.
 *
 * @throws RangeError as {@link scanGrid} does, for a multiple that is not positive, a share outside [0, 1].
 * @example spanScenarios({ price: 0.15, volatility: { relative: 0.3 } }, { times: 2, share: 0.35 })
 */
export function spanScenarios(range: ScanRange, { times, share }: ExtremeMove): MarginScenario[] {
  checkPositive("times", times);
  checkShare("share", share);
  const move = range.price * times;
  return [
    ...scanGrid(range),
    { name: "extreme up", return: move, share },
    { name: "extreme down", return: Math.max(-1, -move), share },
  ];
}

function opposite({ relative, absolute, term }: VolatilityShift): VolatilityShift {
  checkFinite("volatility.relative", relative ?? 0);
  checkFinite("volatility.absolute", absolute ?? 0);
  return {
    ...(relative === undefined ? {} : { relative: -relative }),
    ...(absolute === undefined ? {} : { absolute: -absolute }),
    ...(term === undefined ? {} : { term }),
  };
}
