import { type BookLine, grossOf } from "../portfolio/book-line.ts";
import type { ScenarioWarning } from "./scenario-warning.ts";

/** What was left out of what: a scenario, every day. */
export interface LeftOut {
  readonly excluded: readonly BookLine[];
  readonly lines: readonly BookLine[];
  /** Of what it was left out: `scenario ftx-2022`. */
  readonly of: string;
}

/** A warning that says how much of a book is left out; none where nothing is. @internal */
export function excludedWarnings({ excluded, lines, of }: LeftOut): ScenarioWarning[] {
  if (excluded.length === 0) return [];
  const share = ((100 * grossOf(excluded)) / grossOf(lines)).toFixed(1);
  const assets = [...new Set(excluded.map(({ asset }) => asset))].join(", ");
  const part = `${excluded.length} of ${lines.length} positions`;
  const message = `${part} (${share} % of gross notional: ${assets}) left out of ${of}`;
  return [{ code: "excluded", message }];
}
