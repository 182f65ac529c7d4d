import { describe, expect, test } from "vitest";
import type { Row } from "../../../bench/python/row.ts";
import {
  newestRecord,
  readPage,
  tableOf,
  withTable,
  worstOfRuns,
} from "../../../bench/python/table.ts";

const machine = {
  ...{ cores: 2, cpu: "a processor", memoryBytes: 24 * 2 ** 30 },
  loadAverage: { before: 0.25, after: 1.5 },
};
const file = "bench/python/a.bench.ts";
const timed: Row = {
  ...{ name: "VaR", against: "NumPy", threads: 2, wantedTimes: 3, loadAverage: 1 },
  ...{ oursMilliseconds: 52.34, theirsMilliseconds: 157.2, timesAsFast: 3.01, leastRatio: 2.87 },
  python: {
    python: "3.11.7",
    packages: { numpy: "2.4.6" },
    blas: ["openblas 0.3"],
    blasThreads: 2,
  },
  agreement: "within 0.5 standard errors",
};
const record = (...rows: readonly (Row & { readonly run?: number })[]) => ({
  ...{ date: "2026-11-27", machine, node: "v24.21.0" },
  curves: rows.map((row) => ({ file, ...row })),
});

describe("the table beside Python", () => {
  test("in docs/performance.md is what the newest record says, figure for figure", () => {
    const newest = newestRecord();
    if (newest === undefined) throw new Error("bench/runs must hold a record python.json");
    const { text } = readPage();
    expect(withTable(text, newest)).toBe(text);
  });

  test("has a line a row: times, ratio with the least one, target and how close the answers are", () => {
    expect(tableOf(record(timed)).split("\n").at(-1)).toBe(
      "| VaR | NumPy | 2 | 52 ms | 157 ms | 3.0 (2.9) | 3 | within 0.5 standard errors |",
    );
  });

  test("names the machine and the versions that were measured", () => {
    expect(tableOf(record(timed)).split("\n")[0]).toBe(
      "2026-11-27, 2 cores (a processor), 24 GiB, load average 0.3 before and 1.5 after, " +
        "Node 24.21.0, Python 3.11.7 with numpy 2.4.6; BLAS: openblas 0.3.",
    );
  });

  test("says of a ratio below its target that it is missed", () => {
    const line = tableOf(record({ ...timed, timesAsFast: 2.99 }))
      .split("\n")
      .at(-1);
    expect(line).toContain("| 3.0 (2.9) | 3: **missed** |");
  });

  test("says of a time and of a memory above the wanted ones that they are missed", () => {
    const tick: Row = { name: "tick", threads: 1, oursMilliseconds: 1.21, loadAverage: 0 };
    expect(
      tableOf(record({ ...tick, wantedMilliseconds: 1 }))
        .split("\n")
        .at(-1),
    ).toBe("| tick |  | 1 | 1.2 ms |  |  | under 1 ms: **missed** |  |");
    const large = { ...timed, oursMegabytes: 301, theirsMegabytes: 120, wantedMegabytes: 300 };
    expect(tableOf(record(large)).split("\n").at(-1)).toBe(
      "| VaR | NumPy | 2 | 52 ms, 301 MB | 157 ms, 120 MB | 3.0 (2.9) | 3, under 300 MB: **missed** | within 0.5 standard errors |",
    );
  });

  test("shows of several runs the one with the worst ratio, row by row", () => {
    const single: Row = { ...timed, threads: 1 };
    const rows = worstOfRuns(
      record(
        { ...timed, run: 1, timesAsFast: 3.4 },
        { ...single, run: 1, timesAsFast: 1.5 },
        { ...timed, run: 2, timesAsFast: 3.1 },
        { ...single, run: 2, timesAsFast: 1.6 },
      ),
    );
    expect(rows.map(({ timesAsFast }) => timesAsFast)).toEqual([3.1, 1.5]);
  });

  test("is refused a page without its marks, or with two pairs of them", () => {
    const { text } = readPage();
    expect(() => withTable(`${text}${text}`, record(timed))).toThrow("once");
    expect(() => withTable("# Performance\n", record(timed))).toThrow(
      "docs/performance.md must have <!-- beside Python",
    );
  });
});
