import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ledoitWolfConstantCorrelation } from "../../../lib/market/constant-correlation-shrinkage.ts";
import { covarianceMatrix } from "../../../lib/market/covariance-matrix.ts";
import { ledoitWolf } from "../../../lib/market/ledoit-wolf.ts";
import { oas } from "../../../lib/market/oas.ts";
import { selectReturns, sliceReturns } from "../../../lib/market/return-window.ts";
import type { ReturnPanel } from "../../../lib/market/returns.ts";
import { cholesky } from "../../../lib/math/cholesky.ts";
import { covarianceParts } from "../../../lib/math/covariance-parts.ts";
import { symmetricEigen } from "../../../lib/math/symmetric-eigen.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { largestDifference, permuted } from "../math/matrices.ts";
import { expectLower, majorReturns } from "./major-returns.ts";
import { panelOf } from "./panels.ts";

const relative = golden.tolerance.rel;
const estimators = { ledoitWolf, oas, ledoitWolfConstantCorrelation };
const each = Object.entries(estimators);
const panels = fc
  .array(fc.array(fc.integer({ min: -90, max: 90 }), { minLength: 4, maxLength: 4 }), {
    minLength: 3,
    maxLength: 12,
  })
  .filter((rows) => [0, 1, 2, 3].every((j) => rows.some((row) => row[j] !== rows[0]![j])))
  .map((rows) => panelOf(["A", "B", "C", "D"], rows));

function scaled(panel: ReturnPanel, factor: number): ReturnPanel {
  return {
    ...panel,
    values: { ...panel.values, values: panel.values.values.map((x) => x * factor) },
  };
}

describe.each(golden.shrinkage)("over $name of eleven assets", (row) => {
  const panel = sliceReturns(majorReturns(), { from: row.from, to: row.to });

  test("ledoitWolf agrees with scikit-learn", () => {
    const { shrinkage, values } = ledoitWolf(panel);
    expectClose(shrinkage, row.ledoitWolf.shrinkage, { relative, subject: "shrinkage" });
    expectLower(values, row.ledoitWolf.lower, { relative, subject: "covariance" });
  });

  test("oas agrees with scikit-learn", () => {
    const { shrinkage, values } = oas(panel);
    expectClose(shrinkage, row.oas.shrinkage, { relative, subject: "shrinkage" });
    expectLower(values, row.oas.lower, { relative, subject: "covariance" });
  });

  test("ledoitWolfConstantCorrelation agrees with the formula written out in numpy", () => {
    const { shrinkage, values } = ledoitWolfConstantCorrelation(panel);
    const expected = row.constantCorrelation;
    expectClose(shrinkage, expected.shrinkage, { relative, subject: "shrinkage" });
    expectLower(values, expected.lower, { relative, subject: "covariance" });
  });
});

