import { randomStream } from "../../../../lib/math/random-stream.ts";
import type { PositionPnl } from "../../../../lib/scenario/position-pnl.ts";
import { bootstrapAttribution } from "../../../../lib/var/attribution/bootstrap-attribution.ts";
import { scenarioAttribution } from "../../../../lib/var/attribution/scenario-attribution.ts";
import { growthCurve } from "../../../growth.ts";

/** Normal P&L of positions in so many assets, two positions in each. */
function drawn(rows: number, positions: number): PositionPnl {
  const random = randomStream({ seed: 1, stream: rows * positions });
  const lines = Array.from({ length: positions }, (_, j) => ({
    position: `p${j}`,
    desk: `desk ${j % 3}`,
    trader: `trader ${j % 12}`,
    account: "main",
    venue: "Binance",
    asset: `A${Math.floor(j / 2)}`,
    sector: "unclassified",
    notionalUsd: 1000,
  }));
  const values = Float64Array.from({ length: rows * positions }, () => random.normal());
  return {
    book: "bench",
    asOf: "2022-05-05",
    method: "drawn",
    unit: "USD",
    horizonDays: 1,
    lines,
    values: { rows, columns: positions, values },
  };
}

growthCurve({
  name: "scenarioAttribution by desk, 36 positions, n scenarios",
  sizes: [365, 2_000, 10_000, 50_000],
  prepare: (size) => drawn(size, 36),
  run: (pnl) => scenarioAttribution(pnl, { by: "desk", confidence: 0.95 }),
});

growthCurve({
  name: "scenarioAttribution by position, 1,000 scenarios, n positions",
  sizes: [10, 40, 160, 640],
  prepare: (size) => drawn(1_000, size),
  run: (pnl) => scenarioAttribution(pnl, { by: "position", confidence: 0.95 }),
});

growthCurve({
  name: "bootstrapAttribution by asset, 36 positions, 100 resamples of n scenarios",
  sizes: [250, 500, 1_000, 2_000],
  prepare: (size) => drawn(size, 36),
  run: (pnl) =>
    bootstrapAttribution(pnl, {
      by: "asset",
      confidence: 0.95,
      scheme: "iid",
      resamples: 100,
      seed: 1,
    }),
});
