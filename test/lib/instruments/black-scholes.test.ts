import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blackScholes } from "../../../lib/instruments/black-scholes.ts";
import { black76 } from "../../../lib/instruments/black76.ts";
import type { OptionKind, SpotMarketTerms } from "../../../lib/instruments/european-option.ts";
import golden from "../../golden/option-prices.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

const kindOf = (kind: string): OptionKind => kind as OptionKind;
/** Price on the binomial lattice of Cox, Ross and Rubinstein (1979). */
function lattice(
  kind: OptionKind,
  { strike, years }: { readonly strike: number; readonly years: number },
  { spot, rate, assetYield, volatility }: SpotMarketTerms,
  steps: number,
): number {
  const time = years / steps;
  const up = Math.exp(volatility * Math.sqrt(time));
  const rise = (Math.exp((rate - assetYield) * time) - 1 / up) / (up - 1 / up);
  const discount = Math.exp(-rate * time);
  const values = Array.from({ length: steps + 1 }, (_, ups) => {
    const price = spot * up ** (2 * ups - steps);
    return Math.max(0, kind === "call" ? price - strike : strike - price);
  });
  for (let left = steps; left > 0; left--) {
    for (let i = 0; i < left; i++) {
      values[i] = discount * (rise * values[i + 1]! + (1 - rise) * values[i]!);
    }
  }
  return values[0]!;
}

const market = { forward: 100, rate: 0.05, volatility: 0.4 };

describe("blackScholes", () => {
  test.each(golden.haug.rows)(
    "gives Haug's $kind at spot $spot, strike $strike, $years years, $volatility",
    ({ kind, price, ...row }) => {
      const found = blackScholes({ ...row, kind: kindOf(kind) }, row);
      expectClose(found, price, { absolute: golden.haug.tolerance, subject: "price" });
    },
  );

  test("gives Hull's call and put on a stock", () => {
    // J. Hull, Options, futures and other derivatives, example on the Black-Scholes-Merton formulas:
    // spot 42, strike 40, half a year, rate 10 %, volatility 20 %; tolerance of the two digits there.
    const terms = { spot: 42, rate: 0.1, assetYield: 0, volatility: 0.2 };
    const call = blackScholes({ kind: "call", strike: 40, years: 0.5 }, terms);
    const put = blackScholes({ kind: "put", strike: 40, years: 0.5 }, terms);
    expectClose(call, 4.76, { absolute: 5e-3, subject: "call" });
    expectClose(put, 0.81, { absolute: 5e-3, subject: "put" });
  });

  test("is what a lattice converges to", () => {
    const option = { strike: 105, years: 0.75 };
    const terms = { spot: 100, rate: 0.06, assetYield: 0.02, volatility: 0.6 };
    for (const kind of ["call", "put"] as const) {
      // The mean of an odd and an even number of steps; errors fall with one over the steps.
      const mean = (lattice(kind, option, terms, 600) + lattice(kind, option, terms, 601)) / 2;
      expectClose(mean, blackScholes({ kind, ...option }, terms), {
        absolute: 4e-3,
        subject: kind,
      });
    }
  });

  test("prices options on a future when the yield equals the rate", () => {
    const option = { kind: "call", strike: 19, years: 0.75 } as const;
    const found = blackScholes(option, { spot: 19, rate: 0.1, assetYield: 0.1, volatility: 0.28 });
    expect(found).toBe(black76(option, { forward: 19, rate: 0.1, volatility: 0.28 }));
  });

  test("refuses what no market has, by name and value", () => {
    const option = { kind: "call", strike: 100, years: 1 } as const;
    const terms = { spot: 100, rate: 0, assetYield: 0, volatility: 0.5 };
    const refused: readonly [object, object, string][] = [
      [{ strike: 0 }, {}, "strike must be a positive number: 0"],
      [{ years: -1 }, {}, "years must be zero or a positive number: -1"],
      [{ years: Number.NaN }, {}, "years must be zero or a positive number: NaN"],
      [{ kind: "straddle" }, {}, 'kind must be one of call, put: "straddle"'],
      [{}, { spot: -1 }, "spot must be zero or a positive number: -1"],
      [{}, { volatility: -0.1 }, "volatility must be zero or a positive number: -0.1"],
      [{}, { rate: Number.NaN }, "rate must be finite: NaN"],
      [{}, { assetYield: Infinity }, "assetYield must be finite: Infinity"],
      [{}, { volatility: "0.5" }, 'volatility must be a number: "0.5"'],
    ];
    for (const [changed, moved, message] of refused) {
      const call = (): number => blackScholes({ ...option, ...changed }, { ...terms, ...moved });
      expect(call, message).toThrow(message);
    }
  });
});

