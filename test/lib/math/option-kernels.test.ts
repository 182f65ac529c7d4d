import { describe, expect, test } from "vitest";
import { logRatio, ratioTable } from "../../../lib/math/log-ratio.ts";
import { millsRatio, millsTable } from "../../../lib/math/mills-ratio.ts";
import { bell, naturalExp } from "../../../lib/math/natural-exp.ts";
import { powersOfTwo } from "../../../lib/math/powers-of-two.ts";
import golden from "../../golden/option-kernels.json" with { type: "json" };

/** Half a unit belongs to the rounding of the golden figure. */
const cases: readonly (readonly [string, (...terms: number[]) => number, number[][], number])[] = [
  ["millsRatio", (a) => millsRatio(a!), golden.millsRatio, 1.4],
  ["bell", (a) => bell(a!), golden.bell, 0.51],
  ["naturalExp", (x) => naturalExp(x!), golden.tableExp, 0.51],
  ["logRatio", (a, b) => logRatio(a!, b!), golden.logRatio, 2],
];

const ulpOf = (x: number): number => 2 ** (Math.floor(Math.log2(Math.abs(x))) - 52);

describe.each(cases)("%s", (_, calculate, rows, most) => {
  test(`is within ${most} ulp of 50-digit arithmetic`, () => {
    const wrong = rows.flatMap((row) => {
      const [exact, found] = [row.at(-1)!, calculate(...row)];
      const ulps = exact === 0 ? Math.abs(found) : Math.abs(found - exact) / ulpOf(exact);
      return ulps <= most + 0.5 ? [] : [{ row, found, ulps }];
    });
    expect(wrong).toEqual([]);
  });
});

test("what is a half, 1 or 0 is so exactly", () => {
  expect([millsRatio(0), bell(0), naturalExp(0), logRatio(7, 7)]).toEqual([0.5, 1, 1, 0]);
});

test("logRatio changes its sign when its terms change places near 1, to an ulp", () => {
  for (let k = 1; k < 400; k++) {
    const [a, b] = [100, 100 * (1 + k * 1e-6)];
    expect(Math.abs(logRatio(a, b) / logRatio(b, a) + 1)).toBeLessThan(4 * 2 ** -52);
  }
});

test("the pieces of millsRatio meet: no step at a joint is more than rounding", () => {
  for (let cell = 0; cell < 60 * 16; cell++) {
    const [left, right] = [
      millsRatio(cell / 16 - 1e-13 * (cell > 0 ? 1 : 0)),
      millsRatio(cell / 16),
    ];
    expect(Math.abs(left / right - 1)).toBeLessThan(1e-12);
  }
});

test("tables hold what they say, made once", () => {
  expect(millsTable()).toBe(millsTable());
  expect(millsTable().length).toBe(2_560);
  const pairs = powersOfTwo();
  const bits = new BigInt64Array(pairs.buffer);
  const powers = Array.from({ length: 128 }, (_, j) => {
    const value = new Float64Array(BigInt64Array.of(bits[2 * j]! + (BigInt(j) << 45n)).buffer)[0]!;
    return Math.abs(value / 2 ** (j / 128) - 1);
  });
  expect(Math.max(...powers)).toBeLessThan(3e-16);
  const rows = ratioTable();
  for (let cell = 0; cell < 128; cell++) {
    const [factor, high, low] = rows.subarray(4 * cell, 4 * cell + 3);
    expect(Math.abs(high! + low! + Math.log(factor!))).toBeLessThan(1e-16);
    expect(Number.isInteger(high! * 2 ** 43)).toBe(true);
  }
  expect([...rows.subarray(4 * 79, 4 * 80)].map((x) => x + 0)).toEqual([1, 0, 0, 0]);
});
