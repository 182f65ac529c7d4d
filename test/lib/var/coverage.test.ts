import { describe, expect, test } from "vitest";
import { sampleCovariance } from "../../../lib/math/covariance.ts";
import { mean } from "../../../lib/math/moments.ts";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { quantile, quantileTypes } from "../../../lib/math/quantile.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { studentTDistribution } from "../../../lib/math/student-t.ts";
import { ageWeightedVar } from "../../../lib/var/age-weighted-var.ts";
import { bootstrapRisk } from "../../../lib/var/bootstrap-var.ts";
import { copulaVar } from "../../../lib/var/copula-var.ts";
import { cornishFisherVar } from "../../../lib/var/cornish-fisher-var.ts";
import { deltaGammaVar } from "../../../lib/var/delta-gamma-var.ts";
import { deltaNormalVar } from "../../../lib/var/delta-normal-var.ts";
import { filteredHistoricalVar } from "../../../lib/var/filtered-historical-var.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import { normalVar } from "../../../lib/var/normal-var.ts";
import { peaksOverThresholdVar } from "../../../lib/var/peaks-over-threshold.ts";
import { studentTVar } from "../../../lib/var/student-t-var.ts";
import { volatilityScaledVar } from "../../../lib/var/volatility-scaled-var.ts";
import { expectClose } from "../expect-close.ts";
import { garchReturns } from "./backtest/forecasters.ts";
import { binomialBounds } from "./backtest/simulated-breaches.ts";

// How often a VaR from a sample of a known law is breached by the next outcome of that law. Each
// trial has a sample of its own, so the breaches are independent and their count is binomial; and as
// the law is known, so is the probability that each VaR is breached, whose mean is the sharper claim:
// four standard errors. Estimated parameters move that mean away from 1 - confidence by the order of
// 1 / n. Where it is known exactly it is what is expected (`exact`), else the gap allowed is stated.

const [confidence, n] = [0.95, 500];
const options = { confidence, horizonDays: 1, unit: "fraction" } as const;
const z = normalQuantile(confidence);
type Draw = (stream: number) => Float64Array;

const draws = (count: number, one: (random: ReturnType<typeof randomStream>) => number): Draw => {
  return (stream) => {
    const random = randomStream({ seed: 1938, stream });
    return Float64Array.from({ length: count }, () => one(random));
  };
};
const normals = (count: number): Draw => draws(count, (random) => random.normal());
const uniforms = draws(n, (random) => random.uniform());

interface Claim {
  /** The mean probability of a breach. */
  readonly expected: number;
  /** What it may be off besides four standard errors; 0 where `expected` is exact. */
  readonly allowance: number;
}

function expectCoverage(probabilities: readonly number[], { expected, allowance }: Claim): void {
  const trials = probabilities.length;
  const random = randomStream({ seed: 1955, stream: trials });
  const hits = probabilities.filter((probability) => random.uniform() < probability).length;
  const [fewest, most] = binomialBounds(trials, expected);
  expect(hits).toBeGreaterThanOrEqual(fewest);
  expect(hits).toBeLessThanOrEqual(most);
  const found = mean(probabilities);
  const error = Math.sqrt(sampleCovariance(probabilities, probabilities) / trials);
  const absolute = 4 * error + allowance + 1e-12;
  expectClose(found, expected, { absolute, subject: `mean of ${trials} breach probabilities` });
}

const trialsOf = (count: number, run: (stream: number) => number): number[] =>
  Array.from({ length: count }, (_, stream) => run(stream));

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

