import { formatPercent } from "./format.ts";
import { seriesColours, type Theme } from "./theme.ts";

/** A band between two quantiles, from the outermost inwards, or the middle one alone. */
export interface QuantileBand {
  readonly name: string;
  /** Positions of its edges among the quantiles; the same for the middle one. */
  readonly low: number;
  readonly high: number;
}

/** Bands between the first and the last of ascending probabilities, the second and the last but one... */
export function quantileBands(probabilities: ArrayLike<number>): QuantileBand[] {
  const count = probabilities.length;
  return Array.from({ length: Math.ceil(count / 2) }, (_, low) => {
    const high = count - 1 - low;
    return { name: bandName(probabilities[low]!, probabilities[high]!), low, high };
  });
}

/** Outer band grey, the next blue, any further in violet, the middle quantile in ink. */
export function bandColours(bands: readonly QuantileBand[], theme: Theme): string[] {
  const [blue, , , , violet] = seriesColours(["second", "", "", "", "inner"], theme);
  return bands.map(({ low, high }, i) => {
    if (low === high) return theme.ink;
    if (i === 0 && bands.length > 1) return theme.muted;
    return i <= 1 ? blue! : violet!;
  });
}

/** A probability in percent, with a digit after the point where it has one. */
export function percentOf(probability: number): string {
  return formatPercent(probability, Number.isInteger(Math.round(probability * 1e6) / 1e4) ? 0 : 1);
}

function bandName(from: number, to: number): string {
  if (from === to) return from === 0.5 ? "median" : `${formatPercent(from, 0)} quantile`;
  if (from === 0 && to === 1) return "lowest to highest";
  return from === 0.25 && to === 0.75 ? "middle half" : `${percentOf(from)} to ${percentOf(to)}`;
}
