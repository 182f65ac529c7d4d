import { describe, expect, test } from "vitest";
import { jumpDiffusionModel } from "../../../lib/market/paths/jump-diffusion-model.ts";
import { mean } from "../../../lib/math/moments.ts";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { quantile } from "../../../lib/math/quantile.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { studentTDistribution } from "../../../lib/math/student-t.ts";
import { ageWeightedVar } from "../../../lib/var/age-weighted-var.ts";
import { bootstrapRisk } from "../../../lib/var/bootstrap-var.ts";
import { copulaVar } from "../../../lib/var/copula-var.ts";
import { cornishFisherVar } from "../../../lib/var/cornish-fisher-var.ts";
import { filteredHistoricalVar } from "../../../lib/var/filtered-historical-var.ts";
import { garchVar } from "../../../lib/var/garch-var.ts";
import { pathVar } from "../../../lib/var/path-var.ts";
import { peaksOverThresholdVar } from "../../../lib/var/peaks-over-threshold.ts";
import { studentTVar } from "../../../lib/var/student-t-var.ts";
import { garchReturns } from "./backtest/forecasters.ts";

import { type Claim, draws, expectCoverage, normals, trialsOf } from "./expect-coverage.ts";

const [confidence, n] = [0.95, 500];
const options = { confidence, horizonDays: 1, unit: "fraction" } as const;

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

  test.each([
    ["filtered historical", filteredHistoricalVar],
    ["GARCH Monte Carlo", garchVar],
  ] as const)("%s VaR of 1,000 returns of a GARCH", (_, method) => {
    const run = (stream: number): number => {
      const { returns, volatility } = garchReturns(large + 1, { seed: 17, stream });
      const { valueAtRisk } = method(returns.slice(0, large), {
        ...options,
        returns: "simple",
        model: "garch",
        innovations: "normal",
        paths: 1500,
        seed: stream,
      });
      return normalDistribution(-valueAtRisk / volatility[large]!);
    };
    expectCoverage(trialsOf(30, run), nominal(2 / large));
  });

  test("Monte Carlo VaR of a jump-diffusion with known parameters, 1,000 paths", () => {
    const [volatility, jumpsPerYear, center, spread, days] = [0.6, 60, -0.03, 0.04, 10];
    const model = jumpDiffusionModel({
      assets: ["BTC"],
      start: [30_000],
      periodsPerYear: 365,
      drift: { measure: "real-world", annualGrowth: [0.1] },
      annualVolatility: [volatility],
      jumps: {
        clock: "own",
        jumpsPerYear: [jumpsPerYear],
        meanLogJump: [center],
        logJumpDeviation: [spread],
      },
    });
    const expected = (jumpsPerYear * days) / 365;
    const compensation = jumpsPerYear * Math.expm1(center + spread ** 2 / 2);
    const mean = ((0.1 - volatility ** 2 / 2 - compensation) * days) / 365;
    // A Poisson mixture of normal laws of the log return.
    const below = (logReturn: number): number => {
      let [sum, weight] = [0, Math.exp(-expected)];
      for (let k = 0; k < 40; weight *= expected / ++k) {
        const deviation = Math.sqrt((volatility ** 2 * days) / 365 + k * spread ** 2);
        sum += weight * normalDistribution((logReturn - mean - k * center) / deviation);
      }
      return sum;
    };
    const run = (seed: number): number => {
      const { valueAtRisk } = pathVar(model, {
        ...options,
        horizonDays: days,
        exposures: [1],
        when: "end",
        paths: 1000,
        seed,
      });
      return below(Math.log1p(-valueAtRisk));
    };
    expectCoverage(trialsOf(25, run), nominal(1 / 1000));
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
    expectCoverage(trialsOf(12, run), nominal(2 / n));
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