describe.each(each)("%s", (_, estimate) => {
  test("is symmetric, semi-definite and between the sample and the target", () => {
    fc.assert(
      fc.property(panels, (panel) => {
        const { values, shrinkage, target, observations } = estimate(panel);
        expect(shrinkage).toBeGreaterThanOrEqual(0);
        expect(shrinkage).toBeLessThanOrEqual(1);
        expect(observations).toBe(panel.dates.length);
        const spectrum = symmetricEigen(values).values;
        expect(spectrum.at(-1)!).toBeGreaterThan(-1e-13 * spectrum[0]!);
        const sample = covarianceMatrix(panel, { missing: "complete" }).values;
        const share = (observations - 1) / observations;
        values.values.forEach((value, at) => {
          const mixed =
            (1 - shrinkage) * sample.values[at]! * share + shrinkage * target.values[at]!;
          expect(value).toBeCloseTo(mixed, 8);
        });
      }),
    );
  });

  test.each([1e-12, 1e-160, 1e150])("does not mind returns times %s", (factor) => {
    const panel = selectReturns(majorReturns(), ["BTC", "ETH", "XRP", "LTC"]);
    const [plain, other] = [estimate(panel), estimate(scaled(panel, factor))];
    expectClose(other.shrinkage, plain.shrinkage, { relative: 1e-11, subject: "shrinkage" });
    if (factor === 1e-160) return;
    other.values.values.forEach((value, at) => {
      const expected = plain.values.values[at]! * factor * factor;
      expectClose(value, expected, { relative: 1e-10, subject: "covariance" });
    });
  });

  test("does not see the order of the assets", () => {
    const panel = sliceReturns(majorReturns(), { from: "2022-05-01", to: "2022-05-20" });
    const order = golden.assets.map((_, i) => (i * 3) % golden.assets.length);
    const turned = selectReturns(
      panel,
      order.map((i) => golden.assets[i]!),
    );
    const expected = permuted(estimate(panel).values, order);
    expect(largestDifference(estimate(turned).values, expected)).toBeLessThan(1e-15);
  });

  test("can be inverted with fewer dates than assets, which the sample cannot", () => {
    const panel = sliceReturns(majorReturns(), { from: "2022-05-05", to: "2022-05-12" });
    const sample = covarianceMatrix(panel, { missing: "complete" }).values;
    expect(() => cholesky(covarianceParts(sample).correlation)).toThrow("positive definite");
    expect(cholesky(covarianceParts(estimate(panel).values).correlation).rows).toBe(11);
  });

  test("refuses a missing return by name, one date, and a panel that never moves", () => {
    const gap = panelOf(
      ["A", "B"],
      [
        [0.1, 0.2],
        [Number.NaN, 0.1],
        [0.3, 0.2],
      ],
    );
    expect(() => estimate(gap)).toThrow("A on 2021-01-02 must be finite: NaN (completeRows");
    expect(() => estimate(panelOf(["A", "B"], [[0.1, 0.2]]))).toThrow(
      "panel must have at least 2 dates: 1",
    );
    const still = panelOf(
      ["A", "B"],
      [
        [0.1, 0],
        [0.1, 0],
        [0.1, 0],
      ],
    );
    expect(() => estimate(still)).toThrow("panel must have an asset that varies: none");
  });
});

describe("ledoitWolfConstantCorrelation", () => {
  test("keeps the variances", () => {
    const panel = sliceReturns(majorReturns(), { from: "2022-05-01", to: "2022-05-20" });
    const { values, target } = ledoitWolfConstantCorrelation(panel);
    for (let i = 0; i < 11; i++) {
      expect(values.values[i * 12]).toBeCloseTo(target.values[i * 12]!, 16);
    }
  });

  test("of two assets shrinks nothing, and refuses one asset or one that never moves", () => {
    const pair = selectReturns(majorReturns(), ["BTC", "ETH"]);
    expect(ledoitWolfConstantCorrelation(pair).shrinkage).toBe(0);
    const single = selectReturns(majorReturns(), ["BTC"]);
    expect(() => ledoitWolfConstantCorrelation(single)).toThrow("at least 2 assets: 1");
    const pegged = panelOf(
      ["A", "USDX"],
      [
        [0.1, 0],
        [0.2, 0],
        [0.4, 0],
      ],
    );
    expect(() => ledoitWolfConstantCorrelation(pegged)).toThrow("USDX must vary");
  });
});

describe("ledoitWolf and oas", () => {
  test("of one asset are its variance over n, whatever the intensity", () => {
    const single = panelOf(["A"], [[1], [2], [6]]);
    for (const estimate of [ledoitWolf, oas]) {
      expect(estimate(single)).toMatchObject({ shrinkage: 0 });
      expect(estimate(single).values.values[0]).toBeCloseTo(14 / 3, 13);
    }
  });

  test("shrink all the way when every asset has one variance and no correlation", () => {
    const square = panelOf(
      ["A", "B"],
      [
        [1, 1],
        [1, -1],
        [-1, 1],
        [-1, -1],
      ],
    );
    expect(oas(square).shrinkage).toBe(1);
    expect([...oas(square).values.values]).toEqual([1, 0, 0, 1]);
    expect([...ledoitWolf(square).values.values]).toEqual([1, 0, 0, 1]);
  });
});