describe("breached on 1 - confidence of days but for the order of 1 / n", () => {
  const nominal = (allowance: number): Claim => ({ expected: 1 - confidence, allowance });
  const large = 1000;

  test("Student-t VaR of 1,000 outcomes of Student's t of 4 degrees", () => {
    const draw = draws(large, (random) => studentStretch(random) * random.normal());
    const run = (stream: number): number =>
      studentTDistribution(-studentTVar(draw(stream), options).valueAtRisk, 4);
    expectCoverage(trialsOf(100, run), nominal(1 / large));
  });

  test("Cornish-Fisher VaR of 1,000 normal outcomes", () => {
    const draw = normals(large);
    const run = (stream: number): number =>
      normalDistribution(-cornishFisherVar(draw(stream), options).valueAtRisk);
    expectCoverage(trialsOf(25, run), nominal(1 / large));
  });

  test("age-weighted VaR whose weights hold 999 outcomes", () => {
    const draw = draws(4000, (random) => random.uniform());
    const run = (stream: number): number =>
      -ageWeightedVar(draw(stream), { ...options, lambda: 0.998 }).valueAtRisk;
    expectCoverage(trialsOf(40, run), nominal(2 / 999));
  });

  test("filtered historical VaR of 1,000 returns of a GARCH", () => {
    const run = (stream: number): number => {
      const { returns, volatility } = garchReturns(large + 1, { seed: 17, stream });
      const { valueAtRisk } = filteredHistoricalVar(returns.slice(0, large), {
        ...options,
        returns: "simple",
        model: "garch",
        innovations: "normal",
        paths: 2000,
        seed: stream,
      });
      return normalDistribution(-valueAtRisk / volatility[large]!);
    };
    expectCoverage(trialsOf(40, run), nominal(2 / large));
  });

  // Losses are uniform up to the threshold, 0, and of a generalised Pareto law above it.
  const [shape, scale, share] = [0.2, 1, 0.1];
  const pareto = (u: number): number =>
    u < 1 - share ? u - (1 - share) : (scale / shape) * (((1 - u) / share) ** -shape - 1);
  const beyond = (loss: number): number => share * (1 + (shape * loss) / scale) ** (-1 / shape);
  test.each(["maximum-likelihood", "probability-weighted-moments"] as const)(
    "peaks over threshold at 0.99 by %s, 2,000 outcomes",
    (method) => {
      const draw = draws(2000, (random) => -pareto(random.uniform()));
      const run = (stream: number): number =>
        beyond(
          peaksOverThresholdVar(draw(stream), {
            ...options,
            confidence: 0.99,
            threshold: 0,
            method,
          }).valueAtRisk,
        );
      expectCoverage(trialsOf(100, run), { expected: 0.01, allowance: 1 / 2000 });
    },
  );

  test("Student-t copula VaR of a joint Student's t, with its marginals fitted", () => {
    const run = (stream: number): number => {
      const random = randomStream({ seed: 8, stream });
      const values = new Float64Array(2 * n);
      for (let row = 0; row < n; row++) {
        const stretch = studentStretch(random);
        const x = random.normal();
        values[2 * row] = stretch * x;
        values[2 * row + 1] = stretch * (0.5 * x + Math.sqrt(0.75) * random.normal());
      }
      const { valueAtRisk } = copulaVar(
        { rows: n, columns: 2, values },
        {
          ...options,
          exposures: [1, 1],
          copula: "student-t",
          degreesOfFreedom: 4,
          marginals: "student-t",
          draws: 1000,
          seed: stream,
        },
      );
      return studentTDistribution(-valueAtRisk / Math.sqrt(3), 4);
    };
    expectCoverage(trialsOf(20, run), nominal(2 / n));
  });

  test("normal copula VaR of joint normals, with marginals as observed", () => {
    const draw = normals(2 * n);
    const run = (stream: number): number => {
      const { valueAtRisk } = copulaVar(
        { rows: n, columns: 2, values: draw(stream) },
        {
          ...options,
          exposures: [1, -1],
          copula: "normal",
          marginals: "empirical",
          draws: 1000,
          seed: stream,
        },
      );
      return normalDistribution(-valueAtRisk / Math.SQRT2);
    };
    expectCoverage(trialsOf(60, run), nominal(2 / n));
  });
});

/** sqrt(4 / chi-square of 4 degrees), which is minus twice the logarithm of two uniforms. */
function studentStretch(random: ReturnType<typeof randomStream>): number {
  return Math.sqrt(4 / (-2 * Math.log(random.uniform() * random.uniform())));
}

describe("bootstrapRisk", () => {
  test("has 95 % intervals that hold the true 90 % VaR in 87 to 99 of 100 samples of 80 normals", () => {
    const draw = normals(80);
    const held = trialsOf(150, (stream) => {
      const method = (pnl: Float64Array): { valueAtRisk: number; expectedShortfall: number } => {
        const valueAtRisk = 0 - quantile(pnl, 0.1);
        return { valueAtRisk, expectedShortfall: valueAtRisk };
      };
      const { valueAtRiskInterval: found } = bootstrapRisk(draw(stream), method, {
        scheme: "iid",
        resamples: 100,
        seed: stream,
      });
      const truth = normalQuantile(0.9);
      return found.lower <= truth && truth <= found.upper ? 1 : 0;
    });
    expect(mean(held)).toBeGreaterThan(0.87);
    expect(mean(held)).toBeLessThan(0.99);
  });
});
