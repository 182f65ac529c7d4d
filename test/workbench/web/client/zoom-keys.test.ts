import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spanAfterKey } from "../../../../workbench/web/client/zoom-keys.ts";

const full = ["2020-01-01", "2020-12-31"] as const;

describe("spanAfterKey", () => {
  test("+ halves the span around its middle, - doubles it again, both to whole days", () => {
    const half = spanAfterKey("+", full, full)!;
    expect(half).toEqual(["2020-04-01", "2020-10-01"]);
    expect(spanAfterKey("-", half, full)).toBeUndefined();
    const quarter = spanAfterKey("+", half, full)!;
    expect(quarter).toEqual(["2020-05-17", "2020-08-16"]);
    expect(spanAfterKey("-", quarter, full)).toEqual(["2020-04-02", "2020-10-01"]);
  });

  test("the arrows move by a fifth and stop at the ends", () => {
    const shown = ["2020-06-01", "2020-06-11"] as const;
    expect(spanAfterKey("ArrowRight", shown, full)).toEqual(["2020-06-03", "2020-06-13"]);
    expect(spanAfterKey("ArrowLeft", shown, full)).toEqual(["2020-05-30", "2020-06-09"]);
    expect(spanAfterKey("ArrowLeft", ["2020-01-02", "2020-01-12"], full)).toEqual([
      "2020-01-01",
      "2020-01-11",
    ]);
    expect(spanAfterKey("ArrowRight", ["2020-12-21", "2020-12-31"], full)).toEqual([
      "2020-12-21",
      "2020-12-31",
    ]);
  });

  test.each(["0", "Home", "Escape"])("%s shows all", (key) => {
    expect(spanAfterKey(key, ["2020-06-01", "2020-06-11"], full)).toBeUndefined();
  });

  test.each(["a", "Enter", "Tab", "ArrowUp", " "])("%j is no such key", (key) => {
    expect(spanAfterKey(key, full, full)).toBeNull();
  });

  test("after any keys the span lies inside all and holds at least a day", () => {
    const keys = fc.array(fc.constantFrom("+", "-", "ArrowLeft", "ArrowRight", "0"), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(keys, (pressed) => {
        let shown: readonly [string, string] = full;
        for (const key of pressed) shown = spanAfterKey(key, shown, full) ?? full;
        expect(shown[0] >= full[0] && shown[1] <= full[1] && shown[0] < shown[1]).toBe(true);
      }),
    );
  });
});
