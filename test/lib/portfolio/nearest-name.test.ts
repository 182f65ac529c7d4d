import { expect, test } from "vitest";
import { nearestName } from "../../../lib/portfolio/nearest-name.ts";

const known = ["id", "desk", "entryPrice", "quantity", "leverage"];

test.each([
  ["entryprice", "entryPrice"],
  ["entry_price", "entryPrice"],
  ["qty", undefined],
  ["quantiy", "quantity"],
  ["laverage", "leverage"],
  ["dsek", "desk"],
  ["ID", "id"],
  ["comment", undefined],
  ["", "id"],
])("nearestName of %j is %j", (name, expected) => {
  expect(nearestName(name, known)).toBe(expected);
});
