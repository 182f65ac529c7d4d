import { describe, expect, test } from "vitest";
import { fourierPrice, type LogPriceLaw } from "../../../lib/instruments/fourier-price.ts";
import { mertonJump } from "../../../lib/instruments/merton-jump.ts";
import { undiscountedBlack } from "../../../lib/instruments/undiscounted-black.ts";
import {
  addComplex,
  type Complex,
  expm1Complex,
  multiplyComplex,
  scaleComplex,
} from "../../../lib/math/complex.ts";
import { expectClose } from "../expect-close.ts";

/** z² - z. */
const convexity = (z: Complex): Complex => addComplex(multiplyComplex(z, z), scaleComplex(z, -1));
const forward = 100;
const strikes = [1, 30, 99, 100, 101, 200, 3_000];

describe("fourierPrice", () => {
  test("is Black's formula for a normal log price, at the money and far out", () => {
    for (const deviation of [0.01, 0.2, 0.8, 3]) {
      const law: LogPriceLaw = {
        logMoment: (z) => scaleComplex(convexity(z), deviation ** 2 / 2),
        momentIsFinite: () => true,
      };
      for (const strike of strikes) {
        for (const kind of ["call", "put"] as const) {
          const black = undiscountedBlack({ kind, strike, forward, deviation });
          const { price, errorEstimate } = fourierPrice(law, { kind, strike, forward });
          const subject = `${kind} ${strike} at ${deviation}`;
          expectClose(price, black, { relative: 1e-11, absolute: 1e-250, subject });
          expect(errorEstimate, subject).toBeLessThanOrEqual(1e-11 * price + 1e-250);
        }
      }
    }
  });

  test("is Merton's sum for a log price that jumps: two roads to one price", () => {
    const [volatility, count, mean, deviation, years] = [0.4, 2, -0.2, 0.15, 0.5];
    const drift = Math.expm1(mean + deviation ** 2 / 2);
    const law: LogPriceLaw = {
      logMoment: (z) => {
        const square = multiplyComplex(z, z);
        const jump = addComplex(scaleComplex(z, mean), scaleComplex(square, deviation ** 2 / 2));
        const jumps = addComplex(expm1Complex(jump), scaleComplex(z, -drift));
        const diffusion = scaleComplex(convexity(z), (volatility ** 2 * years) / 2);
        return addComplex(diffusion, scaleComplex(jumps, count * years));
      },
      momentIsFinite: () => true,
    };
    for (const strike of strikes) {
      for (const kind of ["call", "put"] as const) {
        const sum = mertonJump(
          { kind, strike, years },
          {
            spot: forward,
            rate: 0,
            assetYield: 0,
            volatility,
            jumpsPerYear: count,
            meanLogJump: mean,
            logJumpDeviation: deviation,
          },
        );
        const { price } = fourierPrice(law, { kind, strike, forward });
        expectClose(price, sum, { relative: 1e-11, subject: `${kind} ${strike}` });
      }
    }
  });
});
