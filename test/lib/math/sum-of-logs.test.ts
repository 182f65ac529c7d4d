import fc from "fast-check";
import { expect, test } from "vitest";
import { sumOfLogs } from "../../../lib/math/sum-of-logs.ts";
import { expectClose } from "../expect-close.ts";

const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });

test("sumOfLogs is the sum of the logarithms, whatever the sizes", () => {
  fc.assert(
    fc.property(fc.array(positive, { maxLength: 40 }), fc.nat(3), (list, more) => {
      const logs = list.map(Math.log);
      const plain = logs.reduce((sum, log) => sum + log, 0);
      const size = logs.reduce((sum, log) => sum + Math.abs(log), 0);
      const values = Float64Array.from([...list, ...Array(more).fill(7)]);
      const absolute = 1e-14 * (1 + size);
      expectClose(sumOfLogs(values, list.length), plain, { absolute, subject: `${list}` });
    }),
  );
});

test("sumOfLogs of many numbers near 1 has no more error than each logarithm rounded", () => {
  const values = Float64Array.from({ length: 100_000 }, (_, i) => 1 + ((i * 37) % 1_000) / 4_000);
  let [sum, lost] = [0, 0];
  for (const value of values) {
    const term = Math.log(value) - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
  }
  expectClose(sumOfLogs(values, values.length), sum, { relative: 1e-14, subject: "sum" });
});

test("sumOfLogs is not finite where a number is 0, infinite or NaN", () => {
  for (const odd of [0, Infinity, Number.NaN]) {
    for (let place = 0; place < 5; place++) {
      const values = Float64Array.of(0.5, 2, 3, 1e-150, 4);
      values[place] = odd;
      expect(Number.isFinite(sumOfLogs(values, 5))).toBe(false);
    }
  }
  expect(sumOfLogs(new Float64Array(3), 0)).toBe(0);
});
