import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addDays } from "../../../lib/base/time.ts";
import { loadDailyCloses } from "../../../lib/data/load-daily-closes.ts";
import { openData } from "../../../lib/data/open-data.ts";
import { coverage } from "../../../lib/market/coverage.ts";
import { priceAt } from "../../../lib/market/price-at.ts";
import { matrixToRows } from "../../../lib/math/matrix.ts";
import { copyOfData, dataRoot } from "./data-set.ts";

const data = openData({ root: dataRoot });

describe("loadDailyCloses", () => {
  test("gives every asset on every calendar day", () => {
    const { dates, assets, closes } = loadDailyCloses(data);
    expect([closes.rows, closes.columns]).toEqual([1461, 22]);
    expect(dates).toHaveLength(1461);
    expect(assets.slice(0, 3)).toEqual(["BTC", "ETH", "BNB"]);
    expect(dates.every((date, i) => date === addDays("2019-07-01", i))).toBe(true);
  });

  test("gives the assets and dates asked for, in the order asked for", () => {
    const part = loadDailyCloses(data, {
      assets: ["ETH", "BTC"],
      from: "2020-03-11",
      to: "2020-03-12",
    });
    expect(part.assets).toEqual(["ETH", "BTC"]);
    expect(matrixToRows(part.closes)).toEqual([
      [194.57, 7934.57],
      [109.42, 4841.67],
    ]);
  });

  test("gives NaN, never zero, where there is no close", () => {
    const closes = loadDailyCloses(data);
    expect(priceAt(closes, { asset: "SOL", date: "2020-03-12" })).toBeNaN();
    expect(priceAt(closes, { asset: "UST", date: "2023-01-01" })).toBeNaN();
    expect([...closes.closes.values].filter((price) => price <= 0)).toEqual([]);
  });

  test("holds what the manifest says of each asset", () => {
    const held = coverage(loadDailyCloses(data)).map(({ asset, first, last, observations }) => ({
      asset,
      first,
      last,
      observations,
    }));
    const stated = data.manifest.files[0]!.assets.map(({ gaps: _, ...facts }) => facts);
    expect(held).toEqual(stated);
  });

  test("refuses assets that the data does not hold, and names those it holds", () => {
    expect(() => loadDailyCloses(data, { assets: ["BTC", "DOGE2"] })).toThrow(
      'asset "DOGE2" is not in daily-close; the data holds BTC, ETH, BNB, XRP',
    );
    expect(() => loadDailyCloses(data, { assets: [] })).toThrow(
      "assets must name at least one asset: none",
    );
  });

  test("refuses dates outside the data, and names the span", () => {
    expect(() => loadDailyCloses(data, { from: "2018-01-01" })).toThrow(
      "from 2018-01-01 is before the data: 2019-07-01 to 2023-06-30",
    );
    expect(() => loadDailyCloses(data, { to: "2023-07-01" })).toThrow(
      "to 2023-07-01 is after the data: 2019-07-01 to 2023-06-30",
    );
    expect(() => loadDailyCloses(data, { from: "2020-02-30" })).toThrow(
      'from must be a date YYYY-MM-DD that exists: "2020-02-30"',
    );
    expect(() => loadDailyCloses(data, { from: "2021-01-02", to: "2021-01-01" })).toThrow(
      "from must not be after to: 2021-01-02 and 2021-01-01",
    );
  });

  test("refuses a file with one changed digit, and a file that is gone", () => {
    const root = copyOfData();
    const path = join(root, "daily-close.csv");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("2020-03-12,4841.67", "2020-03-12,4861.67"));
    const advice = 'run "stressbook data check" to see what changed';
    expect(() => loadDailyCloses(openData({ root }))).toThrow(
      `data/daily-close.csv is not the file that the manifest describes: ${advice}`,
    );
    rmSync(path);
    expect(() => loadDailyCloses(openData({ root }))).toThrow(
      `data/daily-close.csv is in the manifest but missing on disk: ${advice}`,
    );
  });
});
