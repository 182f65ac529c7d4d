import {
  type Book,
  type BookDimension,
  historicalEvents,
  historicalScenario,
  InvalidInputError,
  type MissingPolicy,
  marketAt,
  type PnlGroup,
  type PriceHistory,
  pnlBy,
  type Scenario,
  type StressResult,
  stressBook,
} from "stressbook";
import { loadBook, loadDailyCloses, loadScenario, openData } from "stressbook/data";
import { makeTable, tableText } from "stressbook/notebook";
import { similar } from "../notebook/similar.ts";

/** What `stressbook stress` is asked for. */
export interface StressRequest {
  readonly book: string;
  readonly by: BookDimension;
  readonly missing: MissingPolicy;
  /** Event ids or scenario files; all events of the catalogue when empty. */
  readonly scenarios: readonly string[];
}

/** A book's P&L under scenarios, by one dimension. */
export interface StressReport {
  readonly result: StressResult;
  readonly by: BookDimension;
  readonly groups: readonly PnlGroup[];
}

/**
 * Takes the book in a file through scenarios, at the prices of its own date.
 *
 * @throws InvalidInputError for a book or scenario that is not valid, RangeError for one that cannot
 * be valued.
 */
export function stressReport(request: StressRequest): StressReport {
  const history = loadDailyCloses(openData());
  const book: Book = loadBook(request.book);
  const scenarios = scenariosNamed(request.scenarios, history);
  checkDate(request.book, { book, history });
  const market = marketAt(history, book.asOf);
  checkAssets(request.book, { book, priced: Object.keys(market.spot) });
  const result = stressBook(book, market, { scenarios, missing: request.missing, history });
  return { result, by: request.by, groups: pnlBy(result, ["scenario", request.by]) };
}

/** The report as text: a row per scenario, a column per group, then what to be careful about. */
export function stressText({ result, by, groups }: StressReport): string {
  const names = [...new Set(groups.map((group) => group[by]!))].sort();
  const rows = result.totals.map(({ scenario, name, pnlUsd }) => ({
    scenario: name,
    ...Object.fromEntries(
      groups
        .filter((group) => group.scenario === scenario)
        .map((group) => [group[by]!, group.pnlUsd]),
    ),
    book: pnlUsd,
  }));
  const table = makeTable(rows, {
    title: `P&L by scenario and ${by}, USD: ${result.book} as of ${result.asOf}`,
    columns: ["scenario", ...[...names, "book"].map((key) => ({ key, format: "usd" as const }))],
    caption: "Full revaluation at the prices of the book's date; negative is a loss.",
  });
  const warnings = result.warnings.map(({ code, message }) => `${code}: ${message}`);
  return [tableText(table), ...warnings].join("\n");
}

function checkDate(file: string, { book, history }: { book: Book; history: PriceHistory }): void {
  const [first, last] = [history.dates[0]!, history.dates.at(-1)!];
  if (book.asOf >= first && book.asOf <= last) return;
  const rule = `must be a day of the market data, ${first} to ${last}`;
  throw new InvalidInputError(`book ${file}`, [{ path: "asOf", rule, value: book.asOf }]);
}

function checkAssets(file: string, { book, priced }: { book: Book; priced: string[] }): void {
  const issues = book.positions.flatMap(({ instrument }, i) => {
    const asset = instrument.underlying;
    if (priced.includes(asset)) return [];
    const [meant] = similar(asset, priced);
    const hint = meant === undefined ? priced.join(", ") : `did you mean ${meant}?`;
    const rule = `must be an asset with a price on ${book.asOf} (${hint})`;
    return [{ path: `positions[${i}].instrument.underlying`, rule, value: JSON.stringify(asset) }];
  });
  if (issues.length > 0) throw new InvalidInputError(`book ${file}`, issues);
}

function scenariosNamed(names: readonly string[], history: PriceHistory): Scenario[] {
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
