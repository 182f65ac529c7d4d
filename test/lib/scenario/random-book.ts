import type { Instrument } from "../../../lib/instruments/instrument.ts";
import type { Volatility } from "../../../lib/instruments/volatility-at.ts";
import type { VolatilitySurface } from "../../../lib/instruments/volatility-surface.ts";
import { uniformDraws } from "../../../lib/math/random-stream.ts";
import type { Position } from "../../../lib/portfolio/book.ts";
import type { Market } from "../../../lib/portfolio/market.ts";
import type { AssetMove } from "../../../lib/scenario/asset-move.ts";

const assets = ["BTC", "ETH", "SOL", "DOGE"] as const;
const spots = { BTC: 40_000, ETH: 2_500, SOL: 95.5, DOGE: 0.0831 } as const;
/** The first expires eight hours after the market stands, which is not a whole day. */
const expiries = ["2024-03-02", "2024-03-09", "2024-06-28", "2025-12-26"] as const;

/** Draws from one stream, in the order in which they are asked for. */
export function chances(seed: number): {
  number: (low: number, high: number) => number;
  one: <T>(of: readonly T[]) => T;
} {
  const draws = uniformDraws({ seed, stream: 77 }, 100_000);
  let at = 0;
  const number = (low: number, high: number): number => low + (high - low) * draws[at++]!;
  return { number, one: (of) => of[Math.floor(number(0, of.length))]! };
}

type Chances = ReturnType<typeof chances>;

function randomInstrument({ number, one }: Chances): Instrument {
  const underlying = one(assets);
  const type = one(["spot", "perpetual", "future", "option", "option", "option"] as const);
  if (type === "spot") return { type, underlying };
  const terms = {
    underlying,
    settlement: one(["linear", "inverse"] as const),
    contractSize: one([1, 0.1, 10, 100]),
  };
  if (type === "perpetual") return { type, ...terms };
  const expiry = one(expiries);
  if (type === "future") return { type, ...terms, expiry };
  const strike = one([spots[underlying], spots[underlying] * number(0.2, 4)]);
  return { type, ...terms, expiry, strike, kind: one(["call", "put"]) };
}

/** Positions of every kind, long and short, in several assets. */
export function randomPositions(draw: Chances, count: number): Position[] {
  return Array.from({ length: count }, (_, i) => {
    const instrument = randomInstrument(draw);
    return {
      id: `p${i}`,
      desk: "desk",
      trader: "trader",
      account: "account",
      instrument,
      quantity: draw.one([-3, 1, draw.number(-50, 50)]),
      entryPrice: spots[instrument.underlying as keyof typeof spots] * draw.number(0.5, 1.5),
    };
  });
}

const surface = (spot: number): VolatilitySurface => ({
  slices: [0.02, 0.3, 1].map((years) => ({
    years,
    forward: spot * (1 + years / 20),
    svi: { a: 0.02 * years, b: 0.1 * Math.sqrt(years), rho: -0.3, m: 0.02, sigma: 0.2 },
  })),
});

/** Marks, curves, carry, surfaces and a volatility of zero, each for some assets alone. */
export function randomMarket(draw: Chances): Market {
  const { number, one } = draw;
  const volatility: Record<string, Volatility> = {
    BTC: one<Volatility>([0.6, 0, surface(spots.BTC)]),
    ETH: one<Volatility>([
      surface(spots.ETH),
      {
        base: surface(spots.ETH),
        shifts: [{ relative: 0.1, term: { days: 30, shortPower: 0.3, longPower: 0.5 } }],
      },
    ]),
    SOL: one<Volatility>([0.9, { base: 0.9, shifts: [{ absolute: 0.1 }, { relative: -0.2 }] }]),
    DOGE: number(0, 3),
  };
  return {
    asOf: "2024-03-01",
    hourUtc: one([0, 12.5, 24]),
    spot: spots,
    mark: { BTC: spots.BTC * 1.001, ETH: spots.ETH * 0.99 },
    forward: {
      BTC: spots.BTC * 1.02,
      ETH: [
        { expiry: "2024-03-09", price: spots.ETH * 1.003 },
        { expiry: "2024-06-28", price: spots.ETH * 1.04 },
      ],
    },
    carry: { SOL: 0.05 },
    volatility,
    ...one<Pick<Market, "rate">>([{}, { rate: 0.04 }]),
  };
}

/** What may happen to the assets, a coin's price to nothing included. */
export function randomMoves({ number, one }: Chances): Map<string, number | AssetMove> {
  return new Map(
    assets.flatMap((asset): (readonly [string, number | AssetMove])[] => {
      const change = one([0, -1, number(-0.9, 2), number(-0.2, 0.2)]);
      const plain = one([true, false]);
      if (plain) return one([true, false]) ? [] : [[asset, change]];
      return [
        [
          asset,
          {
            return: change,
            ...one([
              {},
              { volatility: { relative: number(-1.2, 2) } },
              { volatility: { absolute: number(-1, 1), relative: 0.1 } },
              {
                volatility: {
                  relative: 0.5,
                  atLeast: 0.7,
                  term: { days: 30, shortPower: 0.3, longPower: 0.5 },
                },
              },
            ]),
            ...one([{}, { stickiness: "moneyness" as const }]),
            ...one([{}, { carry: number(-0.3, 0.3) }]),
            ...one([{}, { perpetualBasis: number(-0.1, 0.1) }]),
          },
        ],
      ];
    }),
  );
}
