import { correlationMatrix } from "../../lib/market/correlation-matrix.ts";
import { panelOf } from "../lib/samples.ts";
import { arrayOf, withinDifference } from "./agreement.ts";
import { besidePython } from "./beside-python.ts";

const panel = panelOf(1_000, 500);

for (const threads of [2, 1] as const) {
  await besidePython({
    name: "correlation of 500 assets x 1,000 days",
    against: "NumPy `corrcoef` (BLAS)",
    module: "correlation_numpy",
    threads,
    input: panel,
    peerInput: { returns: panel.values },
    ours: (returns) => correlationMatrix(returns, { method: "pearson", missing: "complete" }),
    agree: ({ values }, theirs) =>
      withinDifference("correlation", [values.values, arrayOf(theirs, "correlation")], {
        most: 1e-12,
      }),
    ...(threads === 2 && { wantedTimes: 0.5 }),
    floor: "10 ms at one core's peak of separate products and sums (AMD EPYC)",
  });
}
