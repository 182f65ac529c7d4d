import type { ImportanceEstimate } from "../../lib/var/importance-var.ts";
import { monteCarloVar } from "../../lib/var/monte-carlo-var.ts";
import { tiltedVar } from "../../lib/var/tilted-var.ts";
import { covarianceOf, exposuresOf } from "../lib/samples.ts";
import { numberOf } from "./agreement.ts";
import { besidePython } from "./beside-python.ts";
import type { PeerAnswer } from "./python-peer.ts";

// The error that is wanted decides how many draws each side takes: the peer's number is that of plain draws
// whose VaR has it, ours that of draws that lean towards the tail, in slices along it.
const wantedError = 0.005;
const draws = 640;
/** One estimate does not know its own error well: that of many is looked at. */
const seeds = 200;
const risk = { confidence: 0.99, horizonDays: 1, unit: "USD" };
const [exposures, covariance] = [exposuresOf(10), covarianceOf(10)];
const pilot = monteCarloVar({ ...risk, exposures, covariance, scenarios: 1_000_000, seed: 3 });
const pilotError = pilot.standardError / pilot.valueAtRisk;
const scenarios = Math.ceil(pilot.observations * (pilotError / wantedError) ** 2);

function ours(held: Float64Array, seed = 7): ImportanceEstimate {
  return tiltedVar({ ...risk, exposures: held, covariance, draws, seed });
}

await besidePython({
  name: `the same VaR to a standard error of ${100 * wantedError} %: ${draws.toLocaleString("en")} tilted draws in slices`,
  against: `NumPy, ${scenarios.toLocaleString("en")} plain scenarios`,
  module: "monte_carlo_var",
  threads: 2,
  input: exposures,
  peerInput: { exposures, covariance, scenarios, confidence: 0.99, seed: 7, workers: 1 },
  ours: (held) => ours(held),
  agree,
  wantedTimes: 10,
});

function agree(mine: ImportanceEstimate, theirs: PeerAnswer): string {
  const squares = Array.from({ length: seeds }, (_, seed) => {
    const { standardError, valueAtRisk } = ours(exposures, seed);
    return (standardError / valueAtRisk) ** 2 / seeds;
  });
  const error = Math.sqrt(squares.reduce((sum, one) => sum + one));
  if (!(error <= wantedError)) throw new Error(`the standard error of ours is ${100 * error} %`);
  const apart =
    Math.abs(mine.valueAtRisk - numberOf(theirs, "valueAtRisk")) /
    (mine.valueAtRisk * Math.hypot(error, wantedError));
  if (!(apart <= 4)) throw new Error(`VaR differs by ${apart} standard errors`);
  return `VaR within ${apart.toFixed(1)} standard errors; that of ours is ${(100 * error).toFixed(2)} %`;
}
