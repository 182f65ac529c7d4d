import { describe, expect, test } from "vitest";
import { correlationMatrix } from "../../../../lib/market/correlation-matrix.ts";
import { covarianceMatrix } from "../../../../lib/market/covariance-matrix.ts";
import { pearsonCorrelation, sampleCovariance } from "../../../../lib/math/covariance.ts";
import {
  columnProducts,
  plainColumnProducts,
} from "../../../../lib/math/kernels/column-products.ts";
import {
  type ColumnSquares,
  columnSquares,
  plainColumnSquares,
} from "../../../../lib/math/kernels/column-squares.ts";
import { type Matrix, matrixColumn } from "../../../../lib/math/matrix.ts";
import { normalDraws } from "../../../../lib/math/random-stream.ts";
import { expectSameBits } from "./same-bits.ts";

const matrixOf = (columns: number, rows: number): Matrix => ({
  rows,
  columns,
  values: normalDraws({ seed: columns, stream: rows }, rows * columns),
});

describe("columnProducts", () => {
  const shapes = [
    [1, 3],
    [3, 7],
    [4, 256],
    [10, 1_000],
    [63, 257],
    [65, 512],
    [131, 700],
  ] as const;
  const scalings = ["none", "centred", "unit"] as const;
  const cases = shapes.flatMap(([columns, rows]) =>
    scalings.map((scaling) => [columns, rows, scaling] as const),
  );
  test.each(cases)(
    "of %d columns of %d rows, %s, have the bits of their plain reference",
    (...of) => {
      const [columns, rows, scaling] = of;
      const matrix = matrixOf(columns, rows);
      expectSameBits(columnProducts(matrix, scaling), plainColumnProducts(matrix, scaling));
    },
  );

  test("of more columns than have their sums in memory at once have them too", () => {
    const matrix = matrixOf(1_501, 9);
    expectSameBits(columnProducts(matrix, "none"), plainColumnProducts(matrix, "none"));
  });

  test.each(["none", "centred"] as const)("take a column that does not vary, %s", (scaling) => {
    const { values, ...shape } = matrixOf(5, 300);
    const matrix = { ...shape, values: values.map((x, at) => (at % 5 === 3 ? 0.1 : x * 1e150)) };
    const products = columnProducts(matrix, scaling);
    expectSameBits(products, plainColumnProducts(matrix, scaling));
    if (scaling === "centred") expect(products.slice(15, 20)).toEqual(new Float64Array(5));
  });
});

describe("columnSquares", () => {
  const matrix = matrixOf(65, 300);
  const wholeOf = ({ count, sums }: ColumnSquares) => Float64Array.from(sums(0, count));

  test.each(["none", "centred", "unit"] as const)(
    "have the bits of their plain reference, %s, but for columns past the last",
    (scaling) => {
      const plain = wholeOf(plainColumnSquares(matrix, scaling));
      const found = wholeOf(columnSquares(matrix, scaling));
      expect(found.length).toBe(16 * ((17 * 18) / 2));
      // The seventeenth panel has one column.
      const past = (at: number) => {
        const square = Math.floor(at / 16);
        return square >= 136 && (at % 16 >= 4 || (square === 152 && at % 4 > 0));
      };
      expectSameBits(
        found.filter((_, at) => !past(at)),
        plain.filter((_, at) => !past(at)),
      );
    },
  );

  test("have the same bits in parts, wherever they begin and end", () => {
    const squares = columnSquares(matrix, "unit");
    const whole = wholeOf(squares);
    for (const [first, count] of [
      [0, 1],
      [1, 9],
      [20, 57],
      [100, 53],
      [152, 1],
    ] as const) {
      const part = squares.sums(first, count);
      expectSameBits(part, whole.subarray(16 * first, 16 * (first + count)));
    }
  });

  test("keep to their matrix when another has come in between, however large", () => {
    const squares = columnSquares(matrix, "unit");
    const whole = wholeOf(squares);
    const others = [matrixOf(8, 20), matrixOf(64, 66_000)] as const;
    for (const other of others) {
      const apart = columnSquares(other, "none");
      const first = Float64Array.from(apart.sums(0, 1));
      expectSameBits(squares.sums(3, 20), whole.subarray(48, 16 * 23));
      expectSameBits(apart.sums(0, 1), first);
      expectSameBits(first, plainColumnSquares(other, "none").sums(0, 1));
    }
  });
});

describe("the tables of a panel without missing returns", () => {
  const rows = 300;
  const values = matrixOf(7, rows).values.map((x) => x / 50);
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
