import { describe, expect, test } from "vitest";
import type { GreeksBatch, OptionBatch } from "../../../lib/index.ts";
import { black76Batch } from "../../../lib/instruments/black76-batch.ts";
import type { OptionKind } from "../../../lib/instruments/european-option.ts";
import { black76Greeks } from "../../../lib/instruments/greeks.ts";
import {
  type Black76Terms,
  black76Rows,
  plainBlack76Rows,
} from "../../../lib/math/kernels/black76-rows.ts";
import { uniformDraws } from "../../../lib/math/random-stream.ts";
import golden from "../../golden/black76-batch.json" with { type: "json" };
import far from "../../golden/black76-far.json" with { type: "json" };
import { expectSameBits } from "../math/kernels/same-bits.ts";

const names = [
  "price",
  "delta",
  "gamma",
  "vegaPerVolPoint",
  "thetaPerDay",
  "rhoPerRatePoint",
] as const;
const column = (at: number): number[] => golden.rows.map((row) => row[at]!);
const goldenKinds = column(0).map((side): OptionKind => (side > 0 ? "call" : "put"));
const goldenBatch: OptionBatch = {
  kind: goldenKinds,
  forward: column(1),
  strike: column(2),
  years: column(3),
  rate: column(4),
  volatility: column(5),
};

