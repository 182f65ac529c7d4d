import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type DeltaConvention,
  optionDelta,
  strikeAtDelta,
} from "../../../lib/instruments/delta-convention.ts";
import { expectClose } from "../expect-close.ts";

type Row = readonly [
  "call" | "put",
  DeltaConvention,
  number,
  number,
  number,
  number,
  number,
  number,
];

// QuantLib test-suite/blackdeltacalculator.cpp, testDeltaValues (a parallel implementation in R; the
// last two rows A. Castagna, FX options and smile risk, 2009): spot, domestic and foreign discount
// factor, standard deviation, strike, delta; tolerance 1e-3 of delta, 1e-2 of strike.
const quantlib: readonly Row[] = [
  ["call", "spot", 1.421, 0.997306, 0.992266, 0.1180654, 1.60808, 0.15],
  ["call", "premium-adjusted-spot", 1.421, 0.997306, 0.992266, 0.1180654, 1.600545, 0.15],
  ["call", "forward", 1.421, 0.997306, 0.992266, 0.1180654, 1.609029, 0.15],
  ["call", "premium-adjusted-forward", 1.421, 0.997306, 0.992266, 0.1180654, 1.60155, 0.15],
  ["call", "spot", 122.121, 0.9695434, 0.9872347, 0.0887676, 119.8031, 0.67],
  ["call", "premium-adjusted-spot", 122.121, 0.9695434, 0.9872347, 0.0887676, 117.7096, 0.67],
  ["call", "forward", 122.121, 0.9695434, 0.9872347, 0.0887676, 120.0592, 0.67],
  ["call", "premium-adjusted-forward", 122.121, 0.9695434, 0.9872347, 0.0887676, 118.0532, 0.67],
  ["put", "spot", 3.4582, 0.99979, 0.9250616, 0.3199034, 4.964924, -0.821],
  ["put", "premium-adjusted-spot", 3.4582, 0.99979, 0.9250616, 0.3199034, 3.778327, -0.821],
  ["put", "forward", 3.4582, 0.99979, 0.9250616, 0.3199034, 4.51896, -0.821],
  ["put", "premium-adjusted-forward", 3.4582, 0.99979, 0.9250616, 0.3199034, 3.65728, -0.821],
  ["put", "spot", 103, 0.99482, 0.98508, 0.07247845, 97.47, -0.25],
  ["put", "premium-adjusted-spot", 103, 0.99482, 0.98508, 0.07247845, 97.22, -0.25],
];

const conventions: readonly DeltaConvention[] = [
  "spot",
  "forward",
  "premium-adjusted-spot",
  "premium-adjusted-forward",
];

describe("optionDelta and strikeAtDelta", () => {
  test.each(quantlib)("agree with QuantLib: %s, %s, spot %d", (...row) => {
    const [kind, convention, spot, domestic, foreign, volatility, strike, delta] = row;
    const market = {
      spot,
      rate: -Math.log(domestic),
      assetYield: -Math.log(foreign),
      volatility,
    };
    const found = optionDelta({ kind, strike, years: 1 }, market, convention);
    expectClose(found, delta, { absolute: 1e-3, subject: "delta" });
    const back = strikeAtDelta({ kind, delta, years: 1 }, market, convention);
    expectClose(back.found ? back.strike : Number.NaN, strike, {
      absolute: 0.01,
      subject: "strike",
    });
  });

  test("are each other's inverse in every convention", () => {
    const draws = fc.record({
      kind: fc.constantFrom("call" as const, "put" as const),
      strike: fc.double({ min: 60, max: 250, noNaN: true }),
      years: fc.double({ min: 0.01, max: 2, noNaN: true }),
      volatility: fc.double({ min: 0.2, max: 1.5, noNaN: true }),
      convention: fc.constantFrom(...conventions),
    });
    fc.assert(
      fc.property(draws, ({ convention, volatility, ...option }) => {
        const market = { spot: 100, rate: 0.03, assetYield: 0.01, volatility };
        const delta = optionDelta(option, market, convention);
        fc.pre(Math.abs(delta) > 1e-6 && Math.abs(delta) < 0.999);
        const found = strikeAtDelta({ ...option, delta }, market, convention);
        const again = found.found ? { ...option, strike: found.strike } : option;
        const subject = `${convention} ${JSON.stringify(option)}`;
        expect(found.found, subject).toBe(true);
        expectClose(optionDelta(again, market, convention), delta, { relative: 1e-9, subject });
      }),
    );
  });

  test("take the higher of the two strikes of a premium-adjusted call", () => {
    const market = { spot: 100, rate: 0, assetYield: 0, volatility: 0.6 };
    const delta = optionDelta(
      { kind: "call", strike: 20, years: 0.5 },
      market,
      "premium-adjusted-spot",
    );
    const found = strikeAtDelta(
      { kind: "call", delta, years: 0.5 },
      market,
      "premium-adjusted-spot",
    );
    expect(found.found && found.strike).toBeGreaterThan(100);
  });

  test("answer with a code where no strike has the delta", () => {
    const market = { spot: 100, rate: 0, assetYield: 0, volatility: 0.6 };
    const quote = { kind: "call", delta: 0.9, years: 0.5 } as const;
    for (const [changed, moved, convention] of [
      [{}, {}, "premium-adjusted-spot"],
      [{ delta: 1 }, {}, "forward"],
      [{ delta: -0.2 }, {}, "spot"],
      [{ delta: 0 }, {}, "spot"],
      [{ delta: 0 }, {}, "premium-adjusted-forward"],
      [{ years: 0 }, {}, "spot"],
      [{}, { volatility: 0 }, "premium-adjusted-forward"],
    ] as const) {
      const found = strikeAtDelta({ ...quote, ...changed }, { ...market, ...moved }, convention);
      expect(found).toMatchObject({ found: false, code: "delta-out-of-reach" });
    }
    expect(() => strikeAtDelta({ ...quote, delta: Number.NaN }, market, "spot")).toThrow("delta");
  });
});
