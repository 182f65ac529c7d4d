import {
  type BookDimension,
  type MissingPolicy,
  marketAt,
  type PnlGroup,
  pnlBy,
  type StressResult,
  stressBook,
} from "stressbook";
import { makeTable, tableText } from "stressbook/notebook";
import { pricedBook, scenariosNamed } from "./book-input.ts";

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
  const { book, history } = pricedBook(request.book);
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
