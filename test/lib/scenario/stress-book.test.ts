import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { black76 } from "../../../lib/instruments/black76.ts";
import type { Instrument } from "../../../lib/instruments/instrument.ts";
import { yearsToExpiry } from "../../../lib/instruments/time-to-expiry.ts";
import { pnlBy } from "../../../lib/scenario/pnl-by.ts";
import type { Scenario } from "../../../lib/scenario/scenario.ts";
import { stressBook } from "../../../lib/scenario/stress-book.ts";
import type { StressResult } from "../../../lib/scenario/stress-result.ts";
import { expectClose } from "../expect-close.ts";
import {
  book,
  frozen,
  history,
  market,
  perpetual,
  position,
  priced,
} from "../portfolio/fixtures.ts";

/** A hypothetical scenario with the shocks given. */
function scenario(shocks: Record<string, number>, changes: Partial<Scenario> = {}): Scenario {
  return {
    id: "test",
    version: 1,
    name: "Test",
    description: "for a test",
    source: "a test",
    kind: "hypothetical",
    shocks: Object.entries(shocks).map(([asset, value]) => ({ asset, return: value })),
    ...changes,
  };
}

const put: Instrument = {
  type: "option",
  underlying: "BTC",
  settlement: "inverse",
  contractSize: 1,
  kind: "put",
  strike: 30_000,
  expiry: "2022-06-24",
};

const positions = [
  position({ sector: "bitcoin" }),
  position({ id: "p2", trader: "bob", instrument: perpetual("ETH", 0.1), quantity: -300 }),
  position({
    id: "p3",
    desk: "alts",
    instrument: perpetual("SOL"),
    quantity: 200,
    sector: "chain",
  }),
];
const mixed = frozen(book(positions));
const crash = scenario({ BTC: -0.5, ETH: -0.6, SOL: -0.9 });
const under = (shock: Scenario, changes: object = {}): StressResult =>
  stressBook(mixed, market, { scenarios: [shock], missing: "fail", ...changes });
const total = (result: StressResult): number => result.totals[0]!.pnlUsd;

const returns = fc.double({ min: -1, max: 3, noNaN: true });
const anyCrash = fc
  .tuple(returns, returns, returns)
  .map(([BTC, ETH, SOL]) => scenario({ BTC, ETH, SOL }));

