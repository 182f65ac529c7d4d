import { brownianModel } from "../../../../lib/market/paths/brownian-model.ts";
import { visitExtremes } from "../../../../lib/market/paths/draw-extremes.ts";
import { pathExtremes } from "../../../../lib/market/paths/path-extremes.ts";
import {
  type ExtremesPlan,
  type ExtremesRows,
  plainPathExtremes,
  writePathExtremes,
} from "../../../../lib/math/kernels/path-extremes.ts";
import { growthCurve } from "../../../growth.ts";
import { sideBySide } from "../../../side-by-side.ts";

const assets = 5;
const steps = 30;
const model = brownianModel({
  assets: ["A", "B", "C", "D", "E"],
  start: [100, 100, 100, 100, 100],
  periodsPerYear: 365,
  drift: { measure: "real-world", annualGrowth: [0, 0, 0, 0, 0] },
  annualVolatility: [0.5, 0.6, 0.7, 0.8, 0.9],
  correlation: {
    rows: assets,
    columns: assets,
    values: Float64Array.from({ length: assets ** 2 }, (_, at) => (at % (assets + 1) ? 0.5 : 1)),
  },
});
const plan: ExtremesPlan = {
  ...model.lognormalSteps!,
  ...{ start: model.start, steps, seed: [7, 0], first: 0 },
};

function rowsFor(paths: number): ExtremesRows {
  const rows = (): Float64Array => new Float64Array(paths * assets);
  return { end: rows(), minimum: rows(), maximum: rows() };
}

sideBySide({
  name: "ends and extremes of n paths of 30 steps of 5 assets",
  sizes: [64, 1_024, 4_096],
  prepare: rowsFor,
  reference: { name: "plain", run: (out) => plainPathExtremes(plan, out) },
  subject: { name: "kernel", run: (out) => writePathExtremes(plan, out) },
});

sideBySide({
  name: "the same, checks included",
  sizes: [64, 1_024, 4_096],
  prepare: rowsFor,
  reference: {
    name: "visiting every step",
    run: (out) => visitExtremes(model, { steps, paths: out.end.length / assets, seed: 7 }, out),
  },
  subject: {
    name: "pathExtremes",
    run: ({ end }) => pathExtremes(model, { steps, paths: end.length / assets, seed: 7 }),
  },
});

growthCurve({
  name: "pathExtremes, Brownian motion of 5 assets, 1,000 paths, by steps",
  sizes: [30, 120, 365],
  prepare: (length) => length,
  run: (length) => pathExtremes(model, { steps: length, paths: 1_000, seed: 7 }),
});
