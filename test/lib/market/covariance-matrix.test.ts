import { describe, expect, test } from "vitest";
import { covarianceMatrix } from "../../../lib/market/covariance-matrix.ts";
import { completeRows } from "../../../lib/market/return-window.ts";
import { matrixAt } from "../../../lib/math/matrix.ts";
import { sampleVariance } from "../../../lib/math/moments.ts";
import golden from "../../golden/market-measures.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { panelOf } from "./panels.ts";
import { realLogReturns } from "./real-returns.ts";

const gappy = panelOf(
  ["AAA", "BBB", "CCC"],
  [
    [1, 2, NaN],
    [2, 1, 3],
    [4, 5, 1],
    [3, NaN, 2],
  ],
);

describe("covarianceMatrix", () => {
  test("agrees with numpy on BTC and ETH in 2020 and 2021", () => {
    const { panel } = completeRows(realLogReturns(), ["BTC", "ETH"]);
    const { values, observations, kind } = covarianceMatrix(panel, { missing: "complete" });
    const tolerance = { relative: golden.tolerance.rel, subject: "BTC with ETH" };
    expectClose(matrixAt(values, 0, 1), golden.btcEthLog.covariance, tolerance);
    expect([observations, kind]).toEqual([731, "log"]);
  });

  test("from complete rows uses only dates that all share", () => {
    const { values, observations } = covarianceMatrix(gappy, { missing: "complete" });
    expect(observations).toBe(2);
    expect(matrixAt(values, 0, 0)).toBe(sampleVariance([2, 4]));
    expect(matrixAt(values, 0, 1)).toBe(4);
  });

  test("from pairs uses for each pair the dates that the two share, and counts them", () => {
    const result = covarianceMatrix(gappy, { missing: "pairwise" });
    expect(matrixAt(result.values, 0, 0)).toBe(sampleVariance([1, 2, 4, 3]));
    expect(matrixAt(result.values, 1, 2)).toBe(-4);
    expect([...result.pairObservations.values]).toEqual([4, 3, 3, 3, 3, 2, 3, 2, 3]);
    expect(result.observations).toBe(2);
  });

  test("refuses a return that is infinite, by asset and date", () => {
    const endless = panelOf(
      ["AAA", "BBB"],
      [
        [1, NaN],
        [2, 3],
        [4, -Infinity],
        [3, 1],
      ],
    );
    for (const missing of ["complete", "pairwise"] as const) {
      expect(() => covarianceMatrix(endless, { missing })).toThrow(
        "BBB on 2021-01-03 must be finite or missing: -Infinity",
      );
    }
  });

  test("refuses pairs that share fewer than two dates, by name, and an unknown choice", () => {
    const apart = panelOf(
      ["AAA", "BBB"],
      [
        [1, NaN],
        [2, NaN],
        [NaN, 1],
        [NaN, 3],
      ],
    );
    expect(() => covarianceMatrix(apart, { missing: "pairwise" })).toThrow(
      "BBB and AAA must share at least 2 returns: 0",
    );
    expect(() => covarianceMatrix(apart, { missing: "complete" })).toThrow(
      "AAA must have at least 2 returns: 0",
    );
    expect(() => covarianceMatrix(gappy, { missing: "drop" as never })).toThrow(
      'missing must be one of complete, pairwise: "drop"',
    );
  });
});
