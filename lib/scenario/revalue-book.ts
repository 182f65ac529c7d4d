import {
  group,
  groupWidth,
  type Lane,
  placeOf,
  term,
  termWidth,
  type ValueRoom,
  valueRoom,
} from "../math/kernels/position-values.ts";
import type { Matrix } from "../math/matrix.ts";
import type { Position } from "../portfolio/book.ts";
import type { Market } from "../portfolio/market.ts";
import type { AssetMove } from "./asset-move.ts";
import type { CompiledBook, Segment } from "./compile-book.ts";
import { afterHours } from "./margin/pass-time.ts";
import { marketRows } from "./market-rows.ts";
import { revalue, settlementValue, shockMarket } from "./revalue.ts";

/** Markets that a book is valued in, against the one it is in. */
export interface MarketScenarios {
  readonly before: Market;
  /** What each position is worth before, if that is known: {@link revalueBook}. */
  readonly worthBefore?: Float64Array;
  readonly count: number;
  /** The market after scenario `i`; called more than once for large books, and must not run a kernel. */
  readonly after: (i: number) => Market;
  /** Hours that pass besides; 0 when not given. */
  readonly hoursLater?: number;
  /** Puts the scenario into the words of an error. */
  readonly named?: (i: number, error: Error) => Error;
}

/** What is kept of the P&L of positions besides its sum; nothing when not given. */
export interface PnlDetail {
  /** Every position's P&L: 8 bytes for each scenario and position. */
  readonly positions?: boolean;
  /** Sums by group, as many as `count`: the number, from 0, of each position's group. */
  readonly groups?: { readonly of: ArrayLike<number>; readonly count: number };
}

/** P&L of a compiled book by scenario, in what its positions are worth in; negative is a loss. */
export interface ScenarioPnl {
  /** The sum over the positions in the book's order, compensated, so that no order changes more than a bit. */
  readonly totals: Float64Array;
  /** Rows are scenarios, columns positions, where they were asked for. */
  readonly positions?: Matrix;
  /** Rows are scenarios, columns groups, summed like the totals, where they were asked for. */
  readonly groups?: Matrix;
}

/**
 * What each position is worth in a market, in the book's order.
 *
 * @throws RangeError like `revalue`, for the first position that cannot be valued.
 * @example revalueBook(compileBook(book.positions), market)
 */
export function revalueBook(book: CompiledBook, market: Market): Float64Array {
  const values = new Float64Array(book.count);
  for (const segment of book.segments) {
    const { first, count } = segment;
    valuesBefore(book, segment, { market, out: values.subarray(first, first + count) });
  }
  return values;
}

/**
 * P&L of a compiled book under many moves of the market, by full revaluation: what `shockMarket` and `revaluationPnl`
 * give one by one, to the bit. Memory grows with positions and with scenarios, but not with their
 * product unless the P&L of positions is asked for.
 *
 * @throws RangeError like `shockMarket` and `revalue`, naming the scenario by its number and the position.
 * @example scenarioPnl(compileBook(book.positions), market, [new Map([["BTC", -0.2]])]).totals[0]
 */
export function scenarioPnl(
  book: CompiledBook,
  before: Market,
  scenarios: readonly ReadonlyMap<string, number | AssetMove>[],
  detail: PnlDetail = {},
): ScenarioPnl {
  const after = (i: number): Market => shockMarket(before, scenarios[i]!);
  const named = (i: number, error: Error): Error =>
    new RangeError(`scenario ${i}: ${error.message}`, { cause: error });
  return revaluePnl(book, { before, count: scenarios.length, after, named }, detail);
}

/** {@link scenarioPnl} of any markets, made one after the other. @internal */
export function revaluePnl(
  book: CompiledBook,
  scenarios: MarketScenarios,
  { positions = false, groups }: PnlDetail,
): ScenarioPnl {
  const { count } = scenarios;
  const columns = book.count;
  const sums = {
    scenarios,
    worthBefore: scenarios.worthBefore ?? revalueBook(book, scenarios.before),
    total: runningSums(count),
    positions: positions ? new Float64Array(count * columns) : undefined,
    groups: groups && { ...groups, ...runningSums(count * groups.count) },
  };
  for (const segment of book.segments) addSegment(book, segment, sums);
  for (let i = 0; i < count; i++) {
    if (!Number.isFinite(sums.total.sum[i]!)) refuse(book, scenarios, i);
  }
  return {
    totals: rounded(sums.total),
    ...(sums.positions && { positions: { rows: count, columns, values: sums.positions } }),
    ...(sums.groups && {
      groups: { rows: count, columns: sums.groups.count, values: rounded(sums.groups) },
    }),
  };
}

/** Neumaier's sums under way, and what rounding took off each. */
interface RunningSums {
  readonly sum: Float64Array;
  readonly lost: Float64Array;
}

function runningSums(count: number): RunningSums {
  return { sum: new Float64Array(count), lost: new Float64Array(count) };
}

