import { parallelMonteCarloVar } from "../../lib/parallel/parallel-monte-carlo-var.ts";
import { monteCarloVar } from "../../lib/var/monte-carlo-var.ts";
import { covarianceOf, exposuresOf } from "../lib/samples.ts";
import { withinErrors } from "./agreement.ts";
import { besidePython } from "./beside-python.ts";

const scenarios = 1_000_000;
const input = {
  exposures: exposuresOf(10),
  covariance: covarianceOf(10),
  ...{ scenarios, confidence: 0.99, seed: 7 },
};
const named = { horizonDays: 1, unit: "USD" };
const onTwo = (given: typeof input) => parallelMonteCarloVar({ ...given, ...named }, { jobs: 2 });
const onOne = (given: typeof input) => monteCarloVar({ ...given, ...named });
const work = {
  name: `VaR and ES of ${scenarios.toLocaleString("en")} correlated log-normal scenarios x 10 assets`,
  module: "monte_carlo_var",
  input,
  agree: withinErrors,
};

await besidePython({
  ...work,
  against: "NumPy (PCG64, BLAS, `partition`)",
  threads: 2,
  ours: onTwo,
  peerInput: { ...input, workers: 1 },
  wantedTimes: 3,
});
await besidePython({
  ...work,
  against: "NumPy, its blocks dealt to two threads by hand",
  threads: 2,
  ours: onTwo,
  peerInput: { ...input, workers: 2 },
});
await besidePython({
  ...work,
  against: "NumPy (PCG64, BLAS, `partition`)",
  threads: 1,
  ours: onOne,
  peerInput: { ...input, workers: 1 },
  wantedTimes: 1.5,
});
