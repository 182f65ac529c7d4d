import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../../lib/base/time.ts";
import { coverage } from "../../../lib/market/coverage.ts";
import { smallHistory } from "./histories.ts";

describe("coverage", () => {
  test("tells a gap between prices from days before the listing", () => {
    expect(coverage(smallHistory())).toEqual([
      {
        asset: "AAA",
        first: "2020-02-28",
        last: "2020-03-02",
        observations: 4,
        missing: 0,
        gaps: [],
      },
      {
        asset: "BBB",
        first: "2020-02-28",
        last: "2020-03-02",
        observations: 2,
        missing: 2,
        gaps: [{ from: "2020-02-29", to: "2020-03-01", days: 2 }],
      },
      {
        asset: "CCC",
        first: "2020-03-01",
        last: "2020-03-02",
        observations: 2,
        missing: 0,
        gaps: [],
      },
    ]);
  });

  test("of an asset without a single price has neither first nor last", () => {
    const closes = { rows: 1, columns: 1, values: Float64Array.of(Number.NaN) };
    expect(coverage({ dates: ["2020-01-01"], assets: ["X"], closes })).toEqual([
      { asset: "X", first: null, last: null, observations: 0, missing: 0, gaps: [] },
    ]);
  });

  test("accounts for every day: before, observed, missing, after", () => {
    const days = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(days, (present) => {
        const dates = present.map((_, i) => addDays("2020-01-01", i));
        const values = Float64Array.from(present, (has) => (has ? 1 : Number.NaN));
        const closes = { rows: dates.length, columns: 1, values };
        const [asset] = coverage({ dates, assets: ["X"], closes });
        const before = present.indexOf(true) < 0 ? present.length : present.indexOf(true);
        const after =
          before === present.length ? 0 : present.length - 1 - present.lastIndexOf(true);
        const { observations, missing } = asset!;
        expect(before + observations + missing + after).toBe(present.length);
        expect(observations).toBe(present.filter((has) => has).length);
      }),
    );
  });
});