function rounded({ sum, lost }: RunningSums): Float64Array {
  return sum.map((value, i) => (Number.isFinite(value) ? value + lost[i]! : value));
}

interface Sums {
  readonly scenarios: MarketScenarios;
  readonly worthBefore: Float64Array;
  readonly total: RunningSums;
  readonly positions: Float64Array | undefined;
  readonly groups: (RunningSums & NonNullable<PnlDetail["groups"]>) | undefined;
}

function addSegment(book: CompiledBook, segment: Segment, sums: Sums): void {
  const { scenarios, total, worthBefore } = sums;
  const { count, hoursLater = 0 } = scenarios;
  const room = roomFor(segment, worthBefore.subarray(segment.first, segment.first + segment.count));
  const write = marketRows(segment, room);
  const { numbers, places } = room;
  for (let i = 0; i < count; i += 2) {
    const lanes: readonly Lane[] = i + 1 < count ? [0, 1] : [0];
    for (const lane of lanes) {
      try {
        write(lane, { market: scenarios.after(i + lane), hoursLater });
      } catch (error) {
        refuse(book, scenarios, i + lane);
        throw error;
      }
      numbers[places.sums + lane] = total.sum[i + lane]!;
      numbers[places.sums + 2 + lane] = total.lost[i + lane]!;
    }
    room.value();
    room.add();
    for (const lane of lanes) {
      total.sum[i + lane] = numbers[places.sums + lane]!;
      total.lost[i + lane] = numbers[places.sums + 2 + lane]!;
      const results = { numbers, at: places.out + lane, scenario: i + lane };
      if (sums.positions) keepPositions(book, segment, { ...results, values: sums.positions });
      if (sums.groups) addGroups(segment, { ...results, groups: sums.groups });
    }
  }
}

/** Where the results of a segment stand in one scenario, every other number. */
interface Results {
  readonly numbers: Float64Array;
  readonly at: number;
  readonly scenario: number;
}

function keepPositions(
  { count: columns }: CompiledBook,
  { first, count }: Segment,
  { numbers, at, scenario, values }: Results & { readonly values: Float64Array },
): void {
  const row = scenario * columns + first;
  for (let k = 0; k < count; k++) values[row + k] = numbers[at + 2 * k]!;
}

function addGroups(
  { first, count: members }: Segment,
  { numbers, at, scenario, groups }: Results & { readonly groups: NonNullable<Sums["groups"]> },
): void {
  const { of, count, sum, lost } = groups;
  for (let k = 0; k < members; k++) {
    const place = scenario * count + of[first + k]!;
    const value = numbers[at + 2 * k]!;
    const old = sum[place]!;
    const next = old + value;
    const added = next - old;
    lost[place] = lost[place]! + (old - (next - added) + (value - added));
    sum[place] = next;
  }
}

/** The segment's rows in a room, each position's worth before taken off what it will be worth. */
function roomFor(segment: Segment, before: Float64Array | undefined): ValueRoom {
  const { groups, terms, count } = segment;
  const room = valueRoom(count, groups.length);
  const { numbers, places } = room;
  numbers.fill(0, places.groups, places.terms);
  numbers.fill(0, places.volatility, places.out);
  numbers.set(terms, places.terms);
  groups.forEach(({ kind, first, end }, g) => {
    const row = places.groups + g * groupWidth;
    numbers[row + group.kind] = kind;
    numbers[row + group.first] = first;
    numbers[row + group.end] = end;
  });
  if (before === undefined) return room;
  for (let row = 0; row < count; row++) {
    const at = places.terms + row * termWidth;
    numbers[at + term.before] = before[placeOf(numbers[at + term.place]!)]!;
  }
  return room;
}

function valuesBefore(
  book: CompiledBook,
  segment: Segment,
  { market, out }: { readonly market: Market; readonly out: Float64Array },
): void {
  const room = roomFor(segment, undefined);
  try {
    marketRows(segment, room)(0, { market, hoursLater: 0 });
  } catch (error) {
    refuseBefore(book, market);
    throw error;
  }
  room.value();
  let finite = true;
  for (let k = 0; k < segment.count; k++) {
    const value = room.numbers[room.places.out + 2 * k]!;
    out[k] = value;
    finite &&= Number.isFinite(value);
  }
  if (!finite) refuseBefore(book, market);
}

/** Values the positions one by one, which throws for the first that cannot be. */
function refuseBefore({ positions, worth }: CompiledBook, market: Market): void {
  for (const position of positions) worthOf(position, market, worth);
}

function refuse({ positions, worth }: CompiledBook, scenarios: MarketScenarios, i: number): void {
  const { named = (_, error) => error, hoursLater = 0 } = scenarios;
  try {
    const after = scenarios.after(i);
    for (const position of positions) {
      worthOf(position, afterHours(position, after, hoursLater), worth);
    }
  } catch (error) {
    throw named(i, error as Error);
  }
}

function worthOf(position: Position, market: Market, worth: CompiledBook["worth"]): number {
  return worth === "usd" ? revalue(position, market) : settlementValue(position, market);
}
