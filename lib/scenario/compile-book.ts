import { checkEuropeanOption } from "../instruments/european-option.ts";
import type { Instrument } from "../instruments/instrument.ts";
import {
  groupKind,
  mostPositions,
  placeTerm,
  term,
  termWidth,
} from "../math/kernels/position-values.ts";
import { logParts } from "../math/natural-log.ts";
import type { Position } from "../portfolio/book.ts";

/** What positions are worth in: dollars, or what each settles in (coins of its underlying, or dollars). */
export type Worth = "usd" | "settlement";

/** Positions laid out to be valued in many markets; made by {@link compileBook}. Immutable. */
export interface CompiledBook {
  readonly positions: readonly Position[];
  /** How many positions there are. */
  readonly count: number;
  readonly worth: Worth;
  /** Neighbouring positions that the kernels' memory holds at once. @internal */
  readonly segments: readonly Segment[];
}

/** Neighbouring positions of a book. @internal */
export interface Segment {
  /** Number of its first position in the book. */
  readonly first: number;
  readonly count: number;
  /** Rows as the kernel reads them, group by group. */
  readonly terms: Float64Array;
  readonly groups: readonly PositionGroup[];
  readonly quotes: readonly PriceQuote[];
  readonly assets: readonly string[];
  readonly expiries: readonly string[];
}

/** Positions of one kind whose worth follows from the same quote. @internal */
export interface PositionGroup {
  readonly kind: (typeof groupKind)[keyof typeof groupKind];
  /** Place among the quotes of the segment. */
  readonly quote: number;
  /** Rows of the terms: the first, and the one past the last. */
  readonly first: number;
  readonly end: number;
}

/** Which price of an asset values a position. Numbers, since those of a worker's copy compare as fast. @internal */
export const quotedPrice = { spot: 0, mark: 1, forward: 2 } as const;

/** What a coin's worth counts for: itself in dollars for linear contracts, else over the price. @internal */
export const countedPer = { dollar: 0, spot: 1, coin: 2 } as const;

/** A price that positions follow, and what their worth counts for. @internal */
export interface PriceQuote {
  /** Place among the assets of the segment. */
  readonly asset: number;
  readonly price: (typeof quotedPrice)[keyof typeof quotedPrice];
  /** Place among its expiries; -1 without one. */
  readonly expiry: number;
  readonly per: (typeof countedPer)[keyof typeof countedPer];
}

/** What a position has in common with others of its group. */
interface GroupRule extends PriceQuote {
  readonly kind: PositionGroup["kind"];
}

/**
 * Lays out positions by contract and expiry, so that many markets or scenarios can be applied to them at once:
 * strikes with their logarithms, sizes, quantities and entry prices, checked here and never again. What
 * they are worth is that of `revalue` one by one, to the bit (of `settlementValue`, where `worth` says so).
 *
 * 64 bytes a position. The positions are kept, not copied.
 *
 * @throws RangeError naming the position whose option has no positive strike.
 * @example revalueBook(compileBook(book.positions), market)
 */
export function compileBook(positions: readonly Position[], worth: Worth = "usd"): CompiledBook {
  const segments: Segment[] = [];
  for (let first = 0; first < positions.length; first += mostPositions) {
    segments.push(segmentOf(positions, { first, worth }));
  }
  return { positions, count: positions.length, worth, segments };
}

function segmentOf(
  positions: readonly Position[],
  { first, worth }: { readonly first: number; readonly worth: Worth },
): Segment {
  const count = Math.min(mostPositions, positions.length - first);
  const [assets, expiries] = [new Places(), new Places()];
  const members = new Map<string, { readonly rule: GroupRule; readonly places: number[] }>();
  for (let i = 0; i < count; i++) {
    const rule = ruleOf(positions[first + i]!.instrument, { assets, expiries, worth });
    const key = `${rule.kind} ${quoteName(rule)}`;
    const known = members.get(key);
    if (known === undefined) members.set(key, { rule, places: [i] });
    else known.places.push(i);
  }
  const terms = new Float64Array(count * termWidth);
  const groups: PositionGroup[] = [];
  const quotes = new Map<string, PriceQuote>();
  const quotePlaces = new Places();
  let row = 0;
  // Options of one asset side by side share the logarithm of their forward.
  const ordered = [...members.values()].sort(
    (a, b) => a.rule.asset - b.rule.asset || a.rule.kind - b.rule.kind,
  );
  for (const { rule, places } of ordered) {
    const { kind, ...quote } = rule;
    quotes.set(quoteName(quote), quote);
    const end = row + places.length;
    groups.push({ kind, quote: quotePlaces.of(quoteName(quote)), first: row, end });
    for (const place of places)
      writeTerms(terms, row++, { place, position: positions[first + place]! });
  }
  const names = { assets: assets.names, expiries: expiries.names };
  return { first, count, terms, groups, quotes: [...quotes.values()], ...names };
}

function quoteName({ asset, price, expiry, per }: PriceQuote): string {
  return `${asset} ${price} ${expiry} ${per}`;
}

/** Names in the order in which they were first asked for. */
class Places {
  readonly names: string[] = [];
  readonly #places = new Map<string, number>();

  of(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

interface RuleInput {
  readonly assets: Places;
  readonly expiries: Places;
  readonly worth: Worth;
}

function ruleOf(instrument: Instrument, { assets, expiries, worth }: RuleInput): GroupRule {
  const asset = assets.of(instrument.underlying);
  const { linear, inverse, option } = groupKind;
  const { spot, mark, forward } = quotedPrice;
  const { dollar, coin, spot: spotUsd } = countedPer;
  if (instrument.type === "spot") {
    return { kind: linear, asset, price: spot, expiry: -1, per: dollar };
  }
  const isLinear = instrument.settlement === "linear";
  const per = isLinear ? dollar : worth === "usd" ? spotUsd : coin;
  const kind = instrument.type === "option" ? option : isLinear ? linear : inverse;
  if (instrument.type === "perpetual") return { kind, asset, price: mark, expiry: -1, per };
  return { kind, asset, price: forward, expiry: expiries.of(instrument.expiry), per };
}

function writeTerms(
  terms: Float64Array,
  row: number,
  { place, position }: { readonly place: number; readonly position: Position },
): void {
  const { id, instrument, quantity, entryPrice } = position;
  const at = row * termWidth;
  terms[at + term.quantity] = quantity;
  terms[at + term.place] = placeTerm(place);
  terms[at + term.size] = instrument.type === "spot" ? 1 : instrument.contractSize;
  if (instrument.type !== "option") {
    terms[at + term.price] = instrument.type === "spot" ? 0 : entryPrice;
    return;
  }
  const { strike, kind } = instrument;
  try {
    checkEuropeanOption({ kind, strike, years: 0 });
  } catch (error) {
    throw new RangeError(`position ${id}: ${(error as Error).message}`, { cause: error });
  }
  const parts = logParts(strike);
  terms[at + term.price] = strike;
  terms[at + term.logHigh] = parts.high;
  terms[at + term.logLow] = parts.low;
  terms[at + term.side] = kind === "call" ? 1 : -1;
}
