import { correlationMatrix } from "../../lib/market/correlation-matrix.ts";
import { parallelCorrelationMatrix } from "../../lib/parallel/parallel-correlation-matrix.ts";
import { workerPool } from "../../lib/parallel/worker-pool.ts";
import { panelOf } from "../lib/samples.ts";
import { arrayOf, withinDifference } from "./agreement.ts";
import { besidePython } from "./beside-python.ts";

/** In memory that threads share, where the peer's threads find theirs, too. */
const panel = inSharedMemory(panelOf(1_000, 500));
const options = { method: "pearson", missing: "complete" } as const;
using pool = workerPool({ jobs: 2 });

for (const threads of [2, 1] as const) {
  await besidePython({
    name: "correlation of 500 assets x 1,000 days",
    against: "NumPy `corrcoef` (BLAS)",
    module: "correlation_numpy",
    threads,
    input: panel,
    peerInput: { returns: panel.values },
    ours: (returns) =>
      threads === 1
        ? correlationMatrix(returns, options)
        : parallelCorrelationMatrix(returns, options, { jobs: threads, pool }),
    agree: ({ values }, theirs) =>
      withinDifference("correlation", [values.values, arrayOf(theirs, "correlation")], {
        most: 1e-12,
      }),
    ...(threads === 2 && { wantedTimes: 0.5 }),
    floor: `${threads === 1 ? 10 : 5} ms at the peak of separate products and sums (AMD EPYC)`,
  });
}

function inSharedMemory(from: ReturnType<typeof panelOf>): ReturnType<typeof panelOf> {
  const { values } = from.values;
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return { ...from, values: { ...from.values, values: shared } };
}
