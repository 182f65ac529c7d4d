import type { Chunk } from "./chunk.ts";

/**
 * Work that can be dealt to workers: a pure function from plain data to a plan, made again on each
 * worker from a copy of the same data. @throws RangeError for data it refuses, before anything starts.
 */
export type Task<Spec> = (spec: Spec) => TaskPlan;

/** What there is to do, and how any part of it is done. */
export interface TaskPlan {
  /** Items, numbered from 0: scenarios, paths, options. */
  readonly count: number;
  /** Items of the smallest chunk that is worth a message: half a millisecond or more. Chunks are multiples of it. */
  readonly grain: number;
  /** Numbers an item has in each output. */
  readonly widths: readonly number[];
  /**
   * Writes the items of a chunk: part k has `widths[k]` × `count` numbers, filled with zeros or with what an
   * attempt that died has left. An item depends on the data and its number alone.
   */
  readonly write: (chunk: Chunk, parts: readonly Float64Array[]) => void;
}