describe("black76Batch", () => {
  const found = black76Batch(goldenBatch);

  test("has prices within 4 ulp of the forward and deltas within 4 ulp of 1 of 50-digit ones", () => {
    const ulp = 2 ** -52;
    const wrong = golden.rows.flatMap((row, i) => {
      const price = Math.abs(found.price[i]! - row[6]!) / row[1]! / ulp;
      const delta = Math.abs(found.delta[i]! - row[7]!) / ulp;
      return price <= 4 && delta <= 4 ? [] : [{ row, price, delta }];
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ["gamma", 8],
    ["vegaPerVolPoint", 9],
    ["thetaPerDay", 10],
  ] as const)("has 13 digits of %s where vega is more than 1e-12 forwards", (name, at) => {
    const wrong = golden.rows.flatMap((row, i) => {
      if (row[9]! < 1e-12 * row[1]!) return [];
      const error = Math.abs(found[name][i]! / row[at]! - 1);
      return error <= 1e-13 ? [] : [{ row, found: found[name][i], error }];
    });
    expect(wrong).toEqual([]);
  });

  test("keeps the relative precision of a price up to 30 deviations out of the money", () => {
    const at = (column: number): number[] => far.rows.map((row) => row[column]!);
    const kind = at(0).map((side): OptionKind => (side > 0 ? "call" : "put"));
    const terms = { strike: at(2), years: at(3), forward: at(1), rate: at(4), volatility: at(5) };
    const { price } = black76Batch({ kind, ...terms });
    let outside = 0;
    far.rows.forEach((row, i) => {
      const [side, forward, strike, years, , volatility, exact] = row as [number, ...number[]];
      expect(Math.abs(price[i]! - exact!) / Math.max(forward!, strike!)).toBeLessThan(2 ** -52);
      if (side * (forward! - strike!) > 0 || exact! < 1e-300) return;
      const deviation = volatility! * Math.sqrt(years!);
      const away = Math.log(forward! / strike!) / deviation;
      const most = 12 * (1 + away ** 2 + 1 / deviation) * 2 ** -52;
      expect(Math.abs(price[i]! / exact! - 1)).toBeLessThan(most);
      outside++;
    });
    expect(outside).toBeGreaterThan(70);
  });

  test("agrees with black76Greeks to 1e-11 wherever anything is left of the option", () => {
    golden.rows.forEach((row, i) => {
      const one = black76Greeks(
        { kind: goldenKinds[i]!, strike: row[2]!, years: row[3]! },
        { forward: row[1]!, rate: row[4]!, volatility: row[5]! },
      );
      for (const name of names) {
        const size = Math.max(Math.abs(one[name]), 1e-12 * (name === "delta" ? 1 : row[1]!));
        expect(Math.abs(found[name][i]! - one[name]) / size).toBeLessThan(1e-11);
      }
    });
  });

  test("has the limits of black76Greeks at expiry, without volatility and for a worthless coin", () => {
    const cases = [
      [100, 90, 0, 0.5],
      [100, 110, 0.5, 0],
      [0, 110, 0.5, 0.5],
      [100, 100, 0, 0.5],
      [100, 1e-120, 0.5, 0.5],
      [100, 90, 0.25, 0.5],
    ] as const;
    const kinds: OptionKind[] = ["call", "put"];
    for (const kind of kinds) {
      const batch = black76Batch({
        kind: cases.map(() => kind),
        forward: cases.map(([forward]) => forward),
        strike: cases.map(([, strike]) => strike),
        years: cases.map(([, , years]) => years),
        rate: cases.map(() => 0.03),
        volatility: cases.map(([, , , volatility]) => volatility),
      });
      cases.slice(0, 5).forEach(([forward, strike, years, volatility], i) => {
        const one = black76Greeks({ kind, strike, years }, { forward, rate: 0.03, volatility });
        for (const name of names) expect(batch[name][i]).toBe(one[name]);
      });
    }
  });

  test("leaves to black76Greeks what is outside the domain of the formulas, wherever it stands", () => {
    const count = 8_300;
    const base = { strike: 100, years: 0.5, forward: 95, rate: 0.02, volatility: 0.6 };
    const odd: [number, Partial<typeof base>][] = [
      [0, { years: 0 }],
      [63, { volatility: 5e-324 }],
      [64, { forward: 5e-324 }],
      [8_191, { strike: 1e300 }],
      [8_192, { rate: 2_000, years: 0.4 }],
      [3_000, { rate: -1_500 }],
      [8_299, { forward: 1e-120, strike: 1e-119, volatility: 1e-90 }],
    ];
    const options = Array.from({ length: count }, () => ({ ...base }));
    for (const [i, change] of odd) Object.assign(options[i]!, change);
    const term = (name: keyof typeof base) => options.map((one) => one[name]);
    const batch = black76Batch({
      kind: options.map((_, i) => (i % 2 === 0 ? "call" : "put")),
      ...{ strike: term("strike"), years: term("years"), forward: term("forward") },
      ...{ rate: term("rate"), volatility: term("volatility") },
    });
    for (const [i] of odd) {
      const { strike, years, ...market } = options[i]!;
      const one = black76Greeks({ kind: i % 2 === 0 ? "call" : "put", strike, years }, market);
      for (const name of names) expect(batch[name][i]).toBe(one[name]);
    }
    const special = new Set(odd.map(([i]) => i));
    for (const name of names) {
      const wrong = Array.from(batch[name].keys()).filter(
        (i) => !special.has(i) && batch[name][i] !== batch[name][i % 2 === 0 ? 2 : 1],
      );
      expect(wrong).toEqual([]);
    }
  });

  test("keeps put-call parity to the last digits", () => {
    const calls = black76Batch({ ...goldenBatch, kind: golden.rows.map(() => "call" as const) });
    const puts = black76Batch({ ...goldenBatch, kind: golden.rows.map(() => "put" as const) });
    golden.rows.forEach((row, i) => {
      const forward = Math.exp(-row[4]! * row[3]!) * (row[1]! - row[2]!);
      const gap = Math.abs(calls.price[i]! - puts.price[i]! - forward);
      expect(gap).toBeLessThanOrEqual(8 * 2 ** -52 * Math.max(row[1]!, row[2]!));
    });
  });

  test("takes 1 and -1 for calls and puts", () => {
    const kind = Int8Array.from(column(0));
    const years = column(3).map((one, i) => (i % 7 === 0 ? 0 : one));
    const words = black76Batch({ ...goldenBatch, years });
    const numbers = black76Batch({ ...goldenBatch, years, kind });
    for (const name of names) expectSameBits(numbers[name], words[name]);
    expect([...kind]).toEqual(column(0));
  });

  test("takes nothing, and leaves its input as it was", () => {
    const none = { kind: [], strike: [], years: [], forward: [], rate: [], volatility: [] };
    expect(black76Batch(none).price).toEqual(new Float64Array(0));
    const strike = Float64Array.of(40_000);
    const one = {
      kind: ["put"],
      strike,
      years: [0.5],
      forward: [39_000],
      rate: [0],
      volatility: [1],
    };
    black76Batch(Object.freeze(one) as OptionBatch);
    expect([...strike]).toEqual([40_000]);
  });

  test("names the option and the term that it refuses", () => {
    const good = { kind: ["call", "put"], strike: [1, 1], years: [1, 1], forward: [1, 1] } as const;
    const rest = { rate: [0, 0], volatility: [1, 1] };
    const refused: [object, RegExp][] = [
      [{ kind: ["call", "both"] }, /option 1: kind/],
      [{ strike: [1, 0] }, /option 1: strike/],
      [{ strike: [1, Number.NaN] }, /strike/],
      [{ years: Float64Array.of(-1, 1) }, /option 0: years/],
      [{ forward: Float64Array.of(1, Infinity) }, /option 1: forward/],
      [{ rate: Float64Array.of(Number.NaN, 0) }, /option 0: rate/],
      [{ volatility: Float64Array.of(1, -0.1) }, /option 1: volatility/],
      [{ kind: ["call", ""] }, /option 1: kind/],
      [{ rate: Float64Array.of(0, Infinity) }, /option 1: rate/],
      [{ forward: Float64Array.of(-5, 1) }, /option 0: forward/],
      [{ volatility: [1] }, /volatility/],
      [{ kind: Int8Array.of(0, 1) }, /^option 0: kind must be one of 1, -1: 0$/],
      [{ kind: Int8Array.of(1, 2) }, /^option 1: kind must be one of 1, -1: 2$/],
      [{ kind: Int8Array.of(1) }, /^kind and strike must have the same length: 1 and 2$/],
    ];
    for (const [change, message] of refused) {
      expect(() => black76Batch({ ...good, ...rest, ...change } as OptionBatch)).toThrow(message);
    }
    expect(() => black76Batch({ ...good, ...rest, years: ["1", "1"] } as never)).toThrow(/years/);
  });
});

describe("black76Batch into arrays of the caller", () => {
  const count = goldenKinds.length;
  const batch = {
    ...goldenBatch,
    strike: Float64Array.from(column(2)),
    years: column(3).map((one, i) => (i % 7 === 0 ? 0 : one)),
  };
  /** Six arrays in one buffer, of which each starts so many numbers after the one before. */
  const room = (apart = count, memory = new ArrayBuffer(8 * 6 * count)): GreeksBatch => {
    const arrays = names.map((name, k) => [
      name,
      new Float64Array(memory, 8 * k * apart, count).fill(Number.NaN),
    ]);
    return Object.fromEntries(arrays);
  };

  test.each([ArrayBuffer, SharedArrayBuffer])(
    "gives the same bits in them, whatever they held, and returns them: %o",
    (Memory) => {
      const into = room(count, new Memory(8 * 6 * count) as ArrayBuffer);
      expect(black76Batch(batch, { into })).toBe(into);
      const expected = black76Batch(batch);
      for (const name of names) expectSameBits(into[name], expected[name]);
      const calls = { ...batch, kind: goldenKinds.map(() => "call" as const) };
      const again = black76Batch(calls, { into });
      for (const name of names) expectSameBits(again[name], black76Batch(calls)[name]);
    },
  );

  test.each([
    ["none", [], /^into must be an object: an empty array$/],
    ["a missing one", { ...room(), gamma: undefined }, /^into.gamma must be a Float64Array: undef/],
    ["a list", { ...room(), price: [0] }, /^into.price must be a Float64Array: an array$/],
    ["32 bits", { ...room(), delta: new Float32Array(count) }, /^into.delta .*: Float32Array$/],
    [
      "a short one",
      { ...room(), rhoPerRatePoint: new Float64Array(3) },
      new RegExp(`^kind and into.rhoPerRatePoint must have the same length: ${count} and 3$`),
    ],
    [
      "one twice",
      { ...room(), price: batch.strike.slice(), delta: batch.strike },
      /^into.delta must lie apart from strike: they overlap$/,
    ],
    [
      "an overlap of one",
      room(count - 1),
      /^into.delta must lie apart from into.price: they overlap$/,
    ],
  ])("refuses %s, before any option", (_, into, message) => {
    const wrong = { ...batch, forward: batch.years.map(() => -1) };
    expect(() => black76Batch(wrong, { into: into as GreeksBatch })).toThrow(message);
    const short = { ...batch, rate: [0] };
    expect(() => black76Batch(short, { into: into as GreeksBatch })).toThrow(/^kind and rate/);
  });

  test.each([null, 5, []])("refuses %o for options", (options) => {
    expect(() => black76Batch(batch, options as never)).toThrow(/^options must be an object: /);
  });

  test("refuses the memory of the kinds", () => {
    const memory = new ArrayBuffer(8 * 6 * count);
    const kind = new Int8Array(memory, 8 * count - 1, count).fill(1);
    expect(() => black76Batch({ ...batch, kind }, { into: room(count, memory) })).toThrow(
      "into.price must lie apart from kind: they overlap",
    );
  });
});

describe("black76Rows", () => {
  const figuresOf = (count: number): GreeksBatch => {
    const empty = names.map((name) => [name, new Float64Array(count)]);
    return Object.fromEntries(empty) as unknown as GreeksBatch;
  };
  const termsOf = (count: number): Black76Terms => {
    const draws = (stream: number): Float64Array => uniformDraws({ seed: 76, stream }, count);
    const forward = draws(1).map((u) => 10 ** (6 * u - 1));
    const moneyness = draws(2).map((u, i) => (i % 7 ? Math.exp(4 * (u - 0.5)) : 1));
    return {
      forward,
      strike: forward.map((price, i) => price * moneyness[i]!),
      side: Int8Array.from(draws(3), (u) => (u > 0.5 ? 1 : -1)),
      years: draws(4).map((u) => 10 ** (5 * u - 4.5)),
      rate: draws(5).map((u, i) => (i % 5 < 3 ? 0 : 0.3 * u - 0.1)),
      volatility: draws(6).map((u) => 10 ** (3 * u - 2)),
    };
  };

  test.each([1, 2, 63, 64, 65, 129, 8_191, 8_192, 8_193, 20_001])(
    "has the bits of its plain reference: %d",
    (count) => {
      const [kernel, plain] = [figuresOf(count), figuresOf(count)];
      black76Rows(termsOf(count), kernel);
      plainBlack76Rows(termsOf(count), plain);
      for (const name of names) expectSameBits(kernel[name], plain[name]);
    },
  );

  test("names the options outside the domain that its plain reference names, whatever is wrong", () => {
    const special = [
      ...[0, -0, -1, -2, 1, 2, 0.5, Number.NaN, Infinity, -Infinity, 5e-324, -5e-324],
      ...[1e-101, 1e-100, 1e-99, 1e-199, 1e-200, 1e99, 1e100, 1e101, 1e199, 1e201, 699, 701, -701],
    ];
    const terms = termsOf(1);
    let outside = 0;
    for (const name of ["side", "forward", "strike", "years", "rate", "volatility"] as const) {
      for (const value of special) {
        for (const years of [1, terms.years[0]!]) {
          const one = { ...terms, years: Float64Array.of(years) };
          const changed = { ...one, [name]: one[name].map(() => value) };
          const expected = plainBlack76Rows(changed, figuresOf(1));
          expect({ name, value, found: black76Rows(changed, figuresOf(1)) }).toEqual({
            ...{ name, value },
            found: expected,
          });
          outside += expected.length;
        }
      }
    }
    expect(outside).toBeGreaterThan(100);
  });
});
