import type { PriceHistory } from "../market/price-history.ts";
import { compensatedSum } from "../math/sum.ts";
import type { Book } from "../portfolio/book.ts";
import { bookLines, grossOf } from "../portfolio/book-line.ts";
import type { Market } from "../portfolio/market.ts";
import type { MissingPolicy } from "../scenario/missing-policy.ts";
import { type PositionPnlHistory, positionPnlHistory } from "../scenario/position-pnl-history.ts";
import type { ScenarioWarning } from "../scenario/scenario-warning.ts";
import { type HistoricalEstimate, historicalVar } from "../var/historical-var.ts";

/** One-day historical VaR and expected shortfall of the book or of one desk. */
export interface ReportRisk {
  /** Name of the desk; `all` names the book when `subject` says so. */
  readonly key: string;
  readonly subject: "book" | "desk";
  /** Absent when every position was left out. */
  readonly estimate?: HistoricalEstimate;
  /** Gross notional of the positions that the missing policy left out, USD. */
  readonly excludedGrossUsd: number;
}

/** Figures and what to be careful about. @internal */
export interface RiskRows {
  readonly risk: readonly ReportRisk[];
  readonly warnings: readonly ScenarioWarning[];
}

interface RiskInput {
  readonly market: Market;
  readonly history: PriceHistory;
  readonly missing: MissingPolicy;
  readonly confidence: number;
  readonly observations: number;
}

/** VaR of the book first, then of each desk by name. @internal */
export function reportRisk(book: Book, input: RiskInput): RiskRows {
  const { market, history, missing, observations } = input;
  const { asOf, spot: _, ...terms } = market;
  const window = { observations };
  const pnl = positionPnlHistory(book, history, { asOf, window, missing, terms });
  const desks = [...new Set(bookLines(book, market).map(({ desk }) => desk))].sort();
  const ofDesk = desks.map((key) => riskOf(pnl, { ...input, key, subject: "desk" }));
  return {
    risk: [riskOf(pnl, { ...input, key: "all", subject: "book" }), ...ofDesk],
    warnings: pnl.warnings,
  };
}

function riskOf(
  { lines, values, dates, excluded }: PositionPnlHistory,
  { key, subject, confidence }: RiskInput & Pick<ReportRisk, "key" | "subject">,
): ReportRisk {
  const isIn = ({ desk }: { readonly desk: string }): boolean => subject === "book" || desk === key;
  const columns = lines.flatMap((line, j) => (isIn(line) ? [j] : []));
  const head = { key, subject, excludedGrossUsd: grossOf(excluded.filter(isIn)) };
  if (columns.length === 0) return head;
  const pnl = dates.map((_, t) =>
    compensatedSum(columns.map((j) => values.values[t * values.columns + j]!)),
  );
  return {
    ...head,
    estimate: historicalVar(pnl, { confidence, horizonDays: 1, unit: "USD", dates }),
  };
}