describe("black76", () => {
  test.each(golden.black)(
    "agrees with 40 digits: $kind $strike on $forward, $years years at $volatility",
    ({ kind, price, ...row }) => {
      const found = black76({ ...row, kind: kindOf(kind) }, { ...row, rate: 0 });
      expectClose(found, price, { relative: 2e-13, subject: "price" });
    },
  );

  test.each(golden.strata.rows)("gives Strata's price at strike $strike", (row) => {
    const found = black76({ ...row, kind: kindOf(row.kind) }, { ...row, rate: 0 });
    expectClose(found, row.price, { relative: golden.strata.tolerance, subject: "price" });
  });

  test("gives Hull's put on a future", () => {
    // J. Hull, Options, futures and other derivatives, example on Black's model: futures price and strike
    // 20, four months, rate 9 %, volatility 25 %; tolerance of the two digits there.
    const option = { kind: "put", strike: 20, years: 4 / 12 } as const;
    const found = black76(option, { forward: 20, rate: 0.09, volatility: 0.25 });
    expectClose(found, 1.12, { absolute: 5e-3, subject: "put" });
  });

  test("is the discounted payoff at the forward without time or without volatility", () => {
    for (const kind of ["call", "put"] as const) {
      for (const strike of [80, 100, 125]) {
        const payoff = Math.max(0, kind === "call" ? 100 - strike : strike - 100);
        expect(black76({ kind, strike, years: 0 }, market)).toBe(payoff);
        const still = black76({ kind, strike, years: 2 }, { ...market, volatility: 0 });
        expectClose(still, payoff * Math.exp(-0.1), { relative: 1e-15, subject: kind });
      }
    }
  });

  test("of a coin worth nothing is 0 for a call and the discounted strike for a put", () => {
    const dead = { ...market, forward: 0 };
    expect(black76({ kind: "call", strike: 50, years: 1 }, dead)).toBe(0);
    const put = black76({ kind: "put", strike: 50, years: 1 }, dead);
    expectClose(put, 50 * Math.exp(-0.05), { relative: 1e-15, subject: "put" });
  });

  test("approaches the forward for a call and the strike for a put as volatility grows", () => {
    const wild = { forward: 100, rate: 0, volatility: 1e6 };
    expect(black76({ kind: "call", strike: 50, years: 1 }, wild)).toBe(100);
    expect(black76({ kind: "put", strike: 50, years: 1 }, wild)).toBeCloseTo(50, 13);
  });

  const draws = fc.record({
    strike: fc.double({ min: 1, max: 1e4, noNaN: true }),
    years: fc.double({ min: 0, max: 10, noNaN: true }),
    volatility: fc.double({ min: 0, max: 4, noNaN: true }),
    rate: fc.double({ min: -0.1, max: 0.3, noNaN: true }),
  });

  test("keeps put-call parity: call - put = discounted (forward - strike)", () => {
    fc.assert(
      fc.property(draws, ({ strike, years, volatility, rate }) => {
        const here = { forward: 100, rate, volatility };
        const call = black76({ kind: "call", strike, years }, here);
        const put = black76({ kind: "put", strike, years }, here);
        const parity = Math.exp(-rate * years) * (100 - strike);
        expectClose(call - put, parity, { absolute: 1e-13 * (call + put + 1), subject: "parity" });
      }),
    );
  });

  test("lies between the payoff at the forward and its bound, and rises with volatility", () => {
    fc.assert(
      fc.property(draws, ({ strike, years, volatility }) => {
        const at = (sigma: number): number =>
          black76({ kind: "call", strike, years }, { forward: 100, rate: 0, volatility: sigma });
        const price = at(volatility);
        return price >= Math.max(0, 100 - strike) && price <= 100 && at(volatility + 0.1) >= price;
      }),
    );
  });
});
