import type { Market } from "../../portfolio/market.ts";
import type { CompiledBook } from "../../scenario/compile-book.ts";
import { shockMarket } from "../../scenario/revalue.ts";
import { type PnlDetail, revalueBook, revaluePnl } from "../../scenario/revalue-book.ts";
import { type Moves, movesAt, type PackedMoves } from "../packed-moves.ts";
import type { TaskPlan } from "../task.ts";

/** A compiled book, a market and what may happen to it. */
export interface ScenarioPnlSpec {
  /** Its positions may be left out: a worker has no words for them. */
  readonly book: CompiledBook;
  readonly before: Market;
  readonly scenarios: readonly Moves[] | PackedMoves;
  readonly detail: PnlDetail;
}

/** About five milliseconds of a kernel, so that laying out the book again is little beside it. */
const valuesPerGrain = 1_000_000;

/** P&L in each scenario: of the book, then of groups and of positions where they are asked for. */
export function scenarioPnlTask({ book, before, scenarios, detail }: ScenarioPnlSpec): TaskPlan {
  const { groups, positions = false } = detail;
  const moves = (i: number): Moves => (isPacked(scenarios) ? movesAt(scenarios, i) : scenarios[i]!);
  let worthBefore: Float64Array | undefined;
  return {
    count: isPacked(scenarios) ? scenarios.count : scenarios.length,
    grain: 2 * Math.ceil(valuesPerGrain / 2 / Math.max(1, book.count)),
    widths: [1, ...(groups ? [groups.count] : []), ...(positions ? [book.count] : [])],
    write: ({ first, count }, parts) => {
      worthBefore ??= revalueBook(book, before);
      const after = (i: number): Market => shockMarket(before, moves(first + i));
      const found = revaluePnl(book, { before, worthBefore, count, after }, detail);
      const written = [found.totals, found.groups?.values, found.positions?.values];
      written
        .filter((values) => values !== undefined)
        .forEach((values, k) => {
          parts[k]!.set(values);
        });
    },
  };
}

function isPacked(scenarios: ScenarioPnlSpec["scenarios"]): scenarios is PackedMoves {
  return "assets" in scenarios;
}
