import { fitGarch } from "../../lib/market/garch/fit-garch.ts";
import { simulateGarch } from "../../lib/market/garch/simulate-garch.ts";
import { numberOf } from "./agreement.ts";
import { besidePython } from "./beside-python.ts";

const days = 2_000;
const returns = simulateGarch(
  {
    ...{ kind: "garch", omega: 3e-5, alpha: 0.09, beta: 0.89 },
    ...{ innovations: "student-t", degreesOfFreedom: 5 },
  },
  { variance: 1.5e-3, residual: 0.04 },
  { horizon: days, paths: 1, seed: days },
).returns.values;
const mostApart = 1e-4;

await besidePython({
  name: `GARCH(1,1)-t fit with standard errors, ${days.toLocaleString("en")} days`,
  against: "arch",
  module: "garch_arch",
  threads: 2,
  input: returns,
  peerInput: { returns },
  ours: (sample) => fitGarch(sample, { model: "garch", innovations: "student-t" }),
  agree: ({ logLikelihood }, theirs) => {
    const above = logLikelihood - numberOf(theirs, "logLikelihood");
    if (!(Math.abs(above) <= mostApart)) throw new Error(`log-likelihood is higher by ${above}`);
    return `log-likelihood within ${Math.abs(above).toExponential(0)}`;
  },
  wantedTimes: 3,
  packages: ["arch", "scipy"],
});
