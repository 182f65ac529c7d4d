import { describe, expect, test } from "vitest";
import { pricePaths } from "../../../../lib/market/paths/price-paths.ts";
import { regimeSwitchingModel } from "../../../../lib/market/paths/regime-switching-model.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { expectClose } from "../../expect-close.ts";
import { expectWithinErrors, forward, logReturnsAt, meanOf } from "./paths.ts";

const realWorld = (growth: number) => ({ measure: "real-world", annualGrowth: [growth] }) as const;
const two = {
  assets: ["BTC"],
  start: [100],
  periodsPerYear: 12,
  regimes: [
    { name: "calm", drift: realWorld(0.6), annualVolatility: [0.4] },
    { name: "storm", drift: realWorld(-0.9), annualVolatility: [1.2] },
  ],
  transition: matrixFromRows([
    [0.9, 0.1],
    [0.3, 0.7],
  ]),
  initial: "stationary",
} as const;

describe("regimeSwitchingModel", () => {
  test("has the moments of the mixture, and squares that fade by 1 - 0.1 - 0.3 a step", () => {
    const still = two.regimes.map((regime) => ({
      ...regime,
      drift: realWorld(regime.annualVolatility[0] ** 2 / 2),
    }));
    const model = regimeSwitchingModel({ ...two, regimes: still });
    const paths = pricePaths(model, { steps: 3, paths: 20_000, seed: 6 });
    const [first, second, third] = [1, 2, 3].map((step) => logReturnsAt(paths, "BTC", step));
    const [calm, storm] = [0.16 / 12, 1.44 / 12];
    const level = 0.75 * calm + 0.25 * storm;
    const variance = 0.75 * 0.25 * (storm - calm) ** 2;
    expectWithinErrors(
      meanOf(first!, (x) => x),
      0,
      { subject: "mean" },
    );
    expectWithinErrors(
      meanOf(first!, (x) => x * x),
      level,
      { subject: "variance" },
    );
    const fourth = 3 * (0.75 * calm ** 2 + 0.25 * storm ** 2);
    expectWithinErrors(
      meanOf(first!, (x) => x ** 4),
      fourth,
      { subject: "fourth moment" },
    );
    [second, third].forEach((later, k) => {
      const found = meanOf(first!, (x, i) => (x * x - level) * (later![i]! ** 2 - level));
      expectWithinErrors(found, variance * 0.6 ** (k + 1), { subject: `lag ${k + 1}` });
    });
  });

  test("meets the forward that the chain gives, from any start", () => {
    for (const initial of ["stationary", [0, 1]] as const) {
      const model = regimeSwitchingModel({ ...two, initial });
      const paths = pricePaths(model, { steps: 6, paths: 10_000, seed: 2 });
      const ends = paths.prices.filter((_, i) => i % 6 === 5);
      expectWithinErrors(
        meanOf(ends, (x) => x),
        forward(model, 6),
        { subject: String(initial) },
      );
    }
    const [calm, storm] = [Math.exp(0.05), Math.exp(-0.075)];
    const byHand = storm * (0.3 * calm + 0.7 * storm);
    const model = regimeSwitchingModel({ ...two, initial: [0, 1] });
    expectClose(forward(model, 2), 100 * byHand, { relative: 1e-14, subject: "two steps" });
  });

  test("under the risk-neutral measure is a martingale whatever the regimes do", () => {
    const drift = { measure: "risk-neutral", rate: 0.05 } as const;
    const model = regimeSwitchingModel({
      ...two,
      regimes: two.regimes.map((regime) => ({ ...regime, drift })),
    });
    expectClose(forward(model, 12), 100 * Math.exp(0.05), { relative: 1e-13, subject: "forward" });
  });

  test("refuses regimes and chains that do not fit", () => {
    const of = (changed: object) => () => regimeSwitchingModel({ ...two, ...changed });
    expect(of({ regimes: [] })).toThrow("regimes must have at least one element");
    expect(of({ regimes: two.regimes.slice(1) })).toThrow("transition must have 1 rows");
    expect(
      of({
        transition: matrixFromRows([
          [0.9, 0.2],
          [0.3, 0.7],
        ]),
      }),
    ).toThrow("row 0 of transition");
    expect(of({ initial: [0.5, 0.6] })).toThrow(
      "initial must be 2 probabilities that sum to 1: 0.5, 0.6",
    );
    expect(of({ initial: [1] })).toThrow("initial must be 2 probabilities");
    expect(
      of({
        transition: matrixFromRows([
          [1, 0],
          [0, 1],
        ]),
      }),
    ).toThrow("earlier one");
    const mixed = [
      two.regimes[0],
      { ...two.regimes[1], drift: { measure: "risk-neutral", rate: 0 } },
    ];
    expect(of({ regimes: mixed })).toThrow(
      "regimes must share one measure: real-world, risk-neutral",
    );
  });
});
