/** Figures of the whole library, each of which must have the same bits on every machine. */
import * as door from "../../lib/index.ts";
import { atan, atan2 } from "../../lib/math/elementary/arctangent.ts";
import { expm1 } from "../../lib/math/elementary/expm1.ts";
import { atanh, cosh, sinh, tanh } from "../../lib/math/elementary/hyperbolic.ts";
import { hypot } from "../../lib/math/elementary/hypot.ts";
import { log1p } from "../../lib/math/elementary/log1p.ts";
import { power, square } from "../../lib/math/elementary/power.ts";
import { cos, sin } from "../../lib/math/elementary/trigonometric.ts";
import { naturalExp } from "../../lib/math/natural-exp.ts";
import { naturalLog } from "../../lib/math/natural-log.ts";
import { randomStream, uniformDraws } from "../../lib/math/random-stream.ts";
import { calls } from "./calls.ts";

const count = 4_096;
const draws = (stream: number): Float64Array => uniformDraws({ seed: 1729, stream }, count);
/** Of one size in every second, of any size in the others, with both signs. */
const spread = (stream: number): Float64Array => {
  const exponents = draws(stream + 1);
  return draws(stream).map((u, i) => {
    const size = i % 2 === 0 ? 4 * u : naturalExp(60 * exponents[i]! - 40);
    return i % 4 < 2 ? size : -size;
  });
};

const elementary = {
  ...{ atan, atanh, cos, cosh, expm1, log1p, naturalExp, naturalLog, sin, sinh, tanh },
};
const ofTwo = { atan2, hypot, power };

const normals = (seed: number, length: number): Float64Array => {
  const random = randomStream({ seed, stream: 5 });
  return Float64Array.from({ length }, () => random.normal());
};
const returns = normals(3, 500).map((z, i, all) => 0.02 * z * (1 + Math.abs(all[i - 1] ?? 0) / 4));
const spot = { spot: 100, rate: 0.03, assetYield: 0.01 } as const;
const strikes = Array.from({ length: 25 }, (_, i) => 60 + 4 * i);
const calls100 = strikes.map((strike) => ({ kind: "call", strike, years: 0.4 }) as const);
const jumps = { jumpsPerYear: 12, meanLogJump: -0.05, logJumpDeviation: 0.1 } as const;
const process = { meanReversion: 3, longRunVariance: 0.4, volatilityOfVariance: 0.9 } as const;
const variance = { ...process, initialVariance: 0.3, correlation: -0.5 } as const;

const pathStart = { assets: ["BTC"], start: [100], periodsPerYear: 365 } as const;
const drift = { measure: "risk-neutral", rate: 0.03 } as const;
const models = {
  heston: () => door.hestonModel({ ...pathStart, drift, variances: [variance] }),
  jumps: () =>
    door.jumpDiffusionModel({
      ...{ ...pathStart, drift, annualVolatility: [0.6] },
      jumps: {
        ...{ clock: "own", jumpsPerYear: [12], meanLogJump: [-0.05], logJumpDeviation: [0.1] },
      },
    }),
  regimes: () =>
    door.regimeSwitchingModel({
      ...pathStart,
      regimes: [0.4, 1.2].map((volatility) => ({
        ...{ name: `at ${volatility}`, drift, annualVolatility: [volatility] },
      })),
      transition: { rows: 2, columns: 2, values: Float64Array.of(0.95, 0.05, 0.2, 0.8) },
      initial: "stationary",
    }),
  garch: () => {
    const fit = door.fitGarch(returns, { model: "gjr", innovations: "skewed-t" });
    const { model, path } = fit;
    const state = { variance: square(path.volatility.at(-1)!), residual: path.residuals.at(-1)! };
    return door.garchPathModel({ ...pathStart, models: [{ model, state }], returns: "log" });
  },
} satisfies Record<string, () => Parameters<typeof door.pricePaths>[0]>;

const larger = {
  elementary: () =>
    Object.values(elementary).flatMap((of) => [...spread(10).map(of), ...draws(12).map(of)]),
  elementaryOfTwo: () =>
    Object.values(ofTwo).flatMap((of) => {
      const [x, y] = [spread(20), spread(30)];
      return [...x.map((value, i) => of(value, y[i]!)), ...draws(40).map((u, i) => of(u, y[i]!))];
    }),
  fitGarchFamily: () =>
    (["garch", "gjr", "egarch"] as const).flatMap((model) =>
      (["normal", "student-t", "skewed-t"] as const).map((innovations) =>
        door.fitGarch(returns, { model, innovations }),
      ),
    ),
  fitJumpDiffusion: () => door.fitJumpDiffusion(returns.slice(0, 80), { periodsPerYear: 365 }),
  optionPrices: () =>
    calls100.map((option) => [
      door.heston(option, { ...spot, ...variance }),
      door.mertonJump(option, { ...spot, ...jumps, volatility: 0.5 }),
      door.blackScholesGreeks(option, { ...spot, volatility: 0.7 }),
    ]),
  impliedVolatilities: () =>
    calls100.map((option) => {
      const price = door.heston(option, { ...spot, ...variance });
      return door.impliedVolatility(option, { price, forward: 101, rate: 0.03 });
    }),
  fitSvi: () => {
    const quotes = strikes.map((strike, i) => ({
      strike,
      volatility: 0.6 + 0.4 * square(naturalLog(strike / 100)) + 0.001 * Math.abs((i % 5) - 2),
    }));
    return door.fitSvi({ years: 0.4, forward: 101, quotes });
  },
  pricePaths: () =>
    Object.values(models).map((model) =>
      door.pricePaths(model(), { steps: 40, paths: 200, seed: 9 }),
    ),
};

/** Calls that answer with no number. */
const withoutNumbers = /^(isPositiveSemidefinite|isStationaryGarch|pricesOn|randomStream)$/;
const called = Object.entries(calls).filter(([name]) => !withoutNumbers.test(name));

/** Every number that the named figures hold; what has no value stands as the largest double. */
export const figures: Readonly<Record<string, () => Float64Array>> = Object.fromEntries([
  ...Object.entries(larger).map(([name, make]) => [name, () => numbersIn(make())] as const),
  ...called.map(([name, given]) => {
    const call = (door as unknown as Record<string, (...values: unknown[]) => unknown>)[name]!;
    return [name, () => numbersIn(call(...given))] as const;
  }),
]);

/** NaN has many bit patterns, and processors differ in the one they give. */
function numbersIn(value: unknown): Float64Array {
  const found: number[] = [];
  const visit = (part: unknown): void => {
    if (typeof part === "number") found.push(Number.isNaN(part) ? Number.MAX_VALUE : part);
    else if (ArrayBuffer.isView(part)) for (const x of part as Float64Array) visit(x);
    else if (typeof part === "object" && part !== null) Object.values(part).forEach(visit);
  };
  visit(value);
  return Float64Array.from(found);
}
