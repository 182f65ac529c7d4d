import { describe, expect, test } from "vitest";
import { covarianceFromParts, covarianceParts } from "../../../lib/math/covariance-parts.ts";
import { matrixFromRows, matrixToRows } from "../../../lib/math/matrix.ts";

const covariance = matrixFromRows([
  [4, 3],
  [3, 9],
]);

describe("covarianceParts", () => {
  test("are the roots of the diagonal and what is left", () => {
    const { volatilities, correlation } = covarianceParts(covariance);
    expect([...volatilities]).toEqual([2, 3]);
    expect(matrixToRows(correlation)).toEqual([
      [1, 0.5],
      [0.5, 1],
    ]);
  });

  test("put together give the covariance back, at any scale", () => {
    for (const scale of [1e-150, 1, 1e150]) {
      const scaled = { ...covariance, values: covariance.values.map((x) => x * scale) };
      const again = covarianceFromParts(covarianceParts(scaled));
      again.values.forEach((value, at) => {
        expect(value / scaled.values[at]!).toBeCloseTo(1, 14);
      });
    }
  });

  test("refuse a variance of zero and a negative one, by row", () => {
    expect(() =>
      covarianceParts(
        matrixFromRows([
          [0, 0],
          [0, 1],
        ]),
      ),
    ).toThrow("covariance must have a positive diagonal: 0 in row 0");
    expect(() =>
      covarianceParts(
        matrixFromRows([
          [1, 0],
          [0, -1],
        ]),
      ),
    ).toThrow("-1 in row 1");
  });
});

describe("covarianceParts of what is no covariance", () => {
  test("names the pair whose covariance exceeds its variances, and clips rounding alone", () => {
    const impossible = matrixFromRows([
      [1, 2],
      [2, 1],
    ]);
    expect(() => covarianceParts(impossible)).toThrow("outside [-1, 1]: (1, 0) 2");
    const rounded = matrixFromRows([
      [1, 1 + 1e-15],
      [1 + 1e-15, 1],
    ]);
    expect(covarianceParts(rounded).correlation.values[1]).toBe(1);
  });
});

describe("covarianceFromParts", () => {
  const correlation = matrixFromRows([
    [1, 0.5],
    [0.5, 1],
  ]);

  test("refuses a negative volatility, a count that differs, what is no correlation", () => {
    expect(() =>
      covarianceFromParts({ volatilities: Float64Array.of(1, -1), correlation }),
    ).toThrow("volatilities[1] must be zero or a positive number: -1");
    expect(() => covarianceFromParts({ volatilities: Float64Array.of(1), correlation })).toThrow(
      "volatilities must be 2 like the rows: 1",
    );
    const volatilities = Float64Array.of(1, 1);
    expect(() => covarianceFromParts({ volatilities, correlation: covariance })).toThrow(
      "correlation must have a diagonal of 1: (0, 0) 4",
    );
    const wide = matrixFromRows([
      [1, 1.2],
      [1.2, 1],
    ]);
    expect(() => covarianceFromParts({ volatilities, correlation: wide })).toThrow(
      "correlation must lie in [-1, 1]: (0, 1) 1.2",
    );
  });
});
