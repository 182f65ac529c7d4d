import {
  type Book,
  type BookDimension,
  historicalEvents,
  historicalScenario,
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
  const market = marketAt(history, book.asOf);
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
