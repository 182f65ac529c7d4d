import { expect, test } from "vitest";
import { naturalExp } from "../../../lib/math/natural-exp.ts";
import { uniformDraws } from "../../../lib/math/random-stream.ts";
import golden from "../../golden/natural-exp.json" with { type: "json" };

test(`naturalExp is within ${golden.tolerance.ulps} ulp of 40-digit arithmetic`, () => {
  const worst = golden.rows.map(([x, exact, rest]) => {
    const ulp = Math.max(2 ** (Math.floor(Math.log2(exact!)) - 52), 5e-324);
    return { x, ulps: Math.abs(naturalExp(x!) - exact! - rest!) / ulp };
  });
  expect(worst.filter(({ ulps }) => !(ulps <= golden.tolerance.ulps))).toEqual([]);
});

test("naturalExp has the bits of Math.exp on x86-64 and is at most an ulp from it elsewhere", () => {
  const joints = [1, Math.LN2 / 2, 0.3465735912322998, 1.5 * Math.LN2, 2 ** -28, 708.4, 709.7827];
  const inputs = [
    ...uniformDraws({ seed: 3, stream: 1 }, 100_000).map((u) => 1_520 * u - 760),
    ...uniformDraws({ seed: 3, stream: 2 }, 100_000).map((u) => 2.4 * u - 1.2),
    ...joints.flatMap((x) =>
      [-2, -1, 0, 1, 2].flatMap((k) => [x, -x].map((y) => y + k * 2e-16 * y)),
    ),
    ...[
      0,
      -0,
      Number.NaN,
      Infinity,
      -Infinity,
      5e-324,
      -745.1332191019411,
      -745.2,
      709.782712893384,
    ],
  ];
  expect(inputs.filter((x) => !isSame(naturalExp(x), Math.exp(x)))).toEqual([]);
});

function isSame(found: number, host: number): boolean {
  if (process.arch === "x64" || !Number.isFinite(host)) return Object.is(found, host);
  return Math.abs(found - host) <= Math.max(2 ** -52 * Math.abs(host), 5e-324);
}
