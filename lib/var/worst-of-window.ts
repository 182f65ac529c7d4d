import { firstAtLeast } from "../math/first-at-least.ts";
import { WindowOrder } from "../math/window-order.ts";
import { lossesOf } from "./historical-var.ts";

/** How many more losses than wanted are kept, so that the window is seldom looked through. */
const spare = 8;
/** Losses looked at per step and doubling of the window before the order of all of it is kept. */
const scanAllowance = 16;

/**
 * The worst losses of a window that moves along outcomes one day at a time: `depth` of them and a few
 * more in ascending order.
 *
 * Most steps cost two comparisons: what leaves and what enters are smaller than all that is kept. What
 * is kept is brought up to date as such losses come and go, and when it runs short the window is
 * looked through again. Where that happens too often (losses that shrink day by day) {@link WindowOrder}
 * names what is missing instead, so that a step never takes more, on average, than in proportion to
 * log(window) + depth.
 */
export class WorstOfWindow {
  /** Losses, ascending: the last `depth` are the worst of the window, and what is before them smaller. */
  readonly worst: Float64Array;
  readonly #outcomes: Float64Array;
  readonly #window: number;
  readonly #depth: number;
  /** The place of the smallest that is kept. */
  #from: number;
  #start = 0;
  #scanned = 0;
  #order: WindowOrder | undefined;

  /** The first window of at least as many finite outcomes; `depth` is from 1 to `window`. */
  constructor(outcomes: Float64Array, window: number, depth: number) {
    this.#outcomes = outcomes;
    this.#window = window;
    this.#depth = depth;
    this.worst = new Float64Array(Math.min(window, depth + spare));
    this.#from = this.worst.length;
    this.#scan();
  }

  /**
   * Moves to the next window of which a kept loss is new or gone, and returns where it starts; past
   * the last window returns how many windows there are.
   */
  next(): number {
    const outcomes = this.#outcomes;
    const ahead = this.#window - 1;
    const windows = outcomes.length - ahead;
    const bound = 0 - this.worst[this.#from]!;
    let start = this.#start + 1;
    while (start < windows && outcomes[start - 1]! > bound && outcomes[start + ahead]! > bound) {
      start++;
    }
    this.#start = start;
    if (start < windows) this.#replace(0 - outcomes[start - 1]!, 0 - outcomes[start + ahead]!);
    return start;
  }

  /** How many losses of the window are at least `bound`. */
  countAtLeast(bound: number): number {
    const { worst } = this;
    const from = this.#from;
    if (bound > worst[from]!) return worst.length - firstAtLeast(worst, bound, from);
    const order = this.#orderIfDue();
    if (order !== undefined) return order.countAtLeast(bound);
    const end = this.#start + this.#window;
    this.#scanned += this.#window;
    let count = 0;
    for (let i = this.#start; i < end; i++) if (0 - this.#outcomes[i]! >= bound) count++;
    return count;
  }

  #replace(leaving: number, entering: number): void {
    const { worst } = this;
    if (leaving >= worst[this.#from]!) this.#remove(leaving);
    if (this.#from < worst.length && entering >= worst[this.#from]!) this.#insert(entering);
    const kept = worst.length - this.#from;
    if (kept >= this.#depth) return;
    const order = this.#orderIfDue();
    if (order === undefined) this.#scan();
    else this.#insert(order.at(this.#window - kept));
  }

  /** Takes out one that is kept: smaller ones move up. */
  #remove(loss: number): void {
    const { worst } = this;
    let i = this.#from++;
    let held = worst[i]!;
    while (held < loss) {
      const above = worst[++i]!;
      worst[i] = held;
      held = above;
    }
  }

  /** Takes in one that is at least the smallest kept, or any while there is room: smaller ones move down. */
  #insert(loss: number): void {
    const { worst } = this;
    if (this.#from > 0) this.#from--;
    let i = this.#from;
    while (i + 1 < worst.length && worst[i + 1]! < loss) {
      worst[i] = worst[i + 1]!;
      i++;
    }
    worst[i] = loss;
  }

  #scan(): void {
    const { worst } = this;
    const outcomes = this.#outcomes;
    const end = this.#start + this.#window;
    this.#scanned += this.#window;
    this.#from = worst.length;
    for (let i = this.#start; i < end; i++) {
      const loss = 0 - outcomes[i]!;
      if (this.#from > 0 || loss > worst[0]!) this.#insert(loss);
    }
  }

  /** The order of the whole window, once looking it through has cost more than it would. */
  #orderIfDue(): WindowOrder | undefined {
    const window = this.#window;
    const allowed = scanAllowance * (32 - Math.clz32(window)) * this.#start + 4 * window;
    if (this.#order !== undefined) this.#order.moveTo(this.#start);
    else if (this.#scanned > allowed) {
      this.#order = new WindowOrder(lossesOf(this.#outcomes), window, this.#start);
    }
    return this.#order;
  }
}
