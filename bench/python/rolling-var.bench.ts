import { addDays } from "../../lib/base/time.ts";
import { rollingHistoricalVar } from "../../lib/var/rolling-historical-var.ts";
import { outcomesOf } from "../lib/samples.ts";
import { arrayOf, withinDifference } from "./agreement.ts";
import { besidePython } from "./beside-python.ts";

const days = 100_000;
const settings = { window: 250, confidence: 0.99 };
const values = outcomesOf(days);
const series = { dates: Array.from(values, (_, i) => addDays("1800-01-01", i)), values };
const most = 1e-12;
const work = {
  module: "rolling_pandas",
  threads: 2,
  input: series,
  ours: (given: typeof series) => rollingHistoricalVar(given, settings),
  packages: ["pandas"],
} as const;

await besidePython({
  ...work,
  name: `rolling 250-day VaR and ES over ${days.toLocaleString("en")} days`,
  against: "pandas `rolling().quantile`, VaR alone",
  peerInput: { returns: values, ...settings, shortfall: false },
  agree: (ours, theirs) =>
    withinDifference("VaR", [ours.valueAtRisk, arrayOf(theirs, "valueAtRisk")], { most }),
  wantedTimes: 10,
});
await besidePython({
  ...work,
  name: `rolling 250-day VaR and ES over ${days.toLocaleString("en")} days`,
  against: "pandas for VaR, NumPy's windows and `partition` for ES",
  peerInput: { returns: values, ...settings, shortfall: true },
  agree: (ours, theirs) =>
    [
      withinDifference("VaR", [ours.valueAtRisk, arrayOf(theirs, "valueAtRisk")], { most }),
      withinDifference("ES", [ours.expectedShortfall, arrayOf(theirs, "expectedShortfall")], {
        most,
      }),
    ].join(", "),
});
