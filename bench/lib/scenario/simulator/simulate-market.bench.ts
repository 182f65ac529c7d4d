import { simulateMarket } from "../../../../lib/scenario/simulator/simulate-market.ts";
import { growthCurve } from "../../../growth.ts";
import { market } from "../../simulated-book.ts";

const law = {
  ...{ startVolatility: 0.9, longRunVolatility: 0.7, meanReversion: 50, volatilityOfVolatility: 2 },
  ...{ priceCorrelation: -0.6, jumpResponse: 1.5, skew: -0.3, wings: 1 },
  tenorsDays: [1, 7, 30, 90, 365],
};

growthCurve({
  name: "simulateMarket, one asset with a surface, by ticks",
  sizes: [100, 400, 1_600],
  prepare: (ticks) => ticks,
  run: (ticks) =>
    Array.from(
      simulateMarket({
        ...{ start: market, assets: ["BTC"], tickHours: 1, ticks, seed: 1 },
        ...{ annualGrowth: [0], annualVolatility: [0.6], surfaces: { BTC: law } },
        jumps: {
          ...{ clock: "own", jumpsPerYear: [200] },
          ...{ meanLogJump: [-0.02], logJumpDeviation: [0.02] },
        },
      }),
      ({ tick }) => tick,
    ),
});
