import { describe, expect, test } from "vitest";
import { packMoves } from "../../../lib/parallel/packed-moves.ts";
import { parallelScenarioPnl } from "../../../lib/parallel/parallel-scenario-pnl.ts";
import { compileBook } from "../../../lib/scenario/compile-book.ts";
import { scenarioPnl } from "../../../lib/scenario/revalue-book.ts";
import { expectSameBits } from "../math/kernels/same-bits.ts";
import { chances, randomMarket, randomMoves, randomPositions } from "../scenario/random-book.ts";

const draw = chances(41);
const positions = randomPositions(draw, 9_000);
const before = randomMarket(draw);
// Chunks of 112 scenarios: the second is short and has an odd number of them.
const scenarios = Array.from({ length: 125 }, () => randomMoves(draw));
const book = compileBook(positions);

describe("parallelScenarioPnl", () => {
  test.each([1, 2, 3])("gives what scenarioPnl gives with %d jobs, to the bit", async (jobs) => {
    const of = positions.map((_, i) => i % 3);
    const detail = { groups: { of, count: 3 }, positions: jobs === 2 };
    const found = await parallelScenarioPnl(book, { before, scenarios, detail }, { jobs });
    const expected = scenarioPnl(book, before, scenarios, detail);
    expectSameBits(found.totals, expected.totals);
    expectSameBits(found.groups!.values, expected.groups!.values);
    expect(found.groups).toMatchObject({ rows: 125, columns: 3 });
    expect(found.positions === undefined).toBe(jobs !== 2);
    if (jobs === 2) expectSameBits(found.positions!.values, expected.positions!.values);
    expect(found.replaced).toBe(0);
  });

  test.each([1, 2])("gives the same of moves that are packed, with %d jobs", async (jobs) => {
    const moves = scenarios.map((_, i) => new Map([["BTC", 0.01 * (i % 7) - 0.03]]));
    expect(packMoves(moves)).toBeDefined();
    const found = await parallelScenarioPnl(book, { before, scenarios: moves }, { jobs });
    expectSameBits(found.totals, scenarioPnl(book, before, moves).totals);
    const wrong = [...moves.slice(0, 60), new Map([["BTC", -2]])];
    const run = parallelScenarioPnl(book, { before, scenarios: wrong }, { jobs });
    await expect(run).rejects.toThrow("scenario 60: return of BTC must be at least -1: -2");
  });

  test("keeps totals alone where nothing else is asked for", async () => {
    const found = await parallelScenarioPnl(book, { before, scenarios }, { jobs: 2 });
    expect(Object.keys(found).sort()).toEqual(["jobs", "replaced", "totals"]);
    expectSameBits(found.totals, scenarioPnl(book, before, scenarios).totals);
  });

  test.each([1, 2])(
    "names scenario and position as scenarioPnl does, with %d jobs",
    async (jobs) => {
      const wrong = [...scenarios.slice(0, 60), new Map([["BTC", -2]])];
      const run = parallelScenarioPnl(book, { before, scenarios: wrong }, { jobs });
      await expect(run).rejects.toThrow("scenario 60: return of BTC must be at least -1: -2");
      const lost = compileBook([
        ...positions.slice(0, 5),
        { ...positions[5]!, quantity: Number.NaN },
      ]);
      const other = parallelScenarioPnl(lost, { before, scenarios }, { jobs });
      await expect(other).rejects.toThrow("position p5: its value must be finite: quantity NaN");
      const dead = { ...before, spot: {} };
      const third = parallelScenarioPnl(book, { before: dead, scenarios }, { jobs });
      await expect(third).rejects.toThrow("position p0: asset must have a price");
      const none = parallelScenarioPnl(book, undefined as never, { jobs });
      await expect(none).rejects.toThrow("marketMoves must be an object: undefined");
    },
  );
});
