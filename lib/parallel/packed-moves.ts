import type { AssetMove } from "../scenario/asset-move.ts";

/** What happens to assets in a scenario. */
export type Moves = ReadonlyMap<string, number | AssetMove>;

/** Scenarios in two arrays, which threads share, instead of an object for every asset in each, which each copies. */
export interface PackedMoves {
  readonly count: number;
  readonly assets: readonly string[];
  /** Which parts a move has, scenario by scenario and asset by asset. */
  readonly parts: Uint8Array;
  /** Its figures, {@link width} of them. */
  readonly figures: Float64Array;
}

const has = { move: 1, volatility: 2, moneyness: 4, carry: 8, perpetualBasis: 16 } as const;
const figure = { return: 0, relative: 1, absolute: 2, carry: 3, perpetualBasis: 4 } as const;
const width = 5;

/**
 * Scenarios packed, where every move is made of plain figures and most assets move in most scenarios; undefined
 * where not: copies of the scenarios then do.
 */
export function packMoves(scenarios: readonly Moves[]): PackedMoves | undefined {
  const places = assetPlaces(scenarios);
  if (places === undefined) return undefined;
  const slots = scenarios.length * places.size;
  const parts = new Uint8Array(slots);
  const figures = new Float64Array(slots * width);
  for (let i = 0; i < scenarios.length; i++) {
    for (const [asset, move] of scenarios[i]!) {
      const slot = i * places.size + places.get(asset)!;
      const at = slot * width;
      if (typeof move === "number") {
        parts[slot] = has.move;
        figures[at] = move;
      } else {
        if (!isPlain(move)) return undefined;
        parts[slot] = partsOf(move);
        figures[at + figure.return] = move.return;
        figures[at + figure.relative] = move.volatility?.relative ?? 0;
        figures[at + figure.absolute] = move.volatility?.absolute ?? 0;
        figures[at + figure.carry] = move.carry ?? 0;
        figures[at + figure.perpetualBasis] = move.perpetualBasis ?? 0;
      }
    }
  }
  return { count: scenarios.length, assets: [...places.keys()], parts, figures };
}

/** A scenario as it was packed, up to what no market tells apart. */
export function movesAt({ assets, parts, figures }: PackedMoves, i: number): Moves {
  const moves = new Map<string, AssetMove>();
  for (let a = 0; a < assets.length; a++) {
    const slot = i * assets.length + a;
    const given = parts[slot]!;
    if (given === 0) continue;
    const number = (place: number): number => figures[slot * width + place]!;
    const move: { -readonly [Part in keyof AssetMove]: AssetMove[Part] } = {
      return: number(figure.return),
    };
    if (given & has.volatility) {
      move.volatility = {
        relative: number(figure.relative),
        absolute: number(figure.absolute),
      };
    }
    if (given & has.moneyness) move.stickiness = "moneyness";
    if (given & has.carry) move.carry = number(figure.carry);
    if (given & has.perpetualBasis) move.perpetualBasis = number(figure.perpetualBasis);
    moves.set(assets[a]!, move);
  }
  return moves;
}

/** The place of each asset that moves; undefined where scenarios are no maps or would leave most places empty. */
function assetPlaces(scenarios: readonly Moves[]): ReadonlyMap<string, number> | undefined {
  const places = new Map<string, number>();
  let moves = 0;
  for (const scenario of scenarios) {
    if (!(scenario instanceof Map)) return undefined;
    moves += scenario.size;
    for (const asset of scenario.keys()) {
      if (!places.has(asset)) places.set(asset, places.size);
    }
  }
  return 2 * moves < places.size * scenarios.length ? undefined : places;
}

/** Whether a move holds nothing but what is packed. */
function isPlain(move: AssetMove): boolean {
  if (typeof move !== "object" || move === null || typeof move.return !== "number") return false;
  const { volatility, stickiness, carry, perpetualBasis } = move;
  if (!isFigure(carry) || !isFigure(perpetualBasis)) return false;
  if (stickiness !== undefined && stickiness !== "strike" && stickiness !== "moneyness") {
    return false;
  }
  if (volatility === undefined) return true;
  if (typeof volatility !== "object" || volatility === null) return false;
  const { relative, absolute, atLeast, term } = volatility;
  return isFigure(relative) && isFigure(absolute) && atLeast === undefined && term === undefined;
}

function isFigure(value: unknown): boolean {
  return value === undefined || typeof value === "number";
}

function partsOf({ volatility, stickiness, carry, perpetualBasis }: AssetMove): number {
  return (
    has.move |
    (volatility === undefined ? 0 : has.volatility) |
    (stickiness === "moneyness" ? has.moneyness : 0) |
    (carry === undefined ? 0 : has.carry) |
    (perpetualBasis === undefined ? 0 : has.perpetualBasis)
  );
}
