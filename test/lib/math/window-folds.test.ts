import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { windowFolds } from "../../../lib/math/window-folds.ts";

const join = (left: string, right: string): string => left + right;

describe("windowFolds", () => {
  test("folds every window in order, for any length and window", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 1 }), { maxLength: 25 }),
        fc.integer({ min: 1, max: 30 }),
        (items, window) => {
          const expected = items
            .map((_, start) => items.slice(start, start + window))
            .filter((run) => run.length === window)
            .map((run) => run.join(""));
          expect(windowFolds(items, window, join)).toEqual(expected);
        },
      ),
    );
  });

  test("merges fewer than three times per item whatever the window", () => {
    for (const window of [2, 10, 250]) {
      let merges = 0;
      windowFolds(
        Array.from({ length: 1000 }, () => 0),
        window,
        () => {
          merges++;
          return 0;
        },
      );
      expect(merges, `window ${window}`).toBeLessThan(3000);
    }
  });

  test("refuses a window that is not a positive integer", () => {
    expect(() => windowFolds(["a"], 0, join)).toThrow("window must be an integer of at least 1: 0");
  });
});
