import type { Chunk } from "./chunk.ts";
import type { TaskName } from "./tasks.ts";

/** What a worker is told: to begin, in a browser; a run of a task, then chunks of it, then that it is over. */
export type ToWorker =
  | {
      readonly kind: "open";
      readonly run: number;
      readonly task: TaskName;
      readonly spec: unknown;
      /** A whole output each, in shared memory; without them the worker sends back the parts it has written. */
      readonly memory?: readonly Float64Array[];
      /** What the worker writes through where the memory outlives the run. */
      readonly gate?: Int32Array;
    }
  | { readonly kind: "chunks"; readonly run: number; readonly chunks: readonly Chunk[] }
  | { readonly kind: "close" }
  | {
      readonly kind: "begin";
      /** A lock of the page's origin to hold for life. */
      readonly lock?: string;
    };

/** What it answers: once when it has loaded, then when it has one chunk left or none. */
export type FromWorker =
  | { readonly kind: "ready"; readonly locked?: boolean }
  | {
      readonly kind: "done";
      readonly run: number;
      readonly chunks: readonly Chunk[];
      /** Of the one chunk there is, where memory is not shared. */
      readonly parts?: readonly Float64Array[];
    }
  | { readonly kind: "refused"; readonly run: number; readonly error: unknown };
