import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { whitening } from "../../../../lib/math/whitening.ts";
import { historicalRank } from "../../../../lib/scenario/reverse/historical-rank.ts";
import { linearReverseStress } from "../../../../lib/scenario/reverse/linear-reverse-stress.ts";
import { reverseStress } from "../../../../lib/scenario/reverse/reverse-stress.ts";
import { reverseStressBook } from "../../../../lib/scenario/reverse/reverse-stress-book.ts";
import { expectClose } from "../../expect-close.ts";
import { book, market, perpetual, position } from "../../portfolio/fixtures.ts";

const deviations = [0.04, 0.055, 0.08];
const correlations = [
  [1, 0.8, 0.6],
  [0.8, 1, 0.7],
  [0.6, 0.7, 1],
];
const covariance = {
  assets: ["BTC", "ETH", "SOL"],
  values: matrixFromRows(
    correlations.map((row, i) => row.map((rho, j) => rho * deviations[i]! * deviations[j]!)),
  ),
};
const linear = { exposures: [1e6, -4e5, 2e5], loss: 150_000, horizonDays: 1 };
const search = { goal: "a loss", horizonDays: 1, seed: 1 };
const shocksOf = ({ shocks }: { shocks: readonly { shock: number }[] }) =>
  shocks.map(({ shock }) => shock);
const one = { assets: ["BTC"], values: matrixFromRows([[0.0016]]) };

describe("linearReverseStress", () => {
  // numpy 2.4.6: -L C e / e'Ce, L / sqrt(e'Ce); scipy 1.17.1: norm.sf, chi2.sf. Printed digits.
  test("is -L C e / e'C e, with the normal tail beyond its distance", () => {
    const found = linearReverseStress(covariance, linear);
    expectClose(found.distance, 4.317194803822856, { relative: 1e-13, subject: "distance" });
    [-0.15904573, -0.14488072, -0.2445328].forEach((shock, i) => {
      expectClose(shocksOf(found)[i]!, shock, { absolute: 5e-9, subject: `shock ${i}` });
    });
    expectClose(found.tailProbability, 7.901234227532694e-6, { relative: 1e-11, subject: "tail" });
    expectClose(found.radiusProbability, 0.00032477103910309637, {
      relative: 1e-11,
      subject: "radius",
    });
  });

  test("costs the loss to rounding, and no other shock of the same loss is nearer", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 3 }),
        fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (exposures, other) => {
          fc.pre(Math.hypot(...exposures) > 1);
          const found = linearReverseStress(covariance, { ...linear, exposures });
          const pnl = (shock: readonly number[]) =>
            shock.reduce((sum, r, i) => sum + r * exposures[i]!, 0);
          expectClose(pnl(shocksOf(found)), -150_000, { relative: 1e-9, subject: "P&L" });
          fc.pre(Math.abs(pnl(other)) > 1);
          const scale = -150_000 / pnl(other);
          const rival = whitening(covariance.values).coordinatesOf(other.map((r) => r * scale));
          expect(rival.distance).toBeGreaterThanOrEqual(found.distance * (1 - 1e-9));
        },
      ),
      { numRuns: 50 },
    );
  });

  test("warns of returns that no price can have, and finds nothing for a book without risk", () => {
    const far = linearReverseStress(covariance, { ...linear, loss: 2e6 });
    expect(far.warnings[0]).toMatchObject({ code: "below-zero" });
    expect(far.warnings[0]!.message).toContain("SOL");
    const flat = linearReverseStress(covariance, { ...linear, exposures: [0, 0, 0] });
    expect(flat).toMatchObject({ code: "not-reached", distance: Infinity, tailProbability: 0 });
  });

  test("takes a singular covariance: two assets that are one", () => {
    const twins = {
      assets: ["BTC", "WBTC"],
      values: matrixFromRows([
        [0.0016, 0.0016],
        [0.0016, 0.0016],
      ]),
    };
    const found = linearReverseStress(twins, { exposures: [1, 1], loss: 0.16, horizonDays: 1 });
    expectClose(found.distance, 2, { relative: 1e-12, subject: "distance" });
    shocksOf(found).forEach((shock) => {
      expectClose(shock, -0.08, { relative: 1e-12, subject: "shock" });
    });
  });

  test("names what is wrong", () => {
    expect(() => linearReverseStress(covariance, { ...linear, loss: -1 })).toThrow(
      "loss must be a positive number: -1",
    );
    expect(() => linearReverseStress(covariance, { ...linear, exposures: [1] })).toThrow(
      "same length: 1 and 3",
    );
    expect(() => linearReverseStress(covariance, { ...linear, exposures: [1, NaN, 0] })).toThrow(
      "exposures[1] must be finite: NaN",
    );
  });
});

