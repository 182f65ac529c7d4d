import { fitSvi, type SmileQuotes } from "../../../lib/instruments/fit-svi.ts";
import { sviAt } from "../../../lib/instruments/svi.ts";
import { growthCurve } from "../../growth.ts";

const svi = { a: 0.02, b: 0.15, rho: -0.3, m: 0.02, sigma: 0.12 };
const years = 0.25;
const forward = 40_000;

growthCurve({
  name: "fitSvi, by quotes",
  sizes: [10, 40, 160],
  prepare: (count): SmileQuotes => ({
    ...{ years, forward },
    quotes: Array.from({ length: count }, (_, i) => {
      const logMoneyness = -0.5 + i / (count - 1);
      return {
        strike: forward * Math.exp(logMoneyness),
        volatility: Math.sqrt(sviAt(svi, logMoneyness).variance / years),
      };
    }),
  }),
  run: fitSvi,
});
