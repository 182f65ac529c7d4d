/** Stressbook on several threads. */
export {
  type ParallelOptions,
  type ParallelPathEstimate,
  parallelPathVar,
} from "./parallel/parallel-path-var.ts";
export type { PathModelSpec } from "./parallel/path-model-spec.ts";
export type { Chunk, ChunkProgress } from "./parallel/run-chunks.ts";
