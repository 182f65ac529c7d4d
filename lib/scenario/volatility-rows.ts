import { checkNonNegative } from "../base/check.ts";
import { type MovedVolatility, movedOf } from "../instruments/volatility-at.ts";
import {
  shiftedVolatility,
  type TermPower,
  termFactor,
  type VolatilityShift,
} from "../instruments/volatility-shift.ts";
import { surfaceVolatility } from "../instruments/volatility-surface.ts";
import {
  group,
  groupKind,
  groupWidth,
  type Lane,
  term,
  termWidth,
  type ValueRoom,
} from "../math/kernels/position-values.ts";
import { lookUp, type Market } from "../portfolio/market.ts";
import type { PositionGroup, Segment } from "./compile-book.ts";
import type { ExpiryTime } from "./expiry-clock.ts";

/** The volatility of one asset in the market of one lane. */
interface AssetVolatility {
  readonly moved: MovedVolatility;
  /** Counts up when more than the last shift changes. */
  readonly version: number;
  /** The last shift: volatility becomes max(least, volatility × (1 + relative) + plus). */
  readonly relative: number;
  readonly plus: number;
  readonly least: number;
  /** How the relative part depends on time, where it does. */
  readonly power: TermPower | undefined;
}

/** The volatilities of a group's options as they were written to one lane, before the last shift. */
interface Written {
  readonly version: number;
  readonly years: number;
  readonly range: VolatilityRange;
}

/** The smallest and the largest volatility of a group's options. */
interface VolatilityRange {
  readonly least: number;
  readonly largest: number;
}

const unshifted: VolatilityShift = {};

/**
 * What writes the volatilities of a segment's options in a market to a lane: each option's own before the last shift,
 * which stands for all scenarios of a set, and that shift in its group's row. Throws for a volatility that is none.
 */
export function volatilityRows(
  segment: Segment,
  { numbers, places }: ValueRoom,
): (lane: Lane, times: readonly ExpiryTime[], market: Market) => void {
  const options = optionGroups(segment);
  const enter = volatilityReader(segment);
  const written: (Written | undefined)[][] = [[], []];
  return (lane, times, market) => {
    const entered = enter(lane, market);
    for (let k = 0; k < options.length; k++) {
      const one = options[k]!;
      const { moved, version, relative, plus, least, power } = entered[one.asset]!;
      const { years } = times[one.expiry]!;
      let found = written[lane]![k];
      if (found === undefined || found.version !== version || found.years !== years) {
        const range = writeOptions(one.group, { moved, years, lane, numbers, places });
        found = { version, years, range };
        written[lane]![k] = found;
      }
      const factor = 1 + (power === undefined ? relative : relative * termFactor(power, years));
      checkRange(found.range, { times: factor, plus, least });
      const row = places.groups + one.place * groupWidth + lane;
      numbers[row + group.times] = factor;
      numbers[row + group.plus] = plus;
      numbers[row + group.least] = least;
    }
  };
}

/** A group of options and what its volatilities follow from. */
interface OptionGroup {
  readonly group: PositionGroup;
  /** Number of the group. */
  readonly place: number;
  readonly asset: number;
  readonly expiry: number;
}

function optionGroups({ groups, quotes }: Segment): readonly OptionGroup[] {
  return groups.flatMap((group, place) => {
    const { asset, expiry } = quotes[group.quote]!;
    return group.kind === groupKind.option ? [{ group, place, asset, expiry }] : [];
  });
}

/** What reads the volatility of every asset with options; throws where one has none. */
function volatilityReader(
  segment: Segment,
): (lane: Lane, market: Market) => readonly (AssetVolatility | undefined)[] {
  const { assets } = segment;
  const withOptions = new Set(optionGroups(segment).map(({ asset }) => asset));
  const entered: (AssetVolatility | undefined)[][] = [
    assets.map(() => undefined),
    assets.map(() => undefined),
  ];
  let versions = 0;
  return (lane, market) => {
    const known = entered[lane]!;
    for (const a of withOptions) {
      const volatility = lookUp(market.volatility, assets[a]!);
      if (volatility === undefined)
        throw new RangeError(`volatility of ${assets[a]} must be given: none`);
      const moved = movedOf(volatility);
      const last = known[a];
      const same = last !== undefined && differOnlyInLastShift(last.moved, moved);
      const shift = moved.shifts.at(-1) ?? unshifted;
      const { relative = 0, absolute: plus = 0, atLeast: least = 0, term: power } = shift;
      const version = same ? last.version : versions++;
      known[a] = { moved, version, relative, plus, least, power };
    }
    return known;
  };
}

interface LastShift {
  readonly times: number;
  readonly plus: number;
  readonly least: number;
}

/** Throws unless the smallest and the largest volatility are ones after the shift. */
function checkRange(range: VolatilityRange, { times, plus, least }: LastShift): void {
  checkNonNegative("volatility", Math.max(least, range.largest * times + plus));
  checkNonNegative("volatility", Math.max(least, range.least * times + plus));
}

/** Surfaces and shifts are told apart by identity: equal ones that are not the same count as others. */
function differOnlyInLastShift(a: MovedVolatility, b: MovedVolatility): boolean {
  if (a.base !== b.base) return false;
  const common = Math.max(0, a.shifts.length - 1);
  if (common !== Math.max(0, b.shifts.length - 1)) return false;
  for (let i = 0; i < common; i++) if (a.shifts[i] !== b.shifts[i]) return false;
  return true;
}

interface OptionInput {
  readonly moved: MovedVolatility;
  readonly years: number;
  readonly lane: Lane;
  readonly numbers: Float64Array;
  readonly places: ValueRoom["places"];
}

/** Writes each option's volatility but for the last shift, and returns their range; NaN if one is. */
function writeOptions({ first, end }: PositionGroup, input: OptionInput): VolatilityRange {
  const { years, lane, numbers, places } = input;
  const { base, shifts } = input.moved;
  const before = shifts.slice(0, -1);
  const movedFrom = (found: number): number => {
    checkNonNegative("volatility", found);
    return before.reduce((one, shift) => shiftedVolatility(one, shift, years), found);
  };
  if (typeof base === "number") {
    const moved = movedFrom(base);
    for (let i = first; i < end; i++) numbers[places.volatility + 2 * i + lane] = moved;
    return { least: moved, largest: moved };
  }
  let least = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = first; i < end; i++) {
    const strike = numbers[places.terms + i * termWidth + term.price]!;
    const moved = movedFrom(surfaceVolatility(base, { strike, years }));
    numbers[places.volatility + 2 * i + lane] = moved;
    least = Math.min(least, moved);
    largest = Math.max(largest, moved);
  }
  return { least, largest };
}
