import { loadBook } from "../../../../lib/data/load-book.ts";
import {
  type CovarianceMatrix,
  covarianceMatrix,
} from "../../../../lib/market/covariance-matrix.ts";
import type { PriceHistory } from "../../../../lib/market/price-history.ts";
import { selectReturns, sliceReturns } from "../../../../lib/market/return-window.ts";
import { type ReturnPanel, simpleReturns } from "../../../../lib/market/returns.ts";
import type { Book } from "../../../../lib/portfolio/book.ts";
import { type Market, marketAt } from "../../../../lib/portfolio/market.ts";
import { type DeltaLine, deltaLines } from "../../../../lib/scenario/delta-lines.ts";
import {
  type PositionPnlHistory,
  positionPnlHistory,
} from "../../../../lib/scenario/position-pnl-history.ts";
import { realHistory } from "../../market/real-returns.ts";

/** The repository's book of three desks, and the market it is valued in. */
export const history: PriceHistory = realHistory();
export const threeDesk: Book = loadBook("seeds/books/three-desk.json");
export const market: Market = marketAt(history, threeDesk.asOf);

/** Each position on each of the 365 days to the book's date. */
export const pnl: PositionPnlHistory = positionPnlHistory(threeDesk, history, {
  asOf: threeDesk.asOf,
  window: { observations: 365 },
  missing: "fail",
});

/** The daily simple returns of the book's assets on the same days. */
export const returns: ReturnPanel<"simple"> = sliceReturns(
  selectReturns(simpleReturns(history), [...new Set(pnl.lines.map(({ asset }) => asset))]),
  { from: pnl.dates[0]!, to: pnl.dates.at(-1)! },
);

export const covariance: CovarianceMatrix = covarianceMatrix(returns, { missing: "complete" });

/** The positions with their deltas. */
export const lines: readonly DeltaLine[] = deltaLines(threeDesk, market);
