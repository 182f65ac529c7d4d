import { describe, expect, test } from "vitest";
import { fitJumpDiffusion } from "../../../../lib/market/paths/fit-jump-diffusion.ts";
import type { JumpDiffusionLaw } from "../../../../lib/market/paths/jump-diffusion-law.ts";
import { minusMixtureLikelihood } from "../../../../lib/market/paths/jump-mixture.ts";
import { pricePaths, pricesAlong } from "../../../../lib/market/paths/price-paths.ts";
import { singleJumpModel } from "../../../../lib/market/paths/single-jump-model.ts";
import { returnSeries } from "../../../../lib/market/return-window.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import golden from "../../../golden/simulated-var.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { realLogReturns } from "../real-returns.ts";

const daily = { periodsPerYear: 365 };

describe("fitJumpDiffusion", () => {
  test("finds the likelihood, the law and the errors that scipy finds", () => {
    for (const { asset, logLikelihood, law, logErrors } of golden.jumpDiffusions) {
      const fit = fitJumpDiffusion(returnSeries(realLogReturns(), asset).values, daily);
      expectClose(fit.logLikelihood, logLikelihood, { absolute: 1e-6, subject: asset });
      for (const name of Object.keys(law) as (keyof JumpDiffusionLaw)[]) {
        const error = fit.standardErrors![name];
        // Nelder-Mead ends where the likelihood is level, within 1 % of a standard error.
        const subject = `${name} of ${asset}`;
        expectClose(fit.law[name], law[name], { absolute: 0.01 * error, subject });
      }
      const relative = fit.standardErrors!.jumpsPerYear / fit.law.jumpsPerYear;
      expectClose(relative, logErrors.intensity, { relative: 0.01, subject: "error of intensity" });
      const ofJumps = fit.standardErrors!.logJumpDeviation / fit.law.logJumpDeviation;
      expectClose(ofJumps, logErrors.logJumpDeviation, { relative: 0.01, subject: "of jumps" });
    }
  });

  test("recovers rare large jumps within its own standard errors", () => {
    const law: JumpDiffusionLaw = {
      annualGrowth: 0.3,
      annualVolatility: 0.5,
      jumpsPerYear: 15,
      meanLogJump: -0.06,
      logJumpDeviation: 0.1,
    };
    const model = singleJumpModel(law, { asset: "X", start: 1, periodsPerYear: 365 });
    const paths = pricePaths(model, { steps: 2_000, paths: 1, seed: 21 });
    const prices = pricesAlong(paths, { asset: "X", path: 0 });
    const logs = Float64Array.from({ length: 2_000 }, (_, i) =>
      Math.log(prices[i + 1]! / prices[i]!),
    );
    const fit = fitJumpDiffusion(logs, daily);
    for (const name of Object.keys(law) as (keyof JumpDiffusionLaw)[]) {
      expectClose(fit.law[name], law[name], {
        absolute: 3 * fit.standardErrors![name],
        subject: name,
      });
    }
    expect(fit.converged).toBe(true);
    expect(fit.warnings).toEqual([]);
    expect(fit.aic).toBeLessThan(fit.normalAic);
  });

  test("does not care about the unit of the returns", () => {
    const btc = returnSeries(realLogReturns(), "BTC").values;
    const [one, ten] = [1, 10].map((k) =>
      fitJumpDiffusion(
        btc.map((x) => x * k),
        daily,
      ),
    );
    expectClose(ten!.law.annualVolatility, 10 * one!.law.annualVolatility, {
      relative: 1e-6,
      subject: "volatility",
    });
    expectClose(ten!.law.jumpsPerYear, one!.law.jumpsPerYear, {
      relative: 1e-6,
      subject: "intensity",
    });
  });

  test("says that a normal sample has no jumps, and gives no errors on a bound", () => {
    const random = randomStream({ seed: 1, stream: 1 });
    const fit = fitJumpDiffusion(
      Float64Array.from({ length: 200 }, () => random.normal()),
      daily,
    );
    expect(fit.warnings.map(({ code }) => code)).toEqual(["no-jumps", "on-bound", "few-returns"]);
    expect(fit.standardErrors).toBeUndefined();
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(fit.normalLogLikelihood - 1e-6);
  });

  test("refuses constant and short samples, NaN and years without periods", () => {
    const values = Array.from({ length: 60 }, (_, i) => Math.sin(i));
    expect(() => fitJumpDiffusion(values.slice(0, 49), daily)).toThrow(
      "at least 50 observations: 49",
    );
    expect(() =>
      fitJumpDiffusion(
        values.map(() => 0.1),
        daily,
      ),
    ).toThrow("must not all be equal: 0.1");
    expect(() => fitJumpDiffusion([...values, Number.NaN], daily)).toThrow("NaN");
    expect(() => fitJumpDiffusion(values, { periodsPerYear: 0 })).toThrow("periodsPerYear");
  });
});

describe("minusMixtureLikelihood", () => {
  test("has the gradient that finite differences give", () => {
    const sample = Float64Array.from({ length: 40 }, (_, i) => 3 * Math.sin(7 * i) ** 3);
    for (const point of [
      [0.1, -0.4, -1.5, -0.3, 0.6],
      [-0.2, 0.2, 1, 0.8, -1],
    ]) {
      const { gradient } = minusMixtureLikelihood(sample, point);
      point.forEach((x, k) => {
        const at = (moved: number): number =>
          minusMixtureLikelihood(
            sample,
            point.map((y, j) => (j === k ? x + moved : y)),
          ).value;
        const slope = (at(1e-5) - at(-1e-5)) / 2e-5;
        expectClose(gradient[k]!, slope, { relative: 1e-6, absolute: 1e-9, subject: `slope ${k}` });
      });
    }
  });
});
