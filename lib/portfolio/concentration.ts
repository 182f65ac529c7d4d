import { checkNonNegative, checkSample } from "../base/check.ts";
import { square } from "../math/elementary/power.ts";
import { compensatedSum } from "../math/sum.ts";
import type { Book } from "./book.ts";
import { type BookDimension, bookLines, grossOf } from "./book-line.ts";
import type { Market } from "./market.ts";

/** How unevenly a whole is divided into parts. */
export interface Concentration {
  /** Herfindahl-Hirschman index: the sum of squared shares, in [1 / parts, 1]. */
  readonly hhi: number;
  /** 1 / HHI: as many equal parts would be as concentrated. */
  readonly effectiveNumber: number;
  /** (HHI - 1 / parts) / (1 - 1 / parts), in [0, 1]: 0 for equal parts; 1 for a single part. */
  readonly normalised: number;
  /** Share of the largest part, in (0, 1]. */
  readonly largestShare: number;
  readonly parts: number;
}

/** Concentration of a book by one dimension, and its shares. */
export interface BookConcentration extends Concentration {
  readonly dimension: BookDimension;
  /** Name of the largest part. */
  readonly largest: string;
  /** Largest first; equal ones by name. */
  readonly shares: readonly GrossShare[];
}

/** One part's share of the gross notional. */
export interface GrossShare {
  readonly key: string;
  /** In [0, 1]. */
  readonly share: number;
  readonly grossUsd: number;
}

/**
 * Concentration of weights, which are divided by their sum first.
 *
 * Source: O. C. Herfindahl, Concentration in the Steel Industry (1950); the normalised form makes
 * wholes of different numbers of parts comparable.
 *
 * @throws RangeError when there are no weights, one is negative or not finite, or all are zero.
 * @example concentrationOf([0.25, 0.25, 0.25, 0.25]).effectiveNumber // 4
 */
export function concentrationOf(weights: ArrayLike<number>): Concentration {
  checkSample("weights", weights, 1);
  const values = Array.from(weights);
  values.forEach((weight, i) => {
    checkNonNegative(`weights[${i}]`, weight);
  });
  const largest = values.reduce((most, weight) => Math.max(most, weight), 0);
  if (largest === 0) throw new RangeError("weights must not all be zero: 0");
  const scaled = values.map((weight) => weight / largest);
  const whole = compensatedSum(scaled);
  const hhi = compensatedSum(scaled.map((weight) => square(weight / whole)));
  const parts = values.length;
  return {
    hhi,
    effectiveNumber: 1 / hhi,
    normalised: parts === 1 ? 1 : Math.max(0, (hhi - 1 / parts) / (1 - 1 / parts)),
    largestShare: 1 / whole,
    parts,
  };
}

/**
 * How a book's gross notional is concentrated over its assets, traders, desks, venues or sectors:
 * long and short count alike and do not offset.
 *
 * @throws RangeError naming a position that cannot be valued.
 * @example concentration(book, market, "asset").effectiveNumber
 */
export function concentration(
  book: Book,
  market: Market,
  dimension: BookDimension,
): BookConcentration {
  const groups = Map.groupBy(bookLines(book, market), (line) => line[dimension]);
  const gross = [...groups].map(([key, lines]) => ({ key, grossUsd: grossOf(lines) }));
  gross.sort((a, b) => b.grossUsd - a.grossUsd || (a.key < b.key ? -1 : 1));
  const measured = concentrationOf(gross.map(({ grossUsd }) => grossUsd));
  const whole = compensatedSum(gross.map(({ grossUsd }) => grossUsd));
  return {
    ...measured,
    dimension,
    largest: gross[0]!.key,
    shares: gross.map(({ key, grossUsd }) => ({ key, share: grossUsd / whole, grossUsd })),
  };
}