describe("stressBook", () => {
  test("gives each position value after minus value before", () => {
    const { rows, totals } = under(frozen(crash));
    expect(rows.map(({ pnlUsd }) => pnlUsd)).toEqual([-40_000, 54_000, -18_000]);
    expect(rows[1]).toEqual({
      scenario: "test",
      position: "p2",
      desk: "majors",
      trader: "bob",
      account: "main",
      venue: "Binance",
      asset: "ETH",
      sector: "unclassified",
      notionalUsd: -90_000,
      shock: -0.6,
      pnlUsd: 54_000,
      treatment: "user",
    });
    expect(totals).toEqual([
      { scenario: "test", name: "Test", pnlUsd: -4_000, grossUsd: 190_000, excludedGrossUsd: 0 },
    ]);
  });

  test("revalues options in full, with their volatility's and forward's own moves", () => {
    const hedge = position({ id: "hedge", instrument: put, quantity: 10, entryPrice: 0.02 });
    const priced = { ...market, volatility: { BTC: 0.8 } };
    const shift = { volatility: { relative: 0.5, absolute: 0.1 }, carry: -0.2 };
    const shock = scenario({}, { shocks: [{ asset: "BTC", return: -0.5, ...shift }] });
    const result = stressBook(book([hedge]), priced, { scenarios: [shock], missing: "fail" });
    const years = yearsToExpiry("2022-06-24", { date: "2022-05-05", hourUtc: 24 });
    const at = (forward: number, volatility: number): number =>
      black76({ kind: "put", strike: 30_000, years }, { forward, rate: 0, volatility });
    const forward = 20_000 * Math.exp(-0.2 * years);
    const after = (at(forward, 0.8 * 1.5 + 0.1) * 20_000) / forward;
    const expected = 10 * (after - at(40_000, 0.8));
    expectClose(total(result), expected, { relative: 1e-12, subject: "P&L of the hedge" });
    expect(result.treatments[0]).toMatchObject({ asset: "BTC", shock: -0.5, shift });
  });

  test("takes the scenario's shift where a shock states none of its own", () => {
    const volatility = { relative: 1 };
    const shock = scenario(
      { BTC: -0.5, SOL: -0.5 },
      {
        sectorShocks: [{ sector: "unclassified", return: -0.1, carry: 0.3 }],
        defaultShift: { volatility, perpetualBasis: -0.02 },
      },
    );
    const { treatments } = under(shock);
    expect(treatments.map(({ shift }) => shift)).toEqual([
      { volatility, perpetualBasis: -0.02 },
      { volatility, carry: 0.3, perpetualBasis: -0.02 },
      { volatility, perpetualBasis: -0.02 },
    ]);
    expect(under(crash).treatments.map(({ shift }) => shift)).toEqual(Array(3).fill(undefined));
  });

  test("is quantity × contract size × price × return for linear instruments", () => {
    fc.assert(
      fc.property(anyCrash, (shock) => {
        for (const row of under(shock).rows) {
          const expected = row.notionalUsd * row.shock;
          const error = Math.abs(row.pnlUsd - expected);
          expect(error, `${row.pnlUsd} and ${expected}`).toBeLessThan(1e-9);
        }
      }),
    );
  });

  test("refuses a shock without a return; under fail it excludes nothing in silence", () => {
    const missing = undefined as unknown as number;
    expect(() => under(scenario({ BTC: -0.5, ETH: missing, SOL: -0.9 }))).toThrow(
      "return of ETH must be a number: undefined",
    );
    expect(() => under(scenario({}, { defaultShock: Number.NaN }))).toThrow(
      "return of BTC must be finite: NaN",
    );
  });

  test("doubles when the book doubles", () => {
    const double = book(positions.map((one) => ({ ...one, quantity: 2 * one.quantity })));
    const result = stressBook(double, market, { scenarios: [crash], missing: "fail" });
    expect(total(result)).toBe(2 * total(under(crash)));
  });

  test("is zero for a coin held and sold short in a perpetual, whatever happens to its price", () => {
    const basis = book([
      position({ entryPrice: 39_000 }),
      position({
        id: "p2",
        instrument: perpetual("BTC", 0.01),
        quantity: -200,
        entryPrice: 41_000,
      }),
    ]);
    fc.assert(
      fc.property(returns, (BTC) => {
        const shock = scenario({ BTC });
        const result = stressBook(basis, market, { scenarios: [shock], missing: "fail" });
        expect(Math.abs(total(result))).toBeLessThan(1e-9);
      }),
    );
  });

  test("is zero for a position and its opposite", () => {
    const flat = book([position(), position({ id: "p2", quantity: -2 })]);
    expect(total(stressBook(flat, market, { scenarios: [crash], missing: "fail" }))).toBe(0);
  });

  test("does not depend on the order of the positions, or on where they were entered", () => {
    const turned = book(positions.map((one) => ({ ...one, entryPrice: 1 })).reverse());
    fc.assert(
      fc.property(anyCrash, (shock) => {
        const other = stressBook(turned, market, { scenarios: [shock], missing: "fail" });
        expect(Math.abs(total(other) - total(under(shock)))).toBeLessThan(1e-9);
      }),
    );
  });

  test("has parts that sum to the whole by every dimension, to 1e-9 of the gross", () => {
    const dimensions = ["position", "desk", "trader", "account", "venue", "asset", "sector"];
    fc.assert(
      fc.property(anyCrash, (shock) => {
        const result = under(shock);
        for (const dimension of dimensions as "desk"[]) {
          const sum = pnlBy(result, [dimension]).reduce((all, { pnlUsd }) => all + pnlUsd, 0);
          expect(Math.abs(sum - total(result)), dimension).toBeLessThan(1e-9 * 190_000);
        }
      }),
    );
  });

  test("loses a long position's whole notional at a return of -1, and no more", () => {
    expect(under(scenario({ BTC: -1, ETH: 0, SOL: -1 })).rows.map((row) => row.pnlUsd)).toEqual([
      -80_000, 0, -20_000,
    ]);
  });

  test("takes an asset's own shock before its sector's before the default", () => {
    const { rows } = under(
      scenario(
        { BTC: -0.1 },
        { sectorShocks: [{ sector: "chain", return: -0.2 }], defaultShock: -0.3 },
      ),
    );
    expect(rows.map(({ shock, treatment }) => [shock, treatment])).toEqual([
      [-0.1, "user"],
      [-0.3, "default"],
      [-0.2, "sector"],
    ]);
  });

  test("applies a sector's shock to every position in the asset, stated there or not", () => {
    const two = book([position({ sector: "bitcoin" }), position({ id: "p2", quantity: -2 })]);
    const shock = scenario({}, { sectorShocks: [{ sector: "bitcoin", return: -0.5 }] });
    expect(total(stressBook(two, market, { scenarios: [shock], missing: "fail" }))).toBe(0);
  });

  test("moves mark prices with spot", () => {
    const marked = { ...market, mark: { ETH: 3_030 } };
    const result = stressBook(mixed, marked, { scenarios: [crash], missing: "fail" });
    expect(result.rows[1]!.pnlUsd).toBeCloseTo(30 * 3_030 * 0.6, 8);
  });
});

