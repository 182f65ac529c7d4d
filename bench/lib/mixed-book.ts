import { randomStream } from "../../lib/math/random-stream.ts";
import type { Position } from "../../lib/portfolio/book.ts";
import type { Market } from "../../lib/portfolio/market.ts";
import type { AssetMove } from "../../lib/scenario/asset-move.ts";

const spots = { BTC: 40_000, ETH: 2_500, SOL: 100, AVAX: 20, XRP: 0.5 } as const;
const assets = Object.keys(spots) as (keyof typeof spots)[];
const expiries = [
  ...["2024-03-08", "2024-03-15", "2024-03-29", "2024-04-26"],
  ...["2024-05-31", "2024-06-28", "2024-09-27", "2024-12-27"],
];

/** Forwards 1 % above spot, a volatility per asset, no discounting. */
export const mixedMarket: Market = {
  asOf: "2024-03-01",
  spot: spots,
  forward: Object.fromEntries(assets.map((asset) => [asset, 1.01 * spots[asset]])),
  volatility: Object.fromEntries(assets.map((asset, i) => [asset, 0.5 + 0.1 * i])),
};

/** Half options, half spot, perpetuals and futures, of five coins; linear and inverse, long and short. */
export function mixedPositions(count: number): Position[] {
  const random = randomStream({ seed: 17, stream: 0 });
  const pick = <T>(of: readonly T[]): T => of[random.below(of.length)]!;
  return Array.from({ length: count }, (_, i) => {
    const underlying = pick(assets);
    const spot = spots[underlying];
    const settlement = pick(["linear", "inverse"] as const);
    const held = {
      ...{ id: `p${i}`, desk: "desk", trader: "trader", account: "account" },
      ...{
        quantity: (random.uniform() - 0.5) * 20,
        entryPrice: spot * (0.8 + 0.4 * random.uniform()),
      },
    };
    const terms = { underlying, settlement, expiry: pick(expiries) };
    if (i % 2 === 0) {
      const strike = spot * (0.5 + 1.2 * random.uniform());
      const kind = pick(["call", "put"] as const);
      return { ...held, instrument: { type: "option", ...terms, contractSize: 1, strike, kind } };
    }
    const contractSize = settlement === "linear" ? 1 : spot;
    const type = pick(["spot", "perpetual", "future"] as const);
    if (type === "spot") return { ...held, instrument: { type, underlying } };
    return { ...held, instrument: { type, ...terms, contractSize } };
  });
}

/** A fall or rise of about a tenth and a change of volatility by about a third, each coin its own. */
export function mixedMoves(count: number): Map<string, AssetMove>[] {
  const random = randomStream({ seed: 18, stream: 0 });
  return Array.from({ length: count }, () => {
    const move = (): AssetMove => ({
      return: Math.expm1(0.1 * random.normal()),
      volatility: { relative: Math.expm1(0.3 * random.normal()) },
    });
    return new Map(assets.map((asset) => [asset, move()]));
  });
}
