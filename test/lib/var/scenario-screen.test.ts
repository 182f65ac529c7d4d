import { expect, test } from "vitest";
import { type ScenarioLaw, scenarioLosses } from "../../../lib/math/kernels/scenario-losses.ts";
import { screenScenarios } from "../../../lib/math/kernels/scenario-screen.ts";
import { normalDraws, uniformDraws } from "../../../lib/math/random-stream.ts";
import { lossScreen } from "../../../lib/var/scenario-screen.ts";

const scenarios = 40_000;

/** Assets of many volatilities with a common factor, long, short or both. */
function marketOf(number: number): ScenarioLaw {
  const [a, b, c, d] = uniformDraws({ seed: number, stream: 1 }, 4) as unknown as number[] as [
    number,
    number,
    number,
    number,
  ];
  const assets = 1 + Math.floor(12 * a);
  const size = 10 ** (4 * b - 4.5);
  const short = c < 0.3 ? 0 : c;
  const draws = normalDraws({ seed: number, stream: 2 }, assets * (assets + 3));
  const sides = uniformDraws({ seed: number, stream: 3 }, assets);
  const lower: number[] = [];
  for (let i = 0; i < assets; i++) {
    for (let k = 0; k <= i; k++) lower.push(size * (k === 0 ? 0.7 : 0.3 * draws[lower.length]!));
  }
  return {
    lower: Float64Array.from(lower),
    means: draws.slice(-assets).map((z) => size * d * z),
    exposures: draws
      .slice(-2 * assets, -assets)
      .map((z, i) => (sides[i]! < short ? -1 : 1) * 1e6 * Math.abs(z)),
    seed: [number, 5],
  };
}

test.each(Array.from({ length: 40 }, (_, k) => k))(
  "of market %i lets every scenario pass that loses the limit",
  (number) => {
    const law = marketOf(number);
    const screen = lossScreen(law)!;
    const losses = new Float64Array(scenarios);
    scenarioLosses(law, 0, losses);
    const sorted = losses.toSorted();
    for (const share of [0.5, 0.9, 0.99, 0.9999]) {
      const limit = sorted[Math.floor(share * scenarios)]!;
      const list = new Uint32Array(scenarios);
      const found = screenScenarios(screen.screenAt(limit), { first: 0, end: scenarios }, list);
      const passed = new Set(list.subarray(0, found));
      const missed = losses.findIndex((loss, at) => loss >= limit && !passed.has(at));
      expect(missed).toBe(-1);
      const stray = [...passed].filter((at) => losses[at]! < limit - screen.slack);
      // What passes for a normal beyond 4.17 alone.
      const expected = (scenarios * 2 * law.means.length) / 65_536;
      expect(stray.length).toBeLessThan(expected + 6 * Math.sqrt(expected) + 1);
    }
  },
);

test("tells losses of a long book of a day apart to a fiftieth of their deviation", () => {
  const long = { ...marketOf(3), exposures: marketOf(3).means.map(() => 1e6) };
  const { slack } = lossScreen({
    ...long,
    lower: long.lower.map((l) => l * (0.04 / long.lower[0]!)),
  })!;
  const deviation = 0.03 * 1e6 * long.means.length;
  expect(slack).toBeLessThan(deviation / 50);
});

test("is none where nothing is held or returns are too large to follow", () => {
  const law = marketOf(1);
  expect(lossScreen({ ...law, exposures: law.exposures.map(() => 0) })).toBeUndefined();
  expect(lossScreen({ ...law, means: law.means.map(() => 5) })).toBeUndefined();
  expect(lossScreen({ ...law, lower: law.lower.map(() => 2) })).toBeUndefined();
});