describe("stressBook with an asset that the scenario does not cover", () => {
  const gap = scenario(
    { BTC: -0.5, ETH: -0.6 },
    { kind: "historical", untraded: [{ asset: "SOL", reason: "no close on 2020-03-07" }] },
  );
  /** SOL moves by exactly twice BTC's return plus 0.001 a day. */
  const steps = Array.from({ length: 60 }, (_, t) => 0.03 * Math.sin(t * t));
  const grow = (returnOf: (step: number) => number): number[] => priced(steps.map(returnOf));
  const closes = history({
    BTC: grow((step) => step),
    SOL: grow((step) => 2 * step + 0.001),
  });

  test("fails when told to, naming the asset, the reason and the way out", () => {
    expect(() => under(gap)).toThrow(
      "every asset of the book must have a shock in scenario test (shocks: BTC, ETH), or choose " +
        'missing: "exclude" or { proxy }: SOL (no close on 2020-03-07)',
    );
  });

  test("excludes its positions, lists them with their notional, and warns of the share", () => {
    const result = under(gap, { missing: "exclude" });
    expect(result.rows.map(({ position: id }) => id)).toEqual(["p1", "p2"]);
    expect(result.excluded).toMatchObject([
      { position: "p3", notionalUsd: 20_000, reason: "no close on 2020-03-07" },
    ]);
    expect(result.totals[0]).toMatchObject({ grossUsd: 170_000, excludedGrossUsd: 20_000 });
    expect(result.treatments.map(({ asset, treatment }) => [asset, treatment])).toEqual([
      ["BTC", "traded"],
      ["ETH", "traded"],
      ["SOL", "excluded"],
    ]);
    expect(result.warnings).toEqual([
      {
        code: "excluded",
        message: "1 of 3 positions (10.5 % of gross notional: SOL) left out of scenario test",
      },
    ]);
  });

  test("scales the proxy's shock by the regression beta and reports the fit", () => {
    const mild = { ...gap, shocks: gap.shocks.map((one) => ({ ...one, return: -0.3 })) };
    const result = under(mild, { missing: { proxy: "BTC" }, history: closes });
    const { fit, shock, treatment, reason } = result.treatments[2]!;
    expect({ treatment, reason }).toEqual({
      treatment: "proxied",
      reason: "no close on 2020-03-07",
    });
    expect(shock).toBeCloseTo(-0.6, 10);
    expect(fit!.beta).toBeCloseTo(2, 10);
    expect(fit!.interceptPerDay).toBeCloseTo(0.001, 12);
    expect(fit).toMatchObject({
      asset: "SOL",
      proxy: "BTC",
      observations: 60,
      from: "2022-01-02",
      to: "2022-03-02",
    });
    expect(result.rows[2]!.pnlUsd).toBeCloseTo(-12_000, 5);
    expect(result.warnings).toEqual([]);
  });

  test("takes no proxied shock below -100 %, and warns of the floor", () => {
    const deep = { ...gap, shocks: [...gap.shocks.slice(1), { asset: "BTC", return: -0.8 }] };
    const result = under(deep, { missing: { proxy: "BTC" }, history: closes });
    expect(result.rows[2]).toMatchObject({ shock: -1, pnlUsd: -20_000 });
    expect(result.warnings).toEqual([
      {
        code: "floored-proxy",
        message: "SOL by proxy BTC, scenario test: beta × return is -160.0 %, taken as -100 %",
      },
    ]);
  });

  test("fits on the days that the policy names, and on none after the market's date", () => {
    const early = { ...market, asOf: "2022-02-10" };
    const fitted = (missing: object): unknown =>
      stressBook(mixed, early, {
        scenarios: [gap],
        missing: { proxy: "BTC", ...missing },
        history: closes,
      }).treatments[2]!.fit;
    expect(fitted({})).toMatchObject({ from: "2022-01-02", to: "2022-02-10", observations: 40 });
    expect(fitted({ from: "2022-01-10", to: "2022-02-20" })).toMatchObject({
      from: "2022-01-11",
      to: "2022-02-20",
    });
  });

  test.each([
    [{ proxy: "BTC" }, {}, "history must be given to fit SOL to its proxy BTC"],
    [{ proxy: "XRP" }, { history: closes }, 'proxy "XRP" has no shock in scenario test'],
    [{ proxy: "btc" }, { history: closes }, "did you mean BTC?"],
    [{ proxy: "ETH" }, { history: closes }, 'asset must be one of BTC, SOL: "ETH"'],
    [
      { proxy: "BTC", to: "2022-01-20" },
      { history: closes },
      "must have at least 30 daily returns in common from 2022-01-01 to 2022-01-20: 19",
    ],
    [undefined, {}, 'missing must be "fail", "exclude" or { proxy: asset }: undefined'],
  ])("refuses the policy %j", (missing, changes, message) => {
    expect(() => under(gap, { missing, ...changes })).toThrow(message);
  });

  test("warns of a proxy that explains next to nothing", () => {
    const peg = history({
      BTC: grow((step) => step),
      SOL: steps.map((_, t) => 1 + (t % 2) / 1000),
    });
    expect(under(gap, { missing: { proxy: "BTC" }, history: peg }).warnings).toEqual([
      {
        code: "weak-proxy",
        message: expect.stringMatching(
          /^SOL by proxy BTC: the proxy explains only \d\.\d % of its variance$/,
        ),
      },
    ]);
  });
});

