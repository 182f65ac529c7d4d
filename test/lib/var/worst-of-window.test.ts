import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalDraws } from "../../../lib/math/random-stream.ts";
import { WorstOfWindow } from "../../../lib/var/worst-of-window.ts";

/** The losses of each window by sorting it. */
function sortedLosses(outcomes: Float64Array, window: number, start: number): Float64Array {
  return outcomes
    .slice(start, start + window)
    .map((outcome) => 0 - outcome)
    .sort();
}

/** Walks to the end; between two stops the worst of no window in between may differ. */
function expectWorst(outcomes: Float64Array, window: number, depth: number): void {
  const moving = new WorstOfWindow(outcomes, window, depth);
  const windows = outcomes.length - window + 1;
  for (let start = 0; start < windows; ) {
    const found = moving.worst.slice(-depth);
    const counted = moving.countAtLeast(found[0]!);
    const until = moving.next();
    for (; start < until; start++) {
      const sorted = sortedLosses(outcomes, window, start);
      expect({ start, worst: found }).toEqual({ start, worst: sorted.slice(-depth) });
      expect(counted).toBe(sorted.filter((loss) => loss >= found[0]!).length);
    }
  }
}

const days = 700;
const adversaries: Record<string, (day: number) => number> = {
  "losses that grow day by day": (day) => -day,
  "losses that shrink day by day": (day) => day,
  "outcomes that are all equal": () => 1,
  "a saw of the window's length": (day) => day % 60,
  "a saw that falls": (day) => -(day % 61),
  "two values by turns": (day) => day % 2,
  "losses that shrink and start again": (day) => (day % 200) ** 2,
};

describe("WorstOfWindow", () => {
  test.each(Object.keys(adversaries))("holds the worst of every window of %s", (name) => {
    const outcomes = Float64Array.from({ length: days }, (_, day) => adversaries[name]!(day));
    for (const depth of [1, 4, 30, 60]) expectWorst(outcomes, 60, depth);
  });

  test("holds them for any outcomes, window and depth", () => {
    const list = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(list, fc.nat(), fc.nat(), (list, pick, deep) => {
        const window = 1 + (pick % list.length);
        expectWorst(Float64Array.from(list), window, 1 + (deep % window));
      }),
    );
  });

  test("holds them where looking through the window has become too dear", () => {
    const window = 4_000;
    const noise = normalDraws({ seed: 4, stream: 0 }, 3 * window);
    const shrinking = noise.map((x, day) => x / 1e3 + day);
    expectSome(shrinking, window, 40);
    const equal = noise.map((_, day) => Math.floor(day / 10));
    expectSome(equal, window, 40);
    expectSome(equal, window, 5);
  });
});

/** As {@link expectWorst} at every hundredth stop: sorting thousands of long windows takes seconds. */
function expectSome(outcomes: Float64Array, window: number, depth: number): void {
  const moving = new WorstOfWindow(outcomes, window, depth);
  let stops = 0;
  for (let start = 0; start <= outcomes.length - window; start = moving.next()) {
    if (stops++ % 100 !== 0) continue;
    const sorted = sortedLosses(outcomes, window, start);
    expect(moving.worst.slice(-depth)).toEqual(sorted.slice(-depth));
    const least = sorted.at(-depth)!;
    for (const bound of [least, least + 1e-9, sorted.at(-depth + 1)!, sorted.at(-1)!]) {
      expect(moving.countAtLeast(bound)).toBe(sorted.filter((loss) => loss >= bound).length);
    }
  }
  expect(stops).toBeGreaterThan(500);
}
