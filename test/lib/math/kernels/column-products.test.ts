import { describe, expect, test } from "vitest";
import { correlationMatrix } from "../../../../lib/market/correlation-matrix.ts";
import { covarianceMatrix } from "../../../../lib/market/covariance-matrix.ts";
import { pearsonCorrelation, sampleCovariance } from "../../../../lib/math/covariance.ts";
import {
  columnProducts,
  plainColumnProducts,
} from "../../../../lib/math/kernels/column-products.ts";
import { matrixColumn } from "../../../../lib/math/matrix.ts";
import { normalDraws } from "../../../../lib/math/random-stream.ts";
import { expectSameBits } from "./same-bits.ts";

const columnsOf = (size: number, rows: number): Float64Array[] =>
  Array.from({ length: size }, (_, stream) => normalDraws({ seed: size, stream }, rows));

describe("columnProducts", () => {
  test.each([
    [1, 1],
    [3, 7],
    [4, 256],
    [10, 1_000],
    [63, 257],
    [65, 512],
    [131, 700],
  ])("of %d columns of %d rows have the bits of their plain reference", (size, rows) => {
    const columns = columnsOf(size, rows);
    expectSameBits(columnProducts(columns), plainColumnProducts(columns));
  });
});

describe("the tables of a panel without missing returns", () => {
  const rows = 300;
  const columns = columnsOf(7, rows);
  const values = Float64Array.from(
    { length: rows * 7 },
    (_, at) => columns[at % 7]![Math.floor(at / 7)]! / 50,
  );
  const dates = Array.from({ length: rows }, (_, i) =>
    new Date(i * 86_400_000).toISOString().slice(0, 10),
  );
  const assets = ["A", "B", "C", "D", "E", "F", "G"];
  const panel = { kind: "simple", dates, assets, values: { rows, columns: 7, values } } as const;
  const pairs = assets.flatMap((_, i) => assets.map((__, j) => [i, j] as const));

  test.each(["complete", "pairwise"] as const)(
    "have the bits of each pair alone: %s",
    (missing) => {
      const covariance = covarianceMatrix(panel, { missing });
      const correlation = correlationMatrix(panel, { method: "pearson", missing });
      expect(covariance.observations).toBe(rows);
      for (const [i, j] of pairs) {
        const [left, right] = [matrixColumn(panel.values, i), matrixColumn(panel.values, j)];
        expect(covariance.values.values[i * 7 + j]).toBe(sampleCovariance(left, right));
        const alone = i === j ? 1 : pearsonCorrelation(left, right);
        expect(correlation.values.values[i * 7 + j]).toBe(alone);
        expect(correlation.pairObservations.values[i * 7 + j]).toBe(rows);
      }
    },
  );
});