describe("stressBook refuses", () => {
  test("no scenarios, and two of one id", () => {
    expect(() => under(crash, { scenarios: [] })).toThrow("scenarios must have at least one: none");
    expect(() => under(crash, { scenarios: [crash, crash] })).toThrow(
      "scenario ids must be unique: test",
    );
  });

  test("a return below -1 or not a number, however it came in", () => {
    const rest = { ETH: 0, SOL: 0 };
    expect(() => under(scenario({ BTC: -1.5, ...rest }))).toThrow(
      "return of BTC must be at least -1",
    );
    expect(() => under(scenario({ BTC: Number.NaN, ...rest }))).toThrow("BTC must be finite: NaN");
  });

  test("an option without a volatility and a contract that has expired, by name", () => {
    const stress = (changes: object) => () =>
      stressBook(book([position({ id: "hedge", instrument: { ...put, ...changes } })]), market, {
        scenarios: [crash],
        missing: "fail",
      });
    expect(stress({})).toThrow(
      "position hedge: BTC inverse put 30000 2022-06-24 must have a volatility of BTC",
    );
    expect(stress({ expiry: "2022-05-05" })).toThrow(
      "position hedge: BTC 2022-05-05 must not have",
    );
  });

  test("a position in an asset without a price, naming the assets there are", () => {
    const unknown = book([position({ instrument: perpetual("DOGE") })]);
    expect(() => stressBook(unknown, market, { scenarios: [crash], missing: "fail" })).toThrow(
      /^position p1: asset must have a price .*\(BTC, ETH, SOL, USDT\): "DOGE"/,
    );
  });
});
