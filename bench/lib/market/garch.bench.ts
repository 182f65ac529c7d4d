import { fitGarch } from "../../../lib/market/garch/fit-garch.ts";
import { garchFilter } from "../../../lib/market/garch/garch-filter.ts";
import type { GarchKind, GarchModel, Innovations } from "../../../lib/market/garch/garch-model.ts";
import { simulateGarch } from "../../../lib/market/garch/simulate-garch.ts";
import { growthCurve } from "../../growth.ts";

const model: GarchModel = {
  kind: "garch",
  omega: 3e-5,
  alpha: 0.09,
  beta: 0.89,
  innovations: "student-t",
  degreesOfFreedom: 5,
};
const state = { variance: 1.5e-3, residual: 0.04 };

const daysOf = (size: number): Float64Array =>
  simulateGarch(model, state, { horizon: size, paths: 1, seed: size }).returns.values;

growthCurve({
  name: "garchFilter: one pass, the least a fit can cost",
  sizes: [500, 1_000, 2_000],
  prepare: daysOf,
  run: (returns) => garchFilter(model, returns, { initialVariance: state.variance }),
});

const fits: readonly (readonly [GarchKind, Innovations])[] = [
  ["garch", "normal"],
  ["garch", "student-t"],
  ["gjr", "skewed-t"],
  ["egarch", "student-t"],
];

for (const [kind, innovations] of fits) {
  growthCurve({
    name: `fitGarch, ${kind} with ${innovations} innovations`,
    sizes: [500, 1_000, 2_000],
    prepare: daysOf,
    run: (returns) => fitGarch(returns, { model: kind, innovations }),
  });
}

growthCurve({
  name: "simulateGarch, 10 days ahead, by number of paths",
  sizes: [1_000, 4_000, 16_000],
  prepare: (size) => size,
  run: (paths) => simulateGarch(model, state, { horizon: 10, paths, seed: 1 }),
});
