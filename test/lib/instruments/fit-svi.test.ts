import { describe, expect, test } from "vitest";
import { fitSvi, type SmileQuotes } from "../../../lib/instruments/fit-svi.ts";
import { type SviParameters, sviAt } from "../../../lib/instruments/svi.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { expectClose } from "../expect-close.ts";

/** Thirteen strikes out to 2.5 deviations, with noise of a size. */
function quoted(svi: SviParameters, years: number, noise = 0): SmileQuotes {
  const deviation = Math.sqrt(sviAt(svi, 0).variance);
  const random = randomStream({ seed: 5, stream: 1 });
  const steps = [-2.5, -2, -1.5, -1, -0.6, -0.3, 0, 0.3, 0.6, 1, 1.5, 2, 2.5];
  const quotes = steps.map((step) => {
    const k = step * deviation;
    const volatility = Math.sqrt(sviAt(svi, k).variance / years) + noise * random.normal();
    return { strike: 40_000 * Math.exp(k), volatility };
  });
  return { years, forward: 40_000, quotes };
}

const smiles: readonly (readonly [string, SviParameters, number])[] = [
  ["a month with skew", { a: 0.01, b: 0.1, rho: -0.4, m: 0.02, sigma: 0.15 }, 0.1],
  ["a year tilted upwards", { a: 0.04, b: 0.4, rho: 0.306, m: 0.2, sigma: 0.4153 }, 1],
  ["a week with a kink", { a: 0.001, b: 0.06, rho: -0.7, m: -0.01, sigma: 0.02 }, 0.02],
  ["half a year, almost flat", { a: 0.1, b: 0.02, rho: 0, m: 0.5, sigma: 1 }, 0.5],
  ["a quarter, flat", { a: 0.09, b: 0, rho: 0, m: 0, sigma: 0.1 }, 0.25],
];

describe("fitSvi", () => {
  test.each(smiles)("recovers the volatilities of %s to 1e-8", (_, svi, years) => {
    const fit = fitSvi(quoted(svi, years));
    expect(fit.largestError).toBeLessThan(1e-8);
    expect(fit.observations).toBe(13);
    expect(fit.warnings.filter(({ code }) => code === "not-converged")).toEqual([]);
    for (const k of [-0.1, 0, 0.1]) {
      const found = sviAt(fit.slice.svi, k).variance;
      expectClose(found, sviAt(svi, k).variance, { relative: 1e-6, subject: `w(${k})` });
    }
  });

  test("follows noisy quotes no further than their noise", () => {
    const fit = fitSvi(quoted(smiles[0]![1], 0.1, 0.005));
    expect(fit.rootMeanSquareError).toBeLessThan(0.005);
    const atTheMoney = Math.sqrt(sviAt(fit.slice.svi, 0).variance / 0.1);
    const truth = Math.sqrt(sviAt(smiles[0]![1], 0).variance / 0.1);
    expectClose(atTheMoney, truth, { absolute: 0.005, subject: "volatility" });
  });

  test("gives a quote of weight 0 no say", () => {
    const clean = quoted(smiles[0]![1], 0.1);
    const wrong = { ...clean.quotes[3]!, volatility: 5, weight: 0 };
    const quotes = clean.quotes.map((quote, i) => (i === 3 ? wrong : quote));
    expect(fitSvi({ ...clean, quotes }).rootMeanSquareError).toBeLessThan(1e-8);
  });

  test("tells of an arbitrage that the quotes hold", () => {
    const kinked = fitSvi(quoted(smiles[2]![1], 0.02));
    expect(kinked.warnings.map(({ code }) => code)).toEqual(["arbitrage"]);
    expect(kinked.warnings[0]!.message).toContain("butterfly at moneyness");
  });

  test("refuses four quotes, equal strikes, and volatilities that are none", () => {
    const { quotes, ...rest } = quoted(smiles[0]![1], 0.1);
    const fitted = (changed: SmileQuotes["quotes"]) => () => fitSvi({ ...rest, quotes: changed });
    expect(fitted(quotes.slice(0, 4))).toThrow("quotes must have at least 5 strikes: 4");
    expect(fitted([...quotes, quotes[0]!])).toThrow("a strike repeats");
    expect(fitted([{ strike: 1, volatility: Number.NaN }, ...quotes])).toThrow(
      "quotes[0].volatility",
    );
    const silent = quotes.map((quote) => ({ ...quote, weight: 0 }));
    expect(fitted(silent)).toThrow("at least 5 positive weights: 0");
  });
});
