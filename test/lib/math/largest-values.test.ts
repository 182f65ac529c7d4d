import { describe, expect, test } from "vitest";
import { largestSorted } from "../../../lib/math/largest-values.ts";
import { normalDraws } from "../../../lib/math/random-stream.ts";

const sample = normalDraws({ seed: 8, stream: 1 }, 60_000);
const bySorting = (values: Float64Array, count: number): Float64Array =>
  values.toSorted().slice(values.length - count);

describe("largestSorted", () => {
  test.each([1, 2, 600, 3_000, 14_999, 15_000, 30_000, 60_000])(
    "gives the %d largest of 60,000 as sorting does",
    (count) => {
      expect(largestSorted(sample, count)).toEqual(bySorting(sample, count));
    },
  );

  const orders: Record<string, Float64Array> = {
    ascending: sample.toSorted(),
    descending: sample.toSorted().reverse(),
    "all equal": sample.map(() => 4),
    "two values": sample.map((value) => (value > 2.3 ? 1 : 0)),
    "large where the guess looks": sample.map((value, i) => (i % 3 ? -Math.abs(value) : value)),
    "large where the guess does not look": sample.map((value, i) =>
      i % 30 === 7 ? 9 + value : value,
    ),
    "with infinities": sample.map((value, i) => (i % 10_000 ? value : Infinity)),
  };

  test.each(Object.keys(orders))("does not depend on the order: %s", (order) => {
    const values = orders[order]!;
    for (const count of [1, 600, 2_500]) {
      expect(largestSorted(values, count)).toEqual(bySorting(values, count));
    }
  });

  test("takes one value and leaves its input as it was", () => {
    expect([...largestSorted(Float64Array.of(3), 1)]).toEqual([3]);
    const input = sample.slice();
    largestSorted(input, 600);
    expect(input).toEqual(sample);
  });
});