describe("reverseStress", () => {
  test("agrees with the closed form where the book is linear", () => {
    const exact = linearReverseStress(covariance, linear);
    const room = (shock: Float64Array) =>
      150_000 + shock.reduce((sum, r, i) => sum + r * linear.exposures[i]!, 0);
    const found = reverseStress(covariance, { ...search, room });
    expect(found.warnings).toEqual([]);
    expectClose(found.distance, exact.distance, { relative: 1e-9, subject: "distance" });
    shocksOf(found).forEach((shock, i) => {
      expectClose(shock, shocksOf(exact)[i]!, { absolute: 1e-6, subject: `shock ${i}` });
    });
  });

  // scipy 1.17.1, SLSQP from 400 starts, least of all that end on the border.
  test("finds the nearest of several minima of a bent book", () => {
    const room = ([a, b, c]: ArrayLike<number> & Iterable<number>) =>
      150 +
      1000 * Math.expm1(a!) -
      600 * Math.expm1(b!) +
      500 * Math.expm1(c!) -
      8000 * c! ** 2 -
      20_000 * a! * b!;
    const found = reverseStress(covariance, { ...search, room });
    expectClose(found.distance, 1.155714128032145, { relative: 1e-8, subject: "distance" });
    [-0.03816127, -0.05272534, -0.08749543].forEach((shock, i) => {
      expectClose(shocksOf(found)[i]!, shock, { absolute: 1e-6, subject: `shock ${i}` });
    });
    expectClose(room(Float64Array.from(shocksOf(found))), 0, { absolute: 1e-9, subject: "room" });
  });

  test("sees both wings of a short straddle: 100 x² lost, x = √0.05 away", () => {
    const found = reverseStress(one, { ...search, room: ([x]) => 5 - 100 * x! ** 2 });
    expectClose(found.distance, Math.sqrt(0.05) / 0.04, { relative: 1e-9, subject: "distance" });
  });

  test("does not depend on the unit of a factor", () => {
    const percent = { ...one, values: matrixFromRows([[16]]) };
    const found = reverseStress(percent, { ...search, room: ([x]) => 5 - 0.01 * x! ** 2 });
    expectClose(found.distance, Math.sqrt(0.05) / 0.04, { relative: 1e-9, subject: "distance" });
  });

  test("says when it is reached already and when nothing reaches it", () => {
    const there = reverseStress(one, { ...search, room: () => 0 });
    expect(there).toMatchObject({ code: "already-there", distance: 0, tailProbability: 1 });
    expect(there.story).toBe("No shock is needed.");
    const bounded = reverseStress(one, { ...search, room: ([x]) => 2 + Math.tanh(x!) });
    expect(bounded).toMatchObject({ code: "not-reached", distance: Infinity, shocks: [] });
  });

  test("refuses a room that is no number, and a goal without words", () => {
    expect(() => reverseStress(one, { ...search, room: () => NaN })).toThrow(
      "margin must be a number",
    );
    expect(() => reverseStress(one, { ...search, goal: "", room: () => 1 })).toThrow(
      "goal must say",
    );
  });
});

