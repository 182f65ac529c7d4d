import { describe, expect, test } from "vitest";
import { findPeculiarities } from "../../../lib/data/checks/check-figures.ts";
import { findDisagreement } from "../../../lib/data/checks/close-agreement.ts";
import { loadDailyCloses } from "../../../lib/data/load-daily-closes.ts";
import { loadTable } from "../../../lib/data/load-table.ts";
import { openData } from "../../../lib/data/open-data.ts";
import { priceAt } from "../../../lib/market/price-at.ts";
import golden from "../../golden/data-set.json" with { type: "json" };
import { dataRoot } from "./data-set.ts";

const data = openData({ root: dataRoot });
const tables = new Map(
  data.manifest.files.map((file) => [file.path, { file, table: loadTable(data, file) }]),
);

describe("the committed data set", () => {
  test("holds the compiled figures byte for byte", () => {
    const held = Object.fromEntries(data.manifest.files.map(({ path, sha256 }) => [path, sha256]));
    expect(held).toEqual(golden.sha256.files);
  });

  test.each(golden.eventReturns.rows)(
    "gives $percent % for $asset from $from to $to",
    ({ asset, from, to, percent }) => {
      const closes = loadDailyCloses(data);
      const [before, after] = [from, to].map((date) => priceAt(closes, { asset, date }));
      expect((100 * (after! / before! - 1)).toFixed(1)).toBe(percent);
    },
  );

  test("has as many daily jumps per asset as an independent count", () => {
    const found = findPeculiarities(tables.get("daily-close.csv")!.table);
    const counts = Object.fromEntries(
      Object.keys(golden.dailyJumps.counts).map((asset) => [
        asset,
        found.filter((one) => one.check === "jump" && one.asset === asset).length,
      ]),
    );
    expect(counts).toEqual(golden.dailyJumps.counts);
  });

  test("has one flash print, LINK's low of 0.0001 on 2020-03-12", () => {
    const flash = [...tables.values()]
      .flatMap(({ table }) => findPeculiarities(table))
      .filter(({ check }) => check === "flash print");
    expect(flash).toEqual([
      {
        check: "flash print",
        asset: "LINK",
        from: "2020-03-12T10:00Z",
        to: "2020-03-12T10:00Z",
        message: "low of 0.0001: the closes around it are 2.3479 to 3.0647",
      },
    ]);
  });

  test("has one gap, UST from 2022-10-09 to 2023-03-09", () => {
    const gaps = data.manifest.files.flatMap(({ assets }) =>
      assets.flatMap((one) => one.gaps.map((gap) => ({ asset: one.asset, ...gap }))),
    );
    expect(gaps).toEqual([{ asset: "UST", from: "2022-10-09", to: "2023-03-09", steps: 152 }]);
  });

  test("agrees between hourly and daily closes within 5 %", () => {
    const daily = tables.get("daily-close.csv")!.table;
    const hourly = [...tables.values()].filter(({ file }) => file.kind === "hourly");
    expect(hourly).toHaveLength(5);
    expect(hourly.flatMap(({ table }) => findDisagreement(table, daily))).toEqual([]);
  });
});
