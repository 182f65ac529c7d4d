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
  /** Adds to squares of 4 × 4 sums, numbered row by row, the products of the columns of panels with those up to themselves. */
  addProducts(
    sums: number,
    panels: number,
    stride: number,
    rows: number,
    ...squares: readonly [from: number, to: number]
  ): void;
  /** Adds pairs of numbers to a pair of sums and to the pair of what rounding took off them, which is behind. */
  addPairs(sums: number, from: number, to: number): void;
  /** Writes rows of `width` numbers, a multiple of 4, four columns to a panel. */
  packColumns(panels: number, rows: number, count: number, width: number, stride: number): void;
  /** Takes their means out of the columns of panels, and with `unit` scales them to length one. */
  scaleColumns(panels: number, end: number, rows: number, unit: boolean): void;
  /** Writes what the positions of `count` groups are worth in two markets; the rest are offsets of rows and room. */
  positionValues(
    groups: number,
    count: number,
    ...offsets: readonly [terms: number, volatility: number, out: number]
  ): void;
  /** Writes the losses of the 64 × `batches` scenarios whose numbers stand in a list; the rest are offsets of its input and its room. */
  scenarioLosses(
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
let compiled: WebAssembly.Module | undefined;
let refused = typeof WebAssembly === "undefined";

/**
 * The kernels, compiled at the first call; undefined where the host has no WebAssembly or its policy
 * forbids it. Callers then take the plain reference, whose bits are the same.
 */
export function kernels(): Kernels | undefined {
  loaded ??= withoutRefusal(() => {
    const own = instance(0);
    place(own.run, own.run.quantileSegments(), quantileSegments());
    place(own.run, own.run.powersOfTwo(), powersOfTwo());
    const { segments } = roughNormals();
    const { memory, roughSegments } = own.run;
    new Float32Array(memory.buffer, roughSegments(), segments.length).set(segments);
    return own;
  });
  return loaded;
}

/**
 * Kernels with room for so many numbers in a memory of their own, which nothing else overwrites, for those that need no
 * table; undefined where there are none, or not so much room.
 */
export function ownKernels(numbers: number): Kernels | undefined {
  return withoutRefusal(() => {
    try {
      return instance(numbers * Float64Array.BYTES_PER_ELEMENT);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  });
}

function withoutRefusal(make: () => Kernels | undefined): Kernels | undefined {
  if (refused) return undefined;
  try {
    return make();
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError || error instanceof EvalError)) throw error;
    refused = true;
    return undefined;
  }
}

const pageBytes = 65_536;

/** Throws a RangeError where a memory cannot grow that far. */
function instance(bytes: number): Kernels {
  compiled ??= new WebAssembly.Module(
    Uint8Array.from(atob(moduleBytes), (letter) => letter.charCodeAt(0)),
  );
  const run = new WebAssembly.Instance(compiled).exports as unknown as Exports;
  const start = run.workspace();
  const missing = start + bytes - run.memory.buffer.byteLength;
  if (missing > 0) run.memory.grow(Math.ceil(missing / pageBytes));
  return { run, start, work: new Float64Array(run.memory.buffer, start) };
}

function place({ memory }: Exports, at: number, table: Float64Array): void {
  new Float64Array(memory.buffer, at, table.length).set(table);
}
