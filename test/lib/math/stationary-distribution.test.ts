import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { stationaryDistribution } from "../../../lib/math/stationary-distribution.ts";
import { expectClose } from "../expect-close.ts";

describe("stationaryDistribution", () => {
  test("of two states is their odds of being entered: 0.1 and 0.02 give 5/6 and 1/6", () => {
    const kept = stationaryDistribution(
      matrixFromRows([
        [0.98, 0.02],
        [0.1, 0.9],
      ]),
    );
    expectClose(kept[0]!, 5 / 6, { relative: 1e-15, subject: "calm" });
    expectClose(kept[1]!, 1 / 6, { relative: 1e-15, subject: "storm" });
  });

  test("is kept by the chain", () => {
    const rows = [
      [0.5, 0.3, 0.2],
      [0.1, 0.6, 0.3],
      [0.05, 0.05, 0.9],
    ];
    const kept = stationaryDistribution(matrixFromRows(rows));
    kept.forEach((p, j) => {
      const next = rows.reduce((sum, row, i) => sum + kept[i]! * row[j]!, 0);
      expectClose(next, p, { relative: 1e-14, subject: `state ${j}` });
    });
  });

  test("keeps its digits where states are nearly closed", () => {
    const kept = stationaryDistribution(
      matrixFromRows([
        [1 - 1e-15, 1e-15],
        [1e-15, 1 - 1e-15],
      ]),
    );
    expectClose(kept[0]!, 0.5, { relative: 0.2, subject: "half" });
  });

  test("refuses chains that come apart and rows that are no probabilities", () => {
    const of = (rows: number[][]) => () => stationaryDistribution(matrixFromRows(rows));
    expect(
      of([
        [1, 0],
        [0, 1],
      ]),
    ).toThrow("transition must lead from state 1 to an earlier one: 0");
    expect(
      of([
        [0.9, 0.2],
        [0.5, 0.5],
      ]),
    ).toThrow("row 0 of transition");
    expect(
      of([
        [1.1, -0.1],
        [0.5, 0.5],
      ]),
    ).toThrow("row 0 of transition");
    expect(of([[0.5, 0.5]])).toThrow("must be square");
  });
});
