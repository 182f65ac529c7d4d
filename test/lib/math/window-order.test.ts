import fc from "fast-check";
import { expect, test } from "vitest";
import { WindowOrder } from "../../../lib/math/window-order.ts";

const series = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 });
const bound = fc.integer({ min: -10, max: 10 });

test("WindowOrder knows every rank of every window, and how many are at least a bound", () => {
  fc.assert(
    fc.property(
      series,
      fc.nat(),
      fc.integer({ min: 1, max: 7 }),
      bound,
      (list, pick, hop, bound) => {
        const values = Float64Array.from(list);
        const window = 1 + (pick % values.length);
        const order = new WindowOrder(values, window, 0);
        for (let start = 0; start + window <= values.length; start += hop) {
          order.moveTo(start);
          const sorted = values.slice(start, start + window).sort();
          expect(sorted.map((_, i) => order.at(i + 1))).toEqual(sorted);
          expect(order.countAtLeast(bound)).toBe(sorted.filter((value) => value >= bound).length);
        }
      },
    ),
  );
});
