import { firstAtLeast } from "./first-at-least.ts";

/**
 * The order of the values in a window that moves along a series: the value of a rank, and how many values are
 * at least some bound, in a number of steps that grows with the logarithm of the window, whatever
 * the values. Two windows' worth of values are sorted at a time and a binary indexed tree counts
 * which of them are in the window.
 *
 * Source: P. Fenwick, A new data structure for cumulative frequency tables, Software: Practice and
 * Experience 24 (1994).
 */
export class WindowOrder {
  readonly #values: Float64Array;
  readonly #window: number;
  /** The values from the first to the last that windows of this stretch hold, ascending. */
  #sorted: Float64Array = new Float64Array(0);
  /** Element i counts the values of the window among the (i & -i) up to the i-th of `sorted`. */
  #counts: Uint32Array = new Uint32Array(0);
  #start = 0;
  /** The first window start that is beyond what is sorted. */
  #until = 0;

  /** The window at `start`, of finite values. */
  constructor(values: Float64Array, window: number, start: number) {
    this.#values = values;
    this.#window = window;
    this.#sortFrom(start);
  }

  /** Moves the window on to `start`, not before where it is. */
  moveTo(start: number): void {
    if (start >= this.#until) {
      this.#sortFrom(start);
      return;
    }
    for (; this.#start < start; this.#start++) {
      this.#count(this.#values[this.#start]!, -1);
      this.#count(this.#values[this.#start + this.#window]!, 1);
    }
  }

  /** The value of a rank: 1 is the smallest of the window. */
  at(rank: number): number {
    const counts = this.#counts;
    let place = 0;
    let left = rank;
    for (let step = highestBit(counts.length - 1); step > 0; step >>>= 1) {
      const next = place + step;
      if (next < counts.length && counts[next]! < left) {
        place = next;
        left -= counts[next]!;
      }
    }
    return this.#sorted[place]!;
  }

  /** How many values of the window are at least `bound`. */
  countAtLeast(bound: number): number {
    let below = 0;
    for (let i = firstAtLeast(this.#sorted, bound); i > 0; i &= i - 1) below += this.#counts[i]!;
    return this.#window - below;
  }

  #sortFrom(start: number): void {
    this.#start = start;
    this.#until = start + this.#window;
    this.#sorted = this.#values.slice(start, start + 2 * this.#window).sort();
    this.#counts = new Uint32Array(this.#sorted.length + 1);
    for (let i = start; i < this.#until; i++) this.#count(this.#values[i]!, 1);
  }

  #count(value: number, change: 1 | -1): void {
    const counts = this.#counts;
    for (let i = firstAtLeast(this.#sorted, value) + 1; i < counts.length; i += i & -i) {
      counts[i] = counts[i]! + change;
    }
  }
}

function highestBit(value: number): number {
  return value === 0 ? 0 : 1 << (31 - Math.clz32(value));
}
