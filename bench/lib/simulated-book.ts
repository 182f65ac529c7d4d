import { loadDailyCloses } from "../../lib/data/load-daily-closes.ts";
import { openData } from "../../lib/data/open-data.ts";
import type { PriceHistory } from "../../lib/market/price-history.ts";
import type { Book } from "../../lib/portfolio/book.ts";
import { generateBook } from "../../lib/portfolio/generate-book.ts";
import { type Market, marketAt } from "../../lib/portfolio/market.ts";

/** The committed closes, and the day the books stand at. */
export const history: PriceHistory = loadDailyCloses(openData());
export const asOf = "2022-05-05";
export const market: Market = marketAt(history, asOf);

/** Leveraged perpetuals of so many positions, ten to a trader. */
export function bookOf(positions: number): Book {
  const size = { desks: 1, tradersPerDesk: positions / 10, positionsPerTrader: 10 };
  return generateBook(history, { seed: 1, asOf, ...size });
}
