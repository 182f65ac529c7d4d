import { expect, test } from "vitest";
import { dropMissing } from "../../../lib/market/drop-missing.ts";
import { seriesOf } from "./panels.ts";

test("dropMissing keeps the values with their dates and kind, and names the dropped dates", () => {
  const { series, droppedDates } = dropMissing(seriesOf([NaN, 1, NaN, 3]));
  expect(series).toEqual({
    kind: "simple",
    asset: "AAA",
    dates: ["2021-01-02", "2021-01-04"],
    values: Float64Array.of(1, 3),
  });
  expect(droppedDates).toEqual(["2021-01-01", "2021-01-03"]);
});
