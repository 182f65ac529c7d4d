import { describe, expect, test } from "vitest";
import { bootstrapPathModel } from "../../../../lib/market/paths/bootstrap-path-model.ts";
import { pricePaths, pricesAlong } from "../../../../lib/market/paths/price-paths.ts";
import { sliceReturns } from "../../../../lib/market/return-window.ts";
import { toSimpleReturns } from "../../../../lib/market/returns.ts";
import { matrixColumn } from "../../../../lib/math/matrix.ts";
import { mean } from "../../../../lib/math/moments.ts";
import { expectClose } from "../../expect-close.ts";
import { majorReturns } from "../major-returns.ts";
import { expectWithinErrors, forward, logReturnsAt, meanOf } from "./paths.ts";

const panel = sliceReturns(majorReturns(["BTC", "ETH"]), { from: "2020-01-01", to: "2020-12-31" });
const options = {
  start: [100, 100],
  periodsPerYear: 365,
  scheme: "circular",
  blockLength: 7,
  drift: "observed",
} as const;
const rows = panel.dates.length;
const sample = [0, 1].map((j) => matrixColumn(panel.values, j));

describe("bootstrapPathModel", () => {
  test("draws whole rows, and blocks of neighbours", () => {
    const paths = pricePaths(bootstrapPathModel(panel, options), { steps: 21, paths: 30, seed: 1 });
    for (let path = 0; path < 30; path++) {
      const [btc, eth] = ["BTC", "ETH"].map((asset) => pricesAlong(paths, { asset, path }));
      const drawn = Array.from({ length: 21 }, (_, i) => {
        const move = Math.log(btc![i + 1]! / btc![i]!);
        return sample[0]!.findIndex((log) => Math.abs(log - move) < 1e-12);
      });
      drawn.forEach((row, i) => {
        expect(row).toBeGreaterThanOrEqual(0);
        expect(Math.abs(Math.log(eth![i + 1]! / eth![i]!) - sample[1]![row]!)).toBeLessThan(1e-12);
        if (i % 7 > 0) expect(row).toBe((drawn[i - 1]! + 1) % rows);
      });
    }
  });

  test("keeps 1 - 1 / L of the first autocovariance of squares under the stationary scheme", () => {
    const model = bootstrapPathModel(panel, { ...options, scheme: "stationary", blockLength: 4 });
    const paths = pricePaths(model, { steps: 2, paths: 20_000, seed: 7 });
    const [now, next] = [1, 2].map((step) => logReturnsAt(paths, "BTC", step));
    const squares = sample[0]!.map((x) => x * x);
    const level = mean(squares);
    const neighbours = mean(squares.map((x, i) => x * squares[(i + 1) % rows]!));
    const expected = 0.75 * neighbours + 0.25 * level ** 2;
    const found = meanOf(now!, (x, i) => x * x * next![i]! ** 2);
    expectWithinErrors(found, expected, { subject: "products of squares" });
  });

  test("has the sample's mean as drift, or none when it is removed", () => {
    const single = { ...options, blockLength: 1 } as const;
    const observed = bootstrapPathModel(panel, single);
    expectClose(forward(observed, 1, 1), 100 * (1 + mean(sample[1]!.map(Math.expm1))), {
      relative: 1e-13,
      subject: "observed",
    });
    const removed = bootstrapPathModel(panel, { ...single, drift: "removed" });
    const { prices } = pricePaths(removed, { steps: 3, paths: 10_000, seed: 3 });
    const ends = prices.filter((_, i) => i % 6 === 4);
    expectWithinErrors(
      meanOf(ends, (x) => x),
      100,
      { subject: "removed" },
    );
    expect(bootstrapPathModel(panel, options).expectedGrowth).toBeUndefined();
  });

  test("gives simple returns and their logs the same paths", () => {
    const [log, simple] = [panel, toSimpleReturns(panel)].map((returns) =>
      pricePaths(bootstrapPathModel(returns, options), { steps: 5, paths: 3, seed: 1 }),
    );
    log!.prices.forEach((price, i) => {
      expectClose(simple!.prices[i]!, price, { relative: 1e-13, subject: `price ${i}` });
    });
  });

  test("refuses mirroring, holes, long blocks and a total loss", () => {
    const model = bootstrapPathModel(panel, options);
    expect(() =>
      pricePaths(model, { steps: 1, paths: 2, seed: 1, sampling: "antithetic" }),
    ).toThrow("sampling must be independent for a circular block bootstrap: antithetic");
    const of =
      (changed: object, returns = panel) =>
      () =>
        bootstrapPathModel(returns, { ...options, ...changed });
    expect(of({ blockLength: 400 })).toThrow(`blockLength must be from 1 to the ${rows} rows: 400`);
    expect(of({ blockLength: 1.5 })).toThrow("blockLength must be an integer of at least 1: 1.5");
    expect(of({ start: [1] })).toThrow("start must have one number per asset, 2: 1");
    expect(of({ scheme: "iid" })).toThrow("scheme must be one of circular, stationary");
    const holed = { ...panel, values: { ...panel.values, values: panel.values.values.slice() } };
    holed.values.values[5] = Number.NaN;
    expect(of({}, holed)).toThrow("ETH on 2020-01-03 must be finite");
    const lost = { ...holed, kind: "simple" as const };
    lost.values.values[5] = -1;
    expect(() => bootstrapPathModel(lost, options)).toThrow(
      "simple return of ETH must be above -1",
    );
  });
});
