import { checkObject } from "../base/check.ts";
import type { Market } from "../portfolio/market.ts";
import type { AssetMove } from "../scenario/asset-move.ts";
import type { CompiledBook } from "../scenario/compile-book.ts";
import { type PnlDetail, type ScenarioPnl, scenarioPnl } from "../scenario/revalue-book.ts";
import { owned } from "./output.ts";
import { packMoves } from "./packed-moves.ts";
import { type ParallelOptions, type ParallelRecord, runTask } from "./run-task.ts";

/** The P&L that `scenarioPnl` gives, and how it was come by. */
export interface ParallelScenarioPnl extends ScenarioPnl, ParallelRecord {}

/** What happens to a market, and what is kept of the P&L. */
export interface MarketMoves {
  readonly before: Market;
  readonly scenarios: readonly ReadonlyMap<string, number | AssetMove>[];
  readonly detail?: PnlDetail;
}

/**
 * `scenarioPnl` on several workers: scenarios are dealt in chunks by their numbers, and the result is that of
 * `scenarioPnl`, bit for bit, for any number of workers. Workers get the compiled rows of the book, not
 * its positions.
 *
 * @throws RangeError, as a rejection, as `scenarioPnl` does, and for `jobs` below 1; an Error when one chunk has
 * ended three workers.
 * @example await parallelScenarioPnl(compileBook(book.positions), { before: market, scenarios }, { jobs: 2 })
 */
export async function parallelScenarioPnl(
  book: CompiledBook,
  marketMoves: MarketMoves,
  parallel: ParallelOptions,
): Promise<ParallelScenarioPnl> {
  checkObject("marketMoves", marketMoves);
  const { before, scenarios, detail = {} } = marketMoves;
  const isHere = parallel?.jobs === 1 && parallel.pool === undefined;
  const moves = isHere ? scenarios : (packMoves(scenarios) ?? scenarios);
  const { outputs, record } = await runTask(
    "scenarioPnl",
    { book: { ...book, positions: [] }, before, scenarios: moves, detail },
    parallel,
  ).catch((error: unknown) => {
    if (error instanceof RangeError) scenarioPnl(book, before, scenarios);
    throw error;
  });
  const [totals, ...rest] = outputs.map(owned);
  // Says which position it is that has no worth.
  const wrong = totals!.findIndex((total) => !Number.isFinite(total));
  if (wrong >= 0) scenarioPnl(book, before, scenarios);
  const { groups, positions } = detail;
  const table = (columns: number) => ({ rows: scenarios.length, columns, values: rest.shift()! });
  return {
    totals: totals!,
    ...(groups && { groups: table(groups.count) }),
    ...(positions && { positions: table(book.count) }),
    ...record,
  };
}
