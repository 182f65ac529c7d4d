import { checkObject, checkPositive, checkSample } from "../base/check.ts";
import { checkDatedSeries, type DatedSeries } from "./dated-series.ts";
import { checkKind, type ReturnSeries } from "./returns.ts";

export interface EquityOptions {
  /** Equity before the first day, in the unit of the P&L; positive. */
  readonly initialEquity: number;
}

/**
 * Equity after each day's profit or loss: the initial equity plus all P&L so far, in its unit. It can
 * fall below zero, as a leveraged account can. Throws a RangeError on NaN, on an empty series and on dates
 * out of order.
 */
export function equityFromPnl(pnl: DatedSeries, options: EquityOptions): DatedSeries {
  checkObject("pnl", pnl);
  checkObject("options", options);
  checkInputs("pnl", pnl, options);
  let equity = options.initialEquity;
  const values = pnl.values.map((change) => {
    equity += change;
    return equity;
  });
  return { dates: pnl.dates, values };
}

/**
 * Equity that compounds simple returns from the initial equity. Refuses log returns, and throws a
 * RangeError on NaN, on an empty series and on dates out of order.
 */
export function equityFromReturns(
  returns: ReturnSeries<"simple">,
  options: EquityOptions,
): DatedSeries {
  checkObject("returns", returns);
  checkObject("options", options);
  checkKind("returns", returns, "simple");
  checkInputs("returns", returns, options);
  let equity = options.initialEquity;
  const values = returns.values.map((change) => {
    equity *= 1 + change;
    return equity;
  });
  return { dates: returns.dates, values };
}

function checkInputs(name: string, series: DatedSeries, { initialEquity }: EquityOptions): void {
  checkPositive("initialEquity", initialEquity);
  checkSample(name, series.values, 1);
  checkDatedSeries(name, series);
}
