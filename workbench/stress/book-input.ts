import {
  type Book,
  historicalEvents,
  historicalScenario,
  InvalidInputError,
  marketAt,
  type PriceHistory,
  type Scenario,
} from "stressbook";
import { loadBook, loadDailyCloses, loadScenario, openData } from "stressbook/data";
import { similar } from "../notebook/similar.ts";

/** A book with the history that prices it. */
export interface PricedBook {
  readonly book: Book;
  readonly history: PriceHistory;
  /** The date of the prices: the book's own, or the one asked for. */
  readonly asOf: string;
}

/**
 * The book in a file and the committed closes, of which it needs one per asset on its date, or on
 * another one asked for.
 *
 * @throws InvalidInputError for a book that is not valid, a date outside the data, or an asset without
 * a price, with the name that was probably meant; RangeError for another date outside the data.
 */
export function pricedBook(file: string, asked?: string): PricedBook {
  const history = loadDailyCloses(openData());
  const book = loadBook(file);
  const asOf = asked ?? book.asOf;
  if (asked === undefined) checkDate(file, { book, history });
  else checkAsked(asked, history);
  const priced = Object.keys(marketAt(history, asOf).spot);
  checkAssets(file, { book, asOf, priced });
  return { book, history, asOf };
}

function checkDate(file: string, { book, history }: Omit<PricedBook, "asOf">): void {
  if (isIn(history, book.asOf)) return;
  const rule = `must be a day of the market data, ${daysOf(history)}`;
  throw new InvalidInputError(`book ${file}`, [{ path: "asOf", rule, value: book.asOf }]);
}

function checkAsked(date: string, history: PriceHistory): void {
  if (/^\d{4}-\d{2}-\d{2}$/.test(date) && isIn(history, date)) return;
  throw new RangeError(
    `--asof must be a day of the market data, ${daysOf(history)}: ${JSON.stringify(date)}`,
  );
}

function isIn({ dates }: PriceHistory, date: string): boolean {
  return dates.includes(date);
}

function daysOf({ dates }: PriceHistory): string {
  return `${dates[0]} to ${dates.at(-1)}`;
}

function checkAssets(
  file: string,
  { book, asOf, priced }: { book: Book; asOf: string; priced: string[] },
): void {
  const issues = book.positions.flatMap(({ instrument }, i) => {
    const asset = instrument.underlying;
    if (priced.includes(asset)) return [];
    const [meant] = similar(asset, priced);
    const hint = meant === undefined ? priced.join(", ") : `did you mean ${meant}?`;
    const rule = `must be an asset with a price on ${asOf} (${hint})`;
    return [{ path: `positions[${i}].instrument.underlying`, rule, value: JSON.stringify(asset) }];
  });
  if (issues.length > 0) throw new InvalidInputError(`book ${file}`, issues);
}

/**
 * The scenarios that ids and files name; all events of the catalogue without any.
 *
 * @throws RangeError for a name that is neither; InvalidInputError for a file that is not valid.
 */
export function scenariosNamed(names: readonly string[], history: PriceHistory): Scenario[] {
  if (names.length === 0)
    return historicalEvents.map((event) => historicalScenario(history, event));
  return names.map((name) => {
    const event = historicalEvents.find(({ id }) => id === name);
    if (event !== undefined) return historicalScenario(history, event);
    if (name.endsWith(".json")) return loadScenario(name);
    const ids = historicalEvents.map(({ id }) => id).join(", ");
    throw new RangeError(`scenario must be a .json file or one of ${ids}: ${JSON.stringify(name)}`);
  });
}
