import { black76Batch } from "../../../../lib/instruments/black76-batch.ts";
import { brownianModel } from "../../../../lib/market/paths/brownian-model.ts";
import { pathExtremes } from "../../../../lib/market/paths/path-extremes.ts";
import { columnProducts } from "../../../../lib/math/kernels/column-products.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { normalDistributions } from "../../../../lib/math/normal-distributions.ts";
import { normalDraws, uniformDraws } from "../../../../lib/math/random-stream.ts";
import type { Market } from "../../../../lib/portfolio/market.ts";
import type { AssetMove } from "../../../../lib/scenario/asset-move.ts";
import { compileBook } from "../../../../lib/scenario/compile-book.ts";
import { shockMarket } from "../../../../lib/scenario/revalue.ts";
import { revaluePnl } from "../../../../lib/scenario/revalue-book.ts";
import { monteCarloLosses } from "../../../../lib/var/monte-carlo-var.ts";
import { chances, randomMarket, randomPositions } from "../../scenario/random-book.ts";

const count = 4_096;
const assets = 10;
const draws = (stream: number): Float64Array => uniformDraws({ seed: 2022, stream }, count);

/** The first half of the SHA-256 of the little-endian bytes; no machine and no engine has its own. */
export const knownFingerprints: Readonly<Record<keyof typeof fingerprinted, string>> = {
  normalDraws: "36041f33f90ba94b",
  monteCarloLosses: "a5ea057dce6b6743",
  pathExtremes: "dafe9f29f680ae78",
  black76Batch: "4ce5abed006ed4be",
  normalDistributions: "c8e6f9b4546def50",
  columnProducts: "2bd0c1aaf4bdfced",
  revaluePnl: "9cfee658d1b05f98",
};

/** The little-endian bytes of numbers, on any machine. */
export function littleEndian(values: Float64Array): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(values.length * 8));
  values.forEach((value, i) => {
    bytes.setFloat64(8 * i, value, true);
  });
  return new Uint8Array(bytes.buffer);
}

const sevenDraws = [0, 1, 2, 3, 4, 5, 6].map(draws);

/** Results whose bits must be the same on any machine, each of some thousand numbers. */
export const fingerprinted = {
  normalDraws: (): Float64Array => normalDraws({ seed: 2022, stream: 2 ** 40 + 3 }, 50_000),
  monteCarloLosses: (): Float64Array =>
    monteCarloLosses({
      exposures: Array.from({ length: assets }, (_, i) => (i % 3 === 1 ? -1e6 : 2e6)),
      covariance: {
        rows: assets,
        columns: assets,
        values: Float64Array.from({ length: assets ** 2 }, (_, at) =>
          at % (assets + 1) === 0 ? 0.0016 : 0.0008,
        ),
      },
      scenarios: 20_000,
      seed: 7,
    }),
  pathExtremes: (): Float64Array => {
    const model = brownianModel({
      ...{ assets: ["A", "B", "C"], start: [1, 20, 300], periodsPerYear: 365 },
      drift: { measure: "real-world", annualGrowth: [0, 0.5, -0.5] },
      annualVolatility: [0.4, 0.8, 1.6],
      correlation: matrixFromRows([
        [1, 0.5, -0.3],
        [0.5, 1, 0.2],
        [-0.3, 0.2, 1],
      ]),
    });
    const { end, minimum, maximum } = pathExtremes(model, { steps: 91, paths: 1_000, seed: 7 });
    return Float64Array.of(...end.values, ...minimum.values, ...maximum.values);
  },
  black76Batch: (): Float64Array =>
    Float64Array.from(
      Object.values(
        black76Batch({
          kind: Array.from(draws(0), (u) => (u < 0.5 ? "call" : "put")),
          strike: draws(1).map((u) => 50 + 100 * u),
          forward: draws(2).map((u) => 50 + 100 * u),
          years: draws(3),
          rate: draws(4).map((u) => 0.1 * u),
          volatility: draws(5).map((u) => 0.1 + u),
        }),
      ).flatMap((values) => [...values]),
    ),
  normalDistributions: (): Float64Array =>
    normalDistributions(uniformDraws({ seed: 3, stream: 1 }, 50_000).map((u) => 78 * u - 39)),
  columnProducts: (): Float64Array =>
    columnProducts(
      {
        rows: count,
        columns: 7,
        values: Float64Array.from(
          { length: 7 * count },
          (_, at) => sevenDraws[at % 7]![Math.floor(at / 7)]!,
        ),
      },
      "none",
    ),
  revaluePnl: (): Float64Array => {
    const draw = chances(2022);
    const before = {
      ...randomMarket(draw),
      volatility: { BTC: 0.6, ETH: 0.7, SOL: 0.9, DOGE: 1.3 },
    };
    const markets = Array.from({ length: 20 }, () => {
      const names = Object.keys(before.volatility);
      const move = (): AssetMove => ({
        return: draw.number(-0.9, 1),
        volatility: { relative: draw.number(-0.9, 2) },
      });
      return shockMarket(before, new Map(names.map((asset) => [asset, move()])));
    });
    const scenarios = { before, count: 20, after: (i: number): Market => markets[i]! };
    const book = compileBook(randomPositions(draw, 500));
    const { totals, positions } = revaluePnl(book, scenarios, { positions: true });
    return Float64Array.from([...totals, ...positions!.values]);
  },
};
