import { black76 } from "../../../lib/instruments/black76.ts";
import type { EuropeanOption } from "../../../lib/instruments/european-option.ts";
import { black76Greeks } from "../../../lib/instruments/greeks.ts";
import { heston } from "../../../lib/instruments/heston.ts";
import { impliedVolatility } from "../../../lib/instruments/implied-volatility.ts";
import { findRoot } from "../../../lib/math/find-root.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { growthCurve } from "../../growth.ts";

interface Priced {
  readonly option: EuropeanOption;
  readonly price: number;
}

const forward = 40_000;
const sizes = [1_000, 4_000, 16_000];

/** Out-of-the-money options from a week to a year, out to three deviations. */
function chain(size: number): Priced[] {
  const random = randomStream({ seed: 1, stream: size });
  return Array.from({ length: size }, () => {
    const years = (7 + 358 * random.uniform()) / 365;
    const volatility = 0.4 + 0.8 * random.uniform();
    const step = Math.max(-3, Math.min(3, random.normal()));
    const strike = forward * Math.exp(step * volatility * Math.sqrt(years));
    const option = { kind: strike < forward ? "put" : "call", strike, years } as const;
    return { option, price: black76(option, { forward, rate: 0, volatility }) };
  });
}

growthCurve({
  name: "black76: prices of a chain",
  sizes,
  prepare: chain,
  run: (all) => all.map(({ option }) => black76(option, { forward, rate: 0, volatility: 0.7 })),
});

growthCurve({
  name: "black76Greeks: a chain",
  sizes,
  prepare: chain,
  run: (all) =>
    all.map(({ option }) => black76Greeks(option, { forward, rate: 0, volatility: 0.7 })),
});

growthCurve({
  name: "plain: implied volatility by a bracketed search",
  sizes,
  prepare: chain,
  run: (all) =>
    all.map(({ option, price }) =>
      findRoot((volatility) => black76(option, { forward, rate: 0, volatility }) - price, {
        from: 0.001,
        to: 5,
      }),
    ),
});

growthCurve({
  name: "impliedVolatility: a chain",
  sizes,
  prepare: chain,
  run: (all) =>
    all.map(({ option, price }) => impliedVolatility(option, { price, forward, rate: 0 })),
});

growthCurve({
  name: "heston: a chain",
  sizes: [100, 400],
  prepare: chain,
  run: (all) =>
    all.map(({ option }) =>
      heston(option, {
        spot: forward,
        rate: 0,
        assetYield: 0,
        initialVariance: 0.5,
        longRunVariance: 0.5,
        meanReversion: 3,
        volatilityOfVariance: 1.5,
        correlation: -0.4,
      }),
    ),
});
