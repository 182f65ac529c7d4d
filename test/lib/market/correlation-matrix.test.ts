import fc from "fast-check";
import { EigenvalueDecomposition, Matrix as MlMatrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { averageCorrelation, correlationMatrix } from "../../../lib/market/correlation-matrix.ts";
import { covarianceMatrix } from "../../../lib/market/covariance-matrix.ts";
import { selectReturns } from "../../../lib/market/return-window.ts";
import { matrixAt, matrixToRows } from "../../../lib/math/matrix.ts";
import dependence from "../../golden/dependence.json" with { type: "json" };
import golden from "../../golden/market-measures.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { expectLower, majorReturns } from "./major-returns.ts";
import { panelOf } from "./panels.ts";
import { realLogReturns } from "./real-returns.ts";

const relative = golden.tolerance.rel;
const { five } = golden;
const number = fc.double({ min: -1, max: 1, noNaN: true });
const panels = fc
  .array(fc.array(number, { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 12 })
  .map((rows) =>
    panelOf(
      ["A", "B", "C", "D"],
      rows.map((row, i) => row.map((x, j) => x + ((i + j) % 3))),
    ),
  );

function expectTable(found: number[][], expected: number[][], subject: string): void {
  expected.forEach((row, i) => {
    row.forEach((value, j) => {
      const name = `${subject} of ${five.assets[i]} and ${five.assets[j]}`;
      expectClose(found[i]![j]!, value, { relative, subject: name });
    });
  });
}

describe("correlationMatrix", () => {
  const panel = selectReturns(realLogReturns(), five.assets);

  test("agrees with numpy and scipy on five coins of 2020 and 2021, complete rows", () => {
    const pearson = correlationMatrix(panel, { method: "pearson", missing: "complete" });
    const spearman = correlationMatrix(panel, { method: "spearman", missing: "complete" });
    expectTable(matrixToRows(pearson.values), five.completePearson, "Pearson");
    expectTable(matrixToRows(spearman.values), five.completeSpearman, "Spearman");
    expect(pearson).toMatchObject({
      observations: five.completeObservations,
      assets: five.assets,
      method: "pearson",
      missing: "complete",
      kind: "log",
    });
  });

  test("agrees with numpy pair by pair, each over the dates it shares", () => {
    const pairwise = correlationMatrix(panel, { method: "pearson", missing: "pairwise" });
    expectTable(matrixToRows(pairwise.values), five.pairwisePearson, "Pearson");
    expect(matrixToRows(pairwise.pairObservations)).toEqual(five.pairwiseObservations);
    expect(pairwise.observations).toBe(five.completeObservations);
  });

  test("agrees with scipy's Spearman for BTC and ETH: 0.789", () => {
    const pair = selectReturns(realLogReturns(), ["BTC", "ETH"]);
    const { values } = correlationMatrix(pair, { method: "spearman", missing: "complete" });
    const expected = golden.btcEthLog.spearman;
    expectClose(matrixAt(values, 0, 1), expected, { relative, subject: "BTC and ETH" });
  });

  test("agrees with scipy's Kendall tau-b for eleven assets over all dates", () => {
    const { values, method } = correlationMatrix(majorReturns(), {
      method: "kendall",
      missing: "complete",
    });
    expect(method).toBe("kendall");
    expectLower(values, dependence.kendall, { relative: 1e-12, subject: "Kendall" });
  });

  test("is symmetric with a diagonal of exactly 1 and no negative eigenvalue", () => {
    fc.assert(
      fc.property(
        panels,
        fc.constantFrom("pearson" as const, "spearman" as const, "kendall" as const),
        (panel, method) => {
          let rows: number[][];
          try {
            rows = matrixToRows(correlationMatrix(panel, { method, missing: "complete" }).values);
          } catch (error) {
            expect(String(error)).toContain("must vary to have a correlation");
            return;
          }
          rows.forEach((row, i) => {
            expect(row[i]).toBe(1);
            expect(row).toEqual(rows.map((other) => other[i]));
          });
          const { realEigenvalues } = new EigenvalueDecomposition(new MlMatrix(rows));
          expect(Math.min(...realEigenvalues)).toBeGreaterThan(-1e-10);
        },
      ),
    );
  });

  test("refuses an asset that does not vary, by name", () => {
    const pegged = panelOf(
      ["AAA", "USDX"],
      [
        [0.1, 0],
        [0.2, 0],
        [0.3, 0],
      ],
    );
    expect(() => correlationMatrix(pegged, { method: "pearson", missing: "complete" })).toThrow(
      "USDX must vary to have a correlation: 3 returns of 0",
    );
    expect(() => correlationMatrix(pegged, { method: "spearman", missing: "pairwise" })).toThrow(
      "USDX must vary to have a correlation",
    );
  });

  test("takes more pairs than a call has room for arguments", () => {
    const assets = Array.from({ length: 400 }, (_, j) => `A${j}`);
    const rows = [1, 2, 3].map((day) => assets.map((_, j) => Math.sin(day * (j + 1))));
    const panel = panelOf(assets, rows);
    const matrix = correlationMatrix(panel, { method: "pearson", missing: "complete" });
    expect(matrix.observations).toBe(3);
  });

  test("refuses fewer than three shared returns: two always correlate perfectly", () => {
    const short = panelOf(
      ["AAA", "BBB"],
      [
        [0.1, 0.3],
        [0.2, 0.1],
      ],
    );
    expect(() => correlationMatrix(short, { method: "pearson", missing: "complete" })).toThrow(
      "AAA must have at least 3 returns: 2",
    );
  });
});

describe("averageCorrelation", () => {
  test("is the mean above the diagonal, as numpy has it for five coins", () => {
    const panel = selectReturns(realLogReturns(), five.assets);
    const matrix = correlationMatrix(panel, { method: "pearson", missing: "complete" });
    const found = averageCorrelation(matrix);
    expectClose(found, five.completeAverage, { relative, subject: "average" });
  });

  test("refuses a single asset", () => {
    const single = panelOf(["AAA"], [[1], [2], [4]]);
    const matrix = correlationMatrix(single, { method: "pearson", missing: "complete" });
    expect(() => averageCorrelation(matrix)).toThrow("matrix must have at least 2 assets: 1");
  });
});

test.each(["pearson", "spearman", "kendall"] as const)(
  "a return that is not finite has no %s correlation",
  (method) => {
    for (const assets of [["A"], ["A", "B"]]) {
      const panel = panelOf(assets, [
        [Infinity, 1].slice(0, assets.length),
        [1, 2].slice(0, assets.length),
        [2, 4].slice(0, assets.length),
      ]);
      expect(() => correlationMatrix(panel, { method, missing: "pairwise" })).toThrow(
        "A on 2021-01-01 must be finite or missing: Infinity",
      );
    }
  },
);

test.each(["complete", "pairwise"] as const)(
  "each asset stands once, and one at least, in a matrix of %s returns",
  (missing) => {
    const rows = [
      [NaN, 2],
      [2, 1],
      [3, 5],
      [1, 0],
    ];
    const twice = panelOf(["A", "A"], rows);
    const none = panelOf(
      [],
      rows.map(() => []),
    );
    expect(() => correlationMatrix(twice, { method: "pearson", missing })).toThrow(
      'assets must name each asset once: "A"',
    );
    expect(() => covarianceMatrix(twice, { missing })).toThrow(
      'assets must name each asset once: "A"',
    );
    expect(() => covarianceMatrix(none, { missing })).toThrow(
      "assets must name at least one asset: none",
    );
  },
);
