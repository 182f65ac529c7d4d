import { expect, test } from "vitest";
import { selectAssets } from "../../../lib/market/select-assets.ts";
import { matrixToRows } from "../../../lib/math/matrix.ts";
import { smallHistory } from "./histories.ts";

test("keeps the assets asked for, in the order asked for", () => {
  const chosen = selectAssets(smallHistory(), ["CCC", "AAA"]);
  expect(chosen.assets).toEqual(["CCC", "AAA"]);
  expect(chosen.dates).toEqual(smallHistory().dates);
  expect(matrixToRows(chosen.closes)).toEqual([
    [Number.NaN, 1],
    [Number.NaN, 2],
    [300, 3],
    [400, 4],
  ]);
});

test("refuses no asset, an asset twice and an asset that is not held", () => {
  expect(() => selectAssets(smallHistory(), [])).toThrow(
    "assets must name at least one asset: none",
  );
  expect(() => selectAssets(smallHistory(), ["AAA", "AAA"])).toThrow(
    'assets must name each asset once: "AAA"',
  );
  expect(() => selectAssets(smallHistory(), ["aaa"])).toThrow(
    'asset must be one of AAA, BBB, CCC: "aaa"',
  );
});
