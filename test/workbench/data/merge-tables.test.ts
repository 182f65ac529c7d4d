import { describe, expect, test } from "vitest";
import { formatFigures } from "../../../lib/data/figure-table.ts";
import { readFigures } from "../../../lib/data/read-figures.ts";
import { mergeTables } from "../../../workbench/data/merge-tables.ts";

function merge(held: string, imported: string): ReturnType<typeof mergeTables> & { text: string } {
  const [before, after] = [held, imported].map((text) => readFigures("daily", text).table);
  const merged = mergeTables(before!, after!);
  return { ...merged, text: formatFigures(merged.table) };
}

const held = "date,BTC,ETH\n2020-01-02,7000.50,130\n2020-01-03,7100,\n";

describe("a merge", () => {
  test("adds dates before and after, assets at the end, and figures that were missing", () => {
    const merged = merge(held, "date,SOL,ETH\n2020-01-01,1,129\n2020-01-03,3,131\n2020-01-05,5,\n");
    expect(merged.text).toBe(
      "date,BTC,ETH,SOL\n2020-01-01,,129,1\n2020-01-02,7000.50,130,\n2020-01-03,7100,131,3\n" +
        "2020-01-04,,,\n2020-01-05,,,5\n",
    );
    expect([merged.added, merged.conflicts]).toEqual([5, []]);
  });

  test("keeps the digits held when the number is the same", () => {
    const merged = merge(held, "date,BTC\n2020-01-02,7000.5\n");
    expect([merged.text, merged.added, merged.conflicts]).toEqual([held, 0, []]);
  });

  test("lets an empty cell change nothing", () => {
    expect(merge(held, "date,BTC,ETH\n2020-01-02,,\n2020-01-03,7100,\n").text).toBe(held);
  });

  test("lists every figure that becomes another number", () => {
    const merged = merge(held, "date,BTC\n2020-01-02,7001\n2020-01-03,7100\n");
    expect(merged.conflicts).toEqual([
      { time: "2020-01-02", asset: "BTC", field: "close", held: "7000.50", imported: "7001" },
    ]);
    expect(merged.text).toContain("2020-01-02,7001,130");
  });

  test("changes neither of the two tables", () => {
    const table = Object.freeze(readFigures("daily", held).table);
    const before = structuredClone(table);
    mergeTables(table, readFigures("daily", "date,BTC\n2020-01-03,1\n").table);
    expect(table).toEqual(before);
  });
});
