import { describe, expect, test } from "vitest";
import { sampleCovariance } from "../../../lib/math/covariance.ts";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { quantileTypes } from "../../../lib/math/quantile.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { studentTDistribution } from "../../../lib/math/student-t.ts";
import { deltaGammaVar } from "../../../lib/var/delta-gamma-var.ts";
import { deltaNormalVar } from "../../../lib/var/delta-normal-var.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import { normalVar } from "../../../lib/var/normal-var.ts";
import { volatilityScaledVar } from "../../../lib/var/volatility-scaled-var.ts";
import { binomialBounds } from "./backtest/simulated-breaches.ts";
import { draws, expectCoverage, normals, trialsOf } from "./expect-coverage.ts";

const [confidence, n] = [0.95, 500];
const options = { confidence, horizonDays: 1, unit: "fraction" } as const;
const z = normalQuantile(confidence);
const uniforms = draws(n, (random) => random.uniform());

describe("breached as often as estimated parameters make it, exactly", () => {
  test.each([20, 60, 500])("normal VaR of %i outcomes: Student's t of one degree less", (count) => {
    const draw = normals(count);
    const run = (stream: number): number =>
      normalDistribution(-normalVar(draw(stream), options).valueAtRisk);
    const expected = studentTDistribution(-z / Math.sqrt(1 + 1 / count), count - 1);
    expectCoverage(trialsOf(2000, run), { expected, allowance: 0 });
  });

  test("normal VaR with a mean of zero: Student's t of as many degrees as outcomes", () => {
    const draw = normals(60);
    const run = (stream: number): number =>
      normalDistribution(-normalVar(draw(stream), { ...options, mean: "zero" }).valueAtRisk);
    const claim = { expected: studentTDistribution(-z, 60), allowance: 0 };
    expectCoverage(trialsOf(2000, run), claim);
  });

  test("delta-normal VaR from a sample covariance: Student's t of one degree less", () => {
    const exposures = [2, -1];
    const draw = normals(120);
    const deviation = Math.sqrt(2 ** 2 + 0.6 ** 2 + 0.8 ** 2 - 2 * 2 * 0.6);
    const run = (stream: number): number => {
      const drawn = draw(stream);
      const [x, e] = [drawn.slice(0, 60), drawn.slice(60)];
      const y = x.map((value, i) => 0.6 * value + 0.8 * e[i]!);
      const values = Float64Array.of(
        sampleCovariance(x, x),
        sampleCovariance(x, y),
        sampleCovariance(x, y),
        sampleCovariance(y, y),
      );
      const covariance = { rows: 2, columns: 2, values };
      const { valueAtRisk } = deltaNormalVar(exposures, covariance, options);
      return normalDistribution(-valueAtRisk / deviation);
    };
    const expected = studentTDistribution(-z, 59);
    expectCoverage(trialsOf(2000, run), { expected, allowance: 0 });
  });

  // The k-th of n uniforms has mean k / (n + 1), so a position p in the sorted losses leaves
  // 1 - p / (n + 1) above it on average, between two of them too.
  const positions = [475, 475.5, 475, 475, 475.5, 475.95, 475.05, 475.65, 475.6125];
  test.each(quantileTypes)("historical VaR of type %i: 1 - position / (n + 1)", (quantileType) => {
    const run = (stream: number): number => {
      const found = historicalVar(uniforms(stream), { ...options, quantileType }).valueAtRisk;
      return -found;
    };
    const expected = 1 - positions[quantileType - 1]! / (n + 1);
    expectCoverage(trialsOf(250, run), { expected, allowance: 0 });
  });

  test("volatility-scaled VaR with the volatilities that were: as historical VaR", () => {
    const run = (stream: number): number => {
      const path = Float64Array.from({ length: n }, (_, day) => 1 + Math.sin(day / 20) / 2);
      const scaled = uniforms(stream).map((value, day) => value * path[day]!);
      const { valueAtRisk } = volatilityScaledVar(scaled, { path, forecast: 3 }, options);
      return -valueAtRisk / 3;
    };
    expectCoverage(trialsOf(250, run), { expected: 1 - 475.05 / (n + 1), allowance: 0 });
  });

  test("delta-gamma VaR with a known covariance: 1 - confidence", () => {
    const covariance = { rows: 2, columns: 2, values: Float64Array.of(1, 0.3, 0.3, 2) };
    const sensitivities = {
      delta: [1, -0.5],
      gamma: { rows: 2, columns: 2, values: Float64Array.of(-0.8, 0.2, 0.2, 0.4) },
    };
    const { valueAtRisk } = deltaGammaVar(sensitivities, covariance, options);
    const random = randomStream({ seed: 3, stream: 0 });
    const hits = trialsOf(40_000, () => {
      const x = random.normal();
      const y = 0.3 * x + Math.sqrt(2 - 0.09) * random.normal();
      const pnl = x - 0.5 * y + (-0.8 * x * x + 0.4 * x * y + 0.4 * y * y) / 2;
      return -pnl > valueAtRisk ? 1 : 0;
    });
    const [fewest, most] = binomialBounds(hits.length, 0.05);
    const count = hits.filter((hit) => hit === 1).length;
    expect(count).toBeGreaterThan(fewest);
    expect(count).toBeLessThan(most);
  });
});
