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
const ours = (given: typeof input) => monteCarloVar({ ...given, horizonDays: 1, unit: "USD" });
const work = {
  name: `VaR and ES of ${scenarios.toLocaleString("en")} correlated log-normal scenarios x 10 assets`,
  module: "monte_carlo_var",
  input,
  ours,
  agree: withinErrors,
};

await besidePython({
  ...work,
  against: "NumPy (PCG64, BLAS, `partition`)",
  threads: 2,
  peerInput: { ...input, workers: 1 },
  wantedTimes: 3,
});
await besidePython({
  ...work,
  against: "NumPy, its blocks dealt to two threads by hand",
  threads: 2,
  peerInput: { ...input, workers: 2 },
});
await besidePython({
  ...work,
  against: "NumPy (PCG64, BLAS, `partition`)",
  threads: 1,
  peerInput: { ...input, workers: 1 },
  wantedTimes: 1.5,
});
