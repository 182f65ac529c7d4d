import type { Whitening } from "../../math/whitening.ts";

/** What one principal component of the correlations contributes to a shock. */
export interface FactorPart {
  /** Share of the squared Mahalanobis distance, from 0 to 1. */
  readonly share: number;
  /** Signed length along the component, in its standard deviations. */
  readonly coordinate: number;
  /** Share of the variance of the standardised factors that the component explains. */
  readonly variance: number;
  /** `all factors fall together`, or `SOL, AVAX fall against BTC`. */
  readonly words: string;
}

/** A component moves a factor when its loading is at least this part of its largest. */
const loud = 0.5;
/** At most this many names on a side. */
const mostNames = 3;
/** A part below this share is left out of the sentence. */
const leastShare = 0.05;

/** The parts of a shock along the principal components, largest first. @internal */
export function factorParts(
  names: readonly string[],
  coordinates: Float64Array,
  space: Whitening,
): FactorPart[] {
  const squared = coordinates.reduce((sum, value) => sum + value * value, 0);
  if (squared === 0) return [];
  return Array.from(coordinates, (coordinate, k) => ({
    share: (coordinate * coordinate) / squared,
    coordinate,
    variance: space.eigenvalues[k]! / names.length,
    words: wordsOf(names, columnOf(space, k), coordinate),
  })).sort((left, right) => right.share - left.share);
}

/** The parts that matter, as a sentence about a shock of a length. @internal */
export function storyOf(parts: readonly FactorPart[], distance: number): string {
  if (parts.length === 0) return "No shock is needed.";
  const told = parts.filter(({ share }, i) => i === 0 || share >= leastShare).slice(0, 3);
  const words = told.map(({ share, words }) => `${Math.round(share * 100)} % ${words}`);
  return `${distance.toFixed(1)} standard deviations out; of the squared distance ${words.join("; ")}.`;
}

function columnOf({ eigenvectors }: Whitening, k: number): number[] {
  const { rows, columns, values } = eigenvectors;
  return Array.from({ length: rows }, (_, i) => values[i * columns + k]!);
}

function wordsOf(
  names: readonly string[],
  loadings: readonly number[],
  coordinate: number,
): string {
  const moves = loadings.map((loading) => loading * Math.sign(coordinate));
  const most = Math.max(...moves.map(Math.abs));
  const side = (sign: number): string[] =>
    names
      .map((name, i) => ({ name, move: sign * moves[i]! }))
      .filter(({ move }) => move >= loud * most)
      .sort((left, right) => right.move - left.move)
      .map(({ name }) => name);
  const [up, down] = [side(1), side(-1)];
  if (up.length === 0)
    return down.length === names.length ? together("fall") : `${list(down)} down`;
  if (down.length === 0) return up.length === names.length ? together("rise") : `${list(up)} up`;
  return `${list(down)} down against ${list(up)}`;
}

function together(verb: "fall" | "rise"): string {
  return `all factors ${verb === "fall" ? "falling" : "rising"} together`;
}

function list(names: readonly string[]): string {
  const rest = names.length - mostNames;
  const shown = names.slice(0, mostNames).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