describe("reverseStressBook", () => {
  const long = book([
    position(),
    position({ id: "p2", instrument: perpetual("SOL"), quantity: 1000, entryPrice: 90 }),
  ]);
  const options = { covariance, horizonDays: 1, seed: 1 };

  test("finds the log shock of one coin in closed form: ln(1 - loss / value)", () => {
    const spot = book([position()]);
    const found = reverseStressBook(spot, market, { ...options, goal: { lossUsd: 16_000 } });
    expectClose(found.shocks[0]!.shock, Math.log(0.8), { absolute: 1e-7, subject: "BTC" });
    expectClose(found.distance, -Math.log(0.8) / 0.04, { relative: 1e-9, subject: "distance" });
    // What BTC does not explain of the others stays where it is: their shock is the regression.
    const beta = (0.8 * 0.055) / 0.04;
    expectClose(found.shocks[1]!.shock, beta * Math.log(0.8), { absolute: 1e-6, subject: "ETH" });
  });

  test("is near the closed form for a small loss, and tells the story of a fall", () => {
    const small = reverseStressBook(long, market, { ...options, goal: { lossUsd: 100 } });
    const exposures = [80_000, 0, 100_000];
    const flat = linearReverseStress(covariance, { exposures, loss: 100, horizonDays: 1 });
    expectClose(small.distance, flat.distance, { relative: 1e-3, subject: "distance" });
    expect(small.parts[0]!.words).toBe("all factors falling together");
    expectClose(
      small.parts.reduce((sum, { share }) => sum + share, 0),
      1,
      { absolute: 1e-12, subject: "shares" },
    );
  });

  test("takes any goal that a market decides", () => {
    const goal = { name: "BTC below 30,000", room: (at: typeof market) => at.spot.BTC! - 30_000 };
    const found = reverseStressBook(long, market, { ...options, goal });
    expect(found.goal).toBe("BTC below 30,000");
    expectClose(found.distance, Math.log(4 / 3) / 0.04, { relative: 1e-9, subject: "distance" });
  });

  test("moves implied volatility as a factor of its own: a short straddle is hurt by both", () => {
    const option = (kind: "call" | "put") => ({
      type: "option" as const,
      underlying: "BTC",
      settlement: "linear" as const,
      contractSize: 1,
      expiry: "2022-06-24",
      strike: 40_000,
      kind,
    });
    const straddle = book([
      position({ id: "c", instrument: option("call"), quantity: -1, entryPrice: 1 }),
      position({ id: "p", instrument: option("put"), quantity: -1, entryPrice: 1 }),
    ]);
    const both = {
      assets: ["BTC", "BTC volatility"],
      values: matrixFromRows([
        [0.0016, -0.0008],
        [-0.0008, 0.0025],
      ]),
    };
    const implied = { ...market, volatility: { BTC: 0.7 } };
    const goal = { lossUsd: 1500 };
    const found = reverseStressBook(straddle, implied, {
      ...options,
      covariance: both,
      goal,
      volatilityFactors: { BTC: "BTC volatility" },
    });
    const still = reverseStressBook(straddle, implied, { ...options, covariance: one, goal });
    // Falls and rising volatility come together, so the pair is nearer than the price alone.
    expect(found.distance).toBeLessThan(still.distance);
    expect([found.shocks[0]!.shock < 0, found.shocks[1]!.shock > 0]).toEqual([true, true]);
    const factors = { volatilityFactors: { BTC: "DVOL" } };
    expect(() =>
      reverseStressBook(straddle, implied, { ...options, covariance: both, goal, ...factors }),
    ).toThrow("covariance must have a row for DVOL (BTC, BTC volatility)");
  });

  // scipy 1.17.1: SLSQP from 300 starts on Black's formula (scipy.stats.norm) of the same five positions.
  test("finds the nearest shock of prices and volatilities that scipy finds for a book of options", () => {
    const option = (underlying: string, kind: "call" | "put", strike: number) => ({
      type: "option" as const,
      underlying,
      settlement: "linear" as const,
      contractSize: 1,
      expiry: "2022-06-24",
      strike,
      kind,
    });
    const sold = book([
      position({ id: "1", instrument: option("BTC", "call", 40_000), quantity: -3, entryPrice: 1 }),
      position({ id: "2", instrument: option("BTC", "put", 40_000), quantity: -3, entryPrice: 1 }),
      position({ id: "3", instrument: option("ETH", "put", 2800), quantity: 20, entryPrice: 1 }),
      position({ id: "4", instrument: option("ETH", "call", 3300), quantity: -10, entryPrice: 1 }),
      position({ id: "5", quantity: 0.5 }),
    ]);
    const four = {
      assets: ["BTC", "ETH", "BTC volatility", "ETH volatility"],
      values: matrixFromRows([
        [0.0016, 0.00144, -0.0008, -0.0006],
        [0.00144, 0.0025, -0.0009, -0.001],
        [-0.0008, -0.0009, 0.0025, 0.002],
        [-0.0006, -0.001, 0.002, 0.0036],
      ]),
    };
    const found = reverseStressBook(
      sold,
      { ...market, volatility: { BTC: 0.7, ETH: 0.9 } },
      {
        ...options,
        covariance: four,
        goal: { lossUsd: 9000 },
        volatilityFactors: { BTC: "BTC volatility", ETH: "ETH volatility" },
      },
    );
    expectClose(found.distance, 4.174228756403665, { relative: 1e-7, subject: "distance" });
    [0.13295, 0.17406, 0.01532, -0.00558].forEach((shock, i) => {
      expectClose(shocksOf(found)[i]!, shock, { absolute: 2e-5, subject: `shock ${i}` });
    });
  });

  test("names the assets that the covariance lacks", () => {
    const other = { ...options, covariance: one, goal: { lossUsd: 1 } };
    expect(() => reverseStressBook(long, market, other)).toThrow(
      "covariance must have a row for every asset of test book: SOL",
    );
  });
});

describe("historicalRank", () => {
  const stress = linearReverseStress(covariance, linear);
  const days = [
    [0, 0, 0],
    shocksOf(stress).map((shock) => shock * 1.1),
    shocksOf(stress).map((shock) => shock * -2),
    [-0.02, -0.03, 0.01],
  ];
  const returns = {
    kind: "simple" as const,
    dates: ["2022-01-01", "2022-01-02", "2022-01-03", "2022-01-04"],
    assets: covariance.assets,
    values: matrixFromRows(days),
  };

  test("counts the days farther out, and those as far along the same story", () => {
    const found = historicalRank(stress, { covariance, returns });
    expect(found).toMatchObject({ rank: 3, observations: 4, farther: 2, farAlongShock: 1 });
    expect(found.similar[0]).toMatchObject({ date: "2022-01-02" });
    expectClose(found.similar[0]!.cosine, 1, { absolute: 1e-12, subject: "cosine" });
    expectClose(found.similar.at(-1)!.cosine, -1, { absolute: 1e-12, subject: "opposite" });
  });

  test("refuses other factors, another order, and a stress that found nothing", () => {
    const swapped = { ...returns, assets: ["ETH", "BTC", "SOL"] };
    expect(() => historicalRank(stress, { covariance, returns: swapped })).toThrow(
      "returns must be of BTC, ETH, SOL, in this order: ETH, BTC, SOL",
    );
    const none = linearReverseStress(covariance, { ...linear, exposures: [0, 0, 0] });
    expect(() => historicalRank(none, { covariance, returns })).toThrow("not-reached");
  });
});
