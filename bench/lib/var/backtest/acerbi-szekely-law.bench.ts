import { simulateAcerbiSzekely } from "../../../../lib/var/backtest/acerbi-szekely-law.ts";
import { growthCurve } from "../../../growth.ts";

growthCurve({
  name: "simulateAcerbiSzekely of 1,000 paths of n days at 0.975",
  sizes: [250, 1_000, 4_000],
  prepare: (observations) => ({ statistic: "z2" as const, observations, confidence: 0.975 }),
  run: (design) => simulateAcerbiSzekely(design, { seed: 1, paths: 1_000 }),
});
