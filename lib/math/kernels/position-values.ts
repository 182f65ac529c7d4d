import { blackParts } from "../black-parts.ts";
import { optionKernels } from "./option-kernels.ts";

/**
 * Numbers of a position's row of terms: what is taken off its worth, quantity, contract size, where its pair of
 * results stands ({@link placeTerm}); then the entry price, or the strike with its logarithm's parts and 1 for a
 * call, -1 for a put.
 */
export const termWidth = 8;
export const term = {
  before: 0,
  quantity: 1,
  size: 2,
  place: 3,
  price: 4,
  logHigh: 5,
  logLow: 6,
  side: 7,
} as const;

const pairBytes = 2 * Float64Array.BYTES_PER_ELEMENT;
const wordShift = 2 ** 52;

/** The term of a place in the book: a number whose low word is the byte, which a kernel reads without converting. */
export function placeTerm(place: number): number {
  return wordShift + place * pairBytes;
}

/** The place in the book that a term stands for. */
export function placeOf(placeTerm: number): number {
  return (placeTerm - wordShift) / pairBytes;
}

/**
 * Numbers of a group's row: pairs, one for each of two markets, then what its positions are and the first of them
 * and the one past the last. `price` is spot, mark or forward; of inverse contracts the spot price, or 1 where worth is
 * counted in coins, and `ratio` that over the price. Volatility becomes max(least, volatility × times + plus).
 */
export const groupWidth = 22;
export const group = {
  price: 0,
  ratio: 2,
  logHigh: 4,
  logLow: 6,
  root: 8,
  discount: 10,
  times: 12,
  plus: 14,
  least: 16,
  kind: 18,
  first: 19,
  end: 20,
} as const;

/** `quantity × size × (price - entry)`, `quantity × size × (price / entry - ratio)`, or an option by Black's formula. */
export const groupKind = { linear: 0, inverse: 1, option: 2 } as const;

/** Which of the two markets that are valued at once. */
export type Lane = 0 | 1;

/** Where rows and results stand in the numbers of a room. */
export interface ValuePlaces {
  readonly groups: number;
  readonly terms: number;
  /** Pairs, of options alone. */
  readonly volatility: number;
  /** Pairs, in the order of the book. */
  readonly out: number;
  /** A pair of sums and a pair of what rounding took off them. */
  readonly sums: number;
}

/** Rows of positions and groups, and what values them. Another kernel that runs overwrites a room. */
export interface ValueRoom {
  readonly numbers: Float64Array;
  readonly places: ValuePlaces;
  /** Writes every position's worth in both markets, less its `before`. */
  readonly value: () => void;
  /** Adds the results, position by position, to the sums. */
  readonly add: () => void;
}

/** Positions, each in a group of its own, that fit the kernels' memory with room to spare. */
export const mostPositions = 12_288;

/** Room for so many positions and groups, in the kernels' memory where there is one. @internal */
export function valueRoom(positions: number, groups: number): ValueRoom {
  const compiled = optionKernels();
  if (compiled === undefined) return plainValueRoom(positions, groups);
  const { run, work, start } = compiled;
  const places = placesOf(positions, groups);
  const byte = (place: number): number => start + place * Float64Array.BYTES_PER_ELEMENT;
  return {
    numbers: work,
    places,
    value: () =>
      run.positionValues(
        byte(places.groups),
        groups,
        byte(places.terms),
        byte(places.volatility),
        byte(places.out),
      ),
    add: () => run.addPairs(byte(places.sums), byte(places.out), byte(places.out + 2 * positions)),
  };
}

/** The plain reference of {@link valueRoom}: the same rows, the same bits. @internal */
export function plainValueRoom(positions: number, groups: number): ValueRoom {
  const places = placesOf(positions, groups);
  const numbers = new Float64Array(places.out + 2 * positions);
  return {
    numbers,
    places,
    value: () => {
      for (let g = 0; g < groups; g++) valueGroup(numbers, places, places.groups + g * groupWidth);
    },
    add: () => addPairs(numbers, places, positions),
  };
}

function placesOf(positions: number, groups: number): ValuePlaces {
  const sums = groups * groupWidth;
  const terms = sums + 4;
  const volatility = terms + positions * termWidth;
  return { groups: 0, sums, terms, volatility, out: volatility + 2 * positions };
}

function valueGroup(numbers: Float64Array, places: ValuePlaces, row: number): void {
  const kind = numbers[row + group.kind];
  const end = numbers[row + group.end]!;
  for (let i = numbers[row + group.first]!; i < end; i++) {
    const at = places.terms + i * termWidth;
    const to = places.out + 2 * placeOf(numbers[at + term.place]!);
    for (let lane = 0; lane < 2; lane++) {
      const price = numbers[row + group.price + lane]!;
      const ratio = numbers[row + group.ratio + lane]!;
      const paid = numbers[at + term.price]!;
      const size = numbers[at + term.size]!;
      const worth =
        kind === groupKind.linear
          ? size * (price - paid)
          : kind === groupKind.inverse
            ? size * (price / paid - ratio)
            : size *
              optionPrice(numbers, { at, row, lane, volatility: places.volatility + 2 * i }) *
              ratio;
      numbers[to + lane] = numbers[at + term.quantity]! * worth - numbers[at + term.before]!;
    }
  }
}

interface OptionRows {
  readonly at: number;
  readonly row: number;
  readonly lane: number;
  readonly volatility: number;
}

function optionPrice(numbers: Float64Array, { at, row, lane, volatility }: OptionRows): number {
  const inGroup = (place: number): number => numbers[row + place + lane]!;
  const forward = inGroup(group.price);
  const strike = numbers[at + term.price]!;
  const moved = numbers[volatility + lane]! * inGroup(group.times) + inGroup(group.plus);
  const least = inGroup(group.least);
  const moneyness =
    inGroup(group.logHigh) -
    numbers[at + term.logHigh]! +
    (inGroup(group.logLow) - numbers[at + term.logLow]!);
  const deviation = (least < moved ? moved : least) * inGroup(group.root);
  const { timeValue } = blackParts(forward, strike, moneyness, deviation);
  const payoff = numbers[at + term.side]! * (forward - strike);
  return inGroup(group.discount) * (timeValue + (payoff > 0 ? payoff : 0));
}

/** Knuth's sum of two, whose error term needs no comparison: the bits of `compensatedSum`. */
function addPairs(numbers: Float64Array, { sums, out }: ValuePlaces, positions: number): void {
  let first = numbers[sums]!;
  let second = numbers[sums + 1]!;
  let firstLost = numbers[sums + 2]!;
  let secondLost = numbers[sums + 3]!;
  for (let at = out; at < out + 2 * positions; at += 2) {
    const one = numbers[at]!;
    const other = numbers[at + 1]!;
    const firstNext = first + one;
    const secondNext = second + other;
    const firstAdded = firstNext - first;
    const secondAdded = secondNext - second;
    firstLost += first - (firstNext - firstAdded) + (one - firstAdded);
    secondLost += second - (secondNext - secondAdded) + (other - secondAdded);
    first = firstNext;
    second = secondNext;
  }
  numbers[sums] = first;
  numbers[sums + 1] = second;
  numbers[sums + 2] = firstLost;
  numbers[sums + 3] = secondLost;
}
