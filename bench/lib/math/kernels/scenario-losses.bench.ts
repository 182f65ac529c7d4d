import { kernels } from "../../../../lib/math/kernels/module.ts";
import {
  plainListedLosses,
  type ScenarioLaw,
  scenarioLosses,
} from "../../../../lib/math/kernels/scenario-losses.ts";
import {
  plainScreenScenarios,
  screenScenarios,
} from "../../../../lib/math/kernels/scenario-screen.ts";
import { largestSorted } from "../../../../lib/math/largest-values.ts";
import { naturalExp } from "../../../../lib/math/natural-exp.ts";
import { normalDraws, uniformDraws } from "../../../../lib/math/random-stream.ts";
import { topOfSample } from "../../../../lib/var/large-sample-risk.ts";
import { monteCarloVar } from "../../../../lib/var/monte-carlo-var.ts";
import { lossScreen } from "../../../../lib/var/scenario-screen.ts";
import { simulatedVar } from "../../../../lib/var/simulated-var.ts";
import { worstLosses, worstOfAll } from "../../../../lib/var/worst-losses.ts";
import { growthCurve } from "../../../growth.ts";
import { sideBySide } from "../../../side-by-side.ts";

const assets = 10;
const law: ScenarioLaw = {
  lower: normalDraws({ seed: 1, stream: 0 }, (assets * (assets + 1)) / 2).map((z) => 0.02 * z),
  means: new Float64Array(assets),
  exposures: new Float64Array(assets).fill(1e6),
  seed: [7, 0],
};
const exposures = law.exposures;
const covariance = {
  rows: assets,
  columns: assets,
  values: Float64Array.from({ length: assets ** 2 }, (_, at) =>
    at % (assets + 1) === 0 ? 0.0016 : 0.0008,
  ),
};
const options = { confidence: 0.99, horizonDays: 1, unit: "USD", seed: 7 } as const;

sideBySide({
  name: "losses of n scenarios of 10 assets",
  sizes: [1_024, 16_384, 65_536],
  prepare: (size) => new Float64Array(size),
  reference: {
    name: "plain",
    run: (out) =>
      plainListedLosses(
        law,
        Uint32Array.from(out, (_, k) => k),
        out,
      ),
  },
  subject: { name: "kernel", run: (out) => scenarioLosses(law, 0, out) },
});

const screen = lossScreen(law)!.screenAt(1e6);
sideBySide({
  name: "n scenarios of 10 assets screened",
  sizes: [1_024, 16_384, 65_536],
  prepare: (size) => new Uint32Array(size),
  reference: {
    name: "plain",
    run: (out) => plainScreenScenarios(screen, { first: 0, end: out.length }, out),
  },
  subject: {
    name: "kernel",
    run: (out) => screenScenarios(screen, { first: 0, end: out.length }, out),
  },
});

sideBySide({
  name: "the largest hundredth of n losses of 10 assets",
  sizes: [65_536, 262_144, 1_048_576],
  prepare: (scenarios) => ({ scenarios, count: Math.ceil(scenarios / 100) }),
  reference: { name: "from all losses", run: (options) => worstOfAll(law, options) },
  subject: { name: "screened", run: (options) => worstLosses(law, options) },
});

sideBySide({
  name: "n exponentials",
  sizes: [1_024, 16_384, 65_536],
  prepare: (size) => uniformDraws({ seed: 1, stream: 1 }, size),
  reference: { name: "plain", run: (values) => values.map(naturalExp) },
  subject: { name: "kernel", run: exponentialsOf },
});

sideBySide({
  name: "the largest hundredth of n values",
  sizes: [16_384, 131_072, 1_048_576],
  prepare: (size) => normalDraws({ seed: 1, stream: 1 }, size),
  reference: {
    name: "sorting all",
    run: (values) => values.toSorted().slice(-values.length / 100),
  },
  subject: {
    name: "largestSorted",
    run: (values) => largestSorted(values, Math.ceil(values.length / 100)),
  },
});

sideBySide({
  name: "VaR and expected shortfall with errors of n losses",
  sizes: [16_384, 131_072],
  prepare: (size) => normalDraws({ seed: 1, stream: 1 }, size),
  reference: {
    name: "simulatedVar",
    run: (pnl) => simulatedVar(pnl, { ...options, method: "Monte Carlo" }),
  },
  subject: {
    name: "topOfSample",
    run: (losses) => {
      const { count, risk } = topOfSample(losses.length, { confidence: 0.99, intervalLevel: 0.95 });
      return risk(largestSorted(losses, count));
    },
  },
});

growthCurve({
  name: "monteCarloVar of n scenarios of 10 assets",
  sizes: [10_000, 100_000, 1_000_000],
  prepare: (scenarios) => scenarios,
  run: (scenarios) => monteCarloVar({ ...options, exposures, covariance, scenarios }),
});

function exponentialsOf(values: Float64Array): Float64Array {
  const { run, work, start } = kernels()!;
  work.set(values);
  run.exponentials(start, values.length);
  return work.slice(0, values.length);
}
