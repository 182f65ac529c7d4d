import { expect, test } from "vitest";
import { naturalLog } from "../../../lib/math/natural-log.ts";
import { uniformDraws } from "../../../lib/math/random-stream.ts";
import golden from "../../golden/natural-log.json" with { type: "json" };

test(`naturalLog is within ${golden.tolerance.ulps} ulp of 40-digit arithmetic`, () => {
  const worst = golden.rows.map(([x, high, low]) => {
    const exact = high!;
    const error = Math.abs(naturalLog(x!) - exact - low!);
    return { x, ulps: error / ulpOf(exact) };
  });
  expect(worst.filter(({ ulps }) => !(ulps <= golden.tolerance.ulps))).toEqual([]);
});

test("naturalLog has the bits of Math.log on x86-64 and is at most an ulp from it elsewhere", () => {
  const inputs = [
    ...uniformDraws({ seed: 3, stream: 1 }, 100_000),
    ...uniformDraws({ seed: 3, stream: 2 }, 100_000).map((u) => 2 ** (2_000 * u - 1_000) * (1 + u)),
    ...[0, -0, -1, Number.NaN, Infinity, -Infinity, 5e-324, 1e-310, Number.MAX_VALUE, 1],
  ];
  const different = inputs.filter((x) => !isSame(naturalLog(x), Math.log(x)));
  expect(different).toEqual([]);
});

function ulpOf(x: number): number {
  return 2 ** (Math.floor(Math.log2(Math.abs(x))) - 52);
}

function isSame(found: number, host: number): boolean {
  if (process.arch === "x64" || !Number.isFinite(host)) return Object.is(found, host);
  return Math.abs(found - host) <= Math.max(2 ** -52 * Math.abs(host), 5e-324);
}
