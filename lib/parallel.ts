/** Stressbook on several threads. */
export type { Chunk } from "./parallel/chunk.ts";
export type { ChunkProgress } from "./parallel/deal-chunks.ts";
export {
  type ParallelGreeks,
  type ParallelGreeksOptions,
  parallelBlack76Batch,
} from "./parallel/parallel-black76-batch.ts";
export {
  type ParallelCorrelationMatrix,
  parallelCorrelationMatrix,
} from "./parallel/parallel-correlation-matrix.ts";
export {
  type ParallelCovarianceMatrix,
  parallelCovarianceMatrix,
} from "./parallel/parallel-covariance-matrix.ts";
export {
  type ParallelEstimate,
  parallelMonteCarloVar,
} from "./parallel/parallel-monte-carlo-var.ts";
export {
  type ParallelPathExtremes,
  parallelPathExtremes,
} from "./parallel/parallel-path-extremes.ts";
export { type ParallelPathEstimate, parallelPathVar } from "./parallel/parallel-path-var.ts";
export {
  type MarketMoves,
  type ParallelScenarioPnl,
  parallelScenarioPnl,
} from "./parallel/parallel-scenario-pnl.ts";
export type { PathModelSpec } from "./parallel/path-model-spec.ts";
export type { ParallelOptions, ParallelRecord } from "./parallel/run-task.ts";
export { type WorkerPool, type WorkerPoolOptions, workerPool } from "./parallel/worker-pool.ts";
