import { describe, expect, test } from "vitest";
import { tailDependence } from "../../../lib/market/tail-dependence.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { majorReturns } from "./major-returns.ts";
import { panelOf } from "./panels.ts";

const relative = golden.tolerance.rel;

describe("tailDependence", () => {
  test.each(golden.tails)("agrees with numpy: $assets at $tail", (row) => {
    const [found] = tailDependence(majorReturns(row.assets), { tail: row.tail, confidence: 0.9 });
    const { lower, upper } = found!;
    expect(found).toMatchObject({ assets: row.assets, observations: 1460, warnings: [] });
    expect([lower.jointCount, upper.jointCount, lower.count]).toEqual([
      row.lower,
      row.upper,
      row.count,
    ]);
    expect(lower.coefficient).toBe(row.lower / row.count);
    expectClose(lower.interval.lower, row.lowerInterval90[0]!, { relative, subject: "lower end" });
    expectClose(lower.interval.upper, row.lowerInterval90[1]!, { relative, subject: "upper end" });
    const c = row.lower / row.count;
    expect(lower.standardError).toBeCloseTo(Math.sqrt((c * (1 - c)) / row.count), 15);
  });

  test("is 1 for assets that move as one, 0 for opposites, about the tail for strangers", () => {
    const random = randomStream({ seed: 3, stream: 0 });
    const rows = Array.from({ length: 5000 }, () => {
      const x = random.normal();
      return [x, x ** 3, -x, random.normal()];
    });
    const panel = panelOf(["A", "CUBE", "OPPOSITE", "OTHER"], rows);
    const of = (a: string, b: string) =>
      tailDependence(panel, { tail: 0.1, confidence: 0.99 }).find(
        ({ assets }) => assets[0] === a && assets[1] === b,
      )!;
    expect(of("A", "CUBE").lower.coefficient).toBe(1);
    expect(of("A", "CUBE").upper.interval.upper).toBe(1);
    expect(of("A", "OPPOSITE").lower.coefficient).toBe(0);
    const strangers = of("A", "OTHER").lower;
    expect(strangers.interval.lower).toBeLessThan(0.1);
    expect(strangers.interval.upper).toBeGreaterThan(0.1);
    expect(tailDependence(panel, { tail: 0.1, confidence: 0.9 }).length).toBe(6);
  });

  test("says so when equal returns straddle the threshold, and when the tail is thin", () => {
    const rows = [
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 4],
      [2, 5],
      [3, 6],
      [4, 7],
      [5, 8],
      [6, 9],
      [7, 10],
    ];
    const [found] = tailDependence(panelOf(["A", "B"], rows), { tail: 0.2, confidence: 0.9 });
    expect(found!.warnings.map(({ code }) => code)).toEqual(["ties", "few-observations"]);
    expect(found!.lower).toMatchObject({ jointCount: 2, count: 2.5, coefficient: 0.8 });
  });

  test("holds floor(tail × n) dates in spite of rounding", () => {
    const rows = Array.from({ length: 100 }, (_, i) => [i, i * i]);
    const [found] = tailDependence(panelOf(["A", "B"], rows), { tail: 0.29, confidence: 0.9 });
    expect(found!.lower.count).toBe(29);
  });

  test("refuses a tail outside (0, 0.5], one that holds no date, and an asset that never moves", () => {
    const panel = panelOf(
      ["A", "B"],
      [
        [1, 2],
        [2, 3],
        [3, 1],
      ],
    );
    expect(() => tailDependence(panel, { tail: 0.6, confidence: 0.9 })).toThrow("(0, 0.5]: 0.6");
    expect(() => tailDependence(panel, { tail: 0.05, confidence: 0.9 })).toThrow(
      "tail must hold at least 1 of 3 dates: 0.05",
    );
    const pegged = panelOf(
      ["A", "USDX"],
      [
        [1, 0],
        [2, 0],
        [3, 0],
      ],
    );
    expect(() => tailDependence(pegged, { tail: 0.4, confidence: 0.9 })).toThrow("USDX must vary");
  });
});
