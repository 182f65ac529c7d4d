import { expect, test } from "vitest";
import { binaryScale } from "../../../lib/math/binary-scale.ts";

test.each([
  [[0.3, -5, 2], 8],
  [[0, 0], 1],
  [[], 1],
  [[4], 4],
  [[-0.3], 0.5],
])("binaryScale of %o is the power of two that holds it: %d", (values, unit) => {
  expect(binaryScale(values)).toBe(unit);
});

test.each([Number.MAX_VALUE, 1e300, 1e-300, Number.MIN_VALUE])(
  "binaryScale of %d divides and multiplies without a changed bit",
  (value) => {
    const unit = binaryScale([value]);
    expect((value / unit) * unit).toBe(value);
    expect((value / unit) ** 2).toBeGreaterThan(0);
    expect((value / unit) ** 2).toBeLessThan(Infinity);
  },
);
