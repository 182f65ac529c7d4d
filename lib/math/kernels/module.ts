import { quantileSegments } from "../normal-quantile-segments.ts";
import { powersOfTwo } from "../powers-of-two.ts";
import { roughNormals } from "../rough-normals.ts";
import { moduleBytes } from "./module-bytes.ts";

/** What the WebAssembly module exports; pointers are byte offsets into its memory. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  /** The first byte that no constant lies in. */
  workspace(): number;
  /** Writes 16 × `sixteens` uniforms of a stream from a block on, a multiple of 8. */
  uniforms(
    out: number,
    sixteens: number,
    ...words: readonly [
      block0: number,
      block1: number,
      stream0: number,
      stream1: number,
      seed0: number,
      seed1: number,
    ]
  ): void;
  /** Replaces an even count of numbers by their logarithms. */
  logarithms(values: number, count: number): void;
  /** Where the powers of two belong. */
  powersOfTwo(): number;
  /** Where the polynomials of the normal quantile belong. */
  quantileSegments(): number;
  /** Replaces uniforms, from 2^-53 up and a multiple of 4 of them, by normal variates. */
  normalise(values: number, count: number): void;
  /** Six rows of figures of an even count of options from six rows of terms, `row` bytes apart; 0 where terms are outside. */
  black76(out: number, input: number, count: number, row: number): number;
  /** Replaces an even count of numbers by the standard normal distribution function at them. */
  normalLaw(values: number, count: number): void;
  /** Where the tables of option kernels lie, which the library fills. */
  optionTables(): number;
  /** Replaces an even count of numbers by their exponentials. */
  exponentials(values: number, count: number): void;
  /** Adds to squares of 4 × 4 sums the products of the columns of panels with those up to themselves. */
  addProducts(sums: number, panels: number, rows: number, first: number, last: number): void;
  /** Adds rows of `width` numbers to the sums of their columns, from one offset to another. */
  sumColumns(rows: number, end: number, width: number, sums: number, lost: number): void;
  /** Raises the largest deviations of columns. */
  largestDeviations(
    rows: number,
    end: number,
    width: number,
    ...offsets: readonly [centres: number, largest: number]
  ): void;
  /** Adds the squares of deviations over units. */
  squareDeviations(
    rows: number,
    end: number,
    width: number,
    ...offsets: readonly [centres: number, units: number, squares: number]
  ): void;
  /** Writes scaled deviations four columns to a panel; `width` is a multiple of 4. */
  packColumns(
    panels: number,
    rows: number,
    count: number,
    width: number,
    ...offsets: readonly [centres: number, units: number, lengths: number]
  ): void;
  /** Adds pairs of numbers to a pair of sums and to the pair of what rounding took off them, which is behind. */
  addPairs(sums: number, from: number, to: number): void;
  /** Writes what the positions of `count` groups are worth in two markets; the rest are offsets of rows and room. */
  positionValues(
    groups: number,
    count: number,
    ...offsets: readonly [terms: number, volatility: number, out: number]
  ): void;
  /** Writes the losses of 64 × `batches` scenarios; the rest are offsets of its input and its room. */
  scenarioLosses(
    out: number,
    batches: number,
    first: number,
    seed0: number,
    seed1: number,
    assets: number,
    ...offsets: readonly [lower: number, means: number, exposures: number, normals: number]
  ): void;
  /** The same of the scenarios whose numbers stand in a list. */
  listedLosses(
    out: number,
    batches: number,
    numbers: number,
    seed0: number,
    seed1: number,
    assets: number,
    ...offsets: readonly [lower: number, means: number, exposures: number, normals: number]
  ): void;
  /** Where the segments of rough normals belong. */
  roughSegments(): number;
  /** Writes the numbers of those of 64 × `batches` scenarios that may lose the limit, and returns how many. */
  screenScenarios(
    out: number,
    batches: number,
    first: number,
    seed0: number,
    seed1: number,
    assets: number,
    ...offsets: readonly [
      lower: number,
      means: number,
      weights: number,
      normals: number,
      polynomial: number,
    ]
  ): number;
  /** Writes end, minimum and maximum of 16 × `batches` paths, batch by batch; three rows per asset. */
  pathExtremes(
    out: number,
    batches: number,
    first0: number,
    first1: number,
    seed0: number,
    seed1: number,
    assets: number,
    steps: number,
    ...offsets: readonly [law: number, room: number, atOnce: number]
  ): void;
}

/** The compiled kernels and the numbers in their memory that they work on. */
export interface Kernels {
  readonly run: Exports;
  /** From the first byte that no constant lies in to the end of the memory. */
  readonly work: Float64Array;
  /** Byte offset of `work`. */
  readonly start: number;
}

let loaded: Kernels | undefined;
let refused = typeof WebAssembly === "undefined";

/**
 * The kernels, compiled at the first call; undefined where the host has no WebAssembly or its policy
 * forbids it. Callers then take the plain reference, whose bits are the same.
 */
export function kernels(): Kernels | undefined {
  if (loaded !== undefined || refused) return loaded;
  try {
    loaded = load();
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError || error instanceof EvalError)) throw error;
    refused = true;
  }
  return loaded;
}

function load(): Kernels {
  const bytes = Uint8Array.from(atob(moduleBytes), (letter) => letter.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const run = exports as unknown as Exports;
  place(run, run.quantileSegments(), quantileSegments());
  place(run, run.powersOfTwo(), powersOfTwo());
  const { segments } = roughNormals();
  new Float32Array(run.memory.buffer, run.roughSegments(), segments.length).set(segments);
  const start = run.workspace();
  return { run, start, work: new Float64Array(run.memory.buffer, start) };
}

function place({ memory }: Exports, at: number, table: Float64Array): void {
  new Float64Array(memory.buffer, at, table.length).set(table);
}
