import { expect, test } from "vitest";
import { naturalExp, naturalExpm1 } from "../../../lib/math/natural-exp.ts";
import { uniformDraws } from "../../../lib/math/random-stream.ts";
import golden from "../../golden/natural-exp.json" with { type: "json" };

const rows = golden.rows as [number, number, number, number, number][];
const { tolerance } = golden;
const ulpOf = (value: number): number =>
  Math.max(2 ** (Math.floor(Math.log2(Math.abs(value))) - 52), 5e-324);

test(`naturalExp is within ${tolerance.ulps} ulp of 45-digit arithmetic, ${tolerance.ulpsBelowNormal} below the normal numbers`, () => {
  const wrong = rows
    .map(([x, exact, rest]) => ({ x, ulps: Math.abs(naturalExp(x) - exact - rest) / ulpOf(exact) }))
    .filter(({ x, ulps }) => !(ulps <= (x < -708 ? tolerance.ulpsBelowNormal : tolerance.ulps)));
  expect(wrong).toEqual([]);
});

test(`naturalExpm1 is within ${tolerance.ulpsLessOne} ulp of 45-digit arithmetic`, () => {
  const wrong = rows
    .map(([x, , , exact, rest]) => ({
      x,
      ulps: Math.abs(naturalExpm1(x) - exact - rest) / ulpOf(exact),
    }))
    .filter(({ ulps }) => !(ulps <= tolerance.ulpsLessOne));
  expect(wrong).toEqual([]);
});

test("naturalExp is at most an ulp from Math.exp over the whole range, and exact at its ends", () => {
  const inputs = [
    ...uniformDraws({ seed: 3, stream: 1 }, 100_000).map((u) => 1_520 * u - 760),
    ...uniformDraws({ seed: 3, stream: 2 }, 100_000).map((u) => 2.4 * u - 1.2),
    ...[708, -708, 709.782712893384, -745.1332191019411].flatMap((x) => [x, x * (1 + 2 ** -52)]),
  ];
  const off = inputs.filter((x) => {
    const [found, host] = [naturalExp(x), Math.exp(x)];
    return !(found === host || Math.abs(found - host) <= ulpOf(host));
  });
  expect(off).toEqual([]);
  const ends = [0, -0, 1, -Infinity, Infinity, Number.NaN, 5e-324, -746, 709.79];
  expect(ends.map(naturalExp)).toEqual([1, 1, Math.E, 0, Infinity, Number.NaN, 1, 0, Infinity]);
});

test("naturalExpm1 keeps the digits of small arguments and ends at -1", () => {
  expect(naturalExpm1(0)).toBe(0);
  expect(naturalExpm1(1e-300)).toBe(1e-300);
  expect(naturalExpm1(-1e-17)).toBe(-1e-17);
  expect(naturalExpm1(-800)).toBe(-1);
  expect(naturalExpm1(800)).toBe(Infinity);
  expect(naturalExpm1(Number.NaN)).toBeNaN();
});

test("naturalExp rises across the joints of its table", () => {
  for (let k = -300; k < 300; k++) {
    const joint = ((k + 0.5) * Math.LN2) / 128;
    const around = [-4, -2, -1, 0, 1, 2, 4].map((i) => naturalExp(joint + i * 2 ** -50));
    expect(around).toEqual([...around].sort((a, b) => a - b));
  }
});
