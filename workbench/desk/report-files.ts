import type { DeskReport, ReportBreach, ReportPosition } from "stressbook";
import { type CsvValue, csvText } from "../web/csv.ts";
import { reportSummary } from "./report-summary.ts";

type Row = Readonly<Record<string, CsvValue>>;

/**
 * The files of a report by name: four tables as CSV (RFC 4180, every digit, fractions rather than
 * percent, empty where there is no figure) and the summary as text. The same report gives the same bytes.
 */
export function reportFiles(report: DeskReport): Map<string, string> {
  const positions = report.positions.map((position) => positionRow(report, position));
  const severities = report.positions.map(({ severity, breaches }) => ({
    severity,
    reasons: breaches.map(reasonOf).join("; "),
  }));
  return new Map([
    ["daily-risk-report.csv", csvOf(positions)],
    [
      "daily-risk-report-with-severity.csv",
      csvOf(positions.map((row, i) => ({ ...row, ...severities[i]! }))),
    ],
    ["asset-concentration.csv", csvOf(assetRows(report))],
    ["trader-concentration.csv", csvOf(traderRows(report))],
    ["summary.txt", reportSummary(report)],
  ]);
}

/** `account alts-ftx: utilisation 294.3 % is at or above 85.0 %`. */
function reasonOf({ subject, key, reason }: ReportBreach): string {
  return subject === "position" ? reason : `${subject} ${key}: ${reason}`;
}

function csvOf(rows: readonly Row[]): string {
  const header = Object.keys(rows[0]!);
  return csvText({ header, rows: rows.map((row) => header.map((name) => row[name])) });
}

function positionRow({ asOf, book, accounts }: DeskReport, one: ReportPosition): Row {
  return {
    date: asOf,
    book,
    position: one.position,
    desk: one.desk,
    trader: one.trader,
    account: one.account,
    venue: one.venue,
    asset: one.asset,
    sector: one.sector,
    instrument: one.instrument,
    quantity: one.quantity,
    notional_usd: one.notionalUsd,
    unrealised_pnl_usd: one.unrealisedPnlUsd,
    leverage: one.leverage,
    margin_leverage: one.marginLeverage,
    initial_margin_usd: one.initialUsd,
    maintenance_margin_usd: one.maintenanceUsd,
    account_utilisation: accounts.find(({ key }) => key === one.account)?.utilisation,
    mark_price_usd: one.markPrice,
    liquidation_price_usd: one.liquidationPrice,
    liquidation_distance: one.liquidationDistance,
    account_liquidation_move: one.accountMove,
  };
}

function assetRows({ asOf, book, assets, concentration }: DeskReport): Row[] {
  const { shares, hhi, effectiveNumber } = concentration.asset;
  return shares.map(({ key, share, grossUsd }) => {
    const held = assets.find((one) => one.key === key)!;
    return {
      date: asOf,
      book,
      asset: key,
      gross_usd: grossUsd,
      long_usd: held.longUsd,
      short_usd: held.shortUsd,
      net_usd: held.netUsd,
      share,
      positions: held.positions,
      book_hhi: hhi,
      book_effective_number: effectiveNumber,
    };
  });
}

function traderRows({ asOf, book, positions, traders, concentration }: DeskReport): Row[] {
  const { shares, hhi, effectiveNumber } = concentration.trader;
  return shares.map(({ key, share, grossUsd }) => {
    const group = traders.find((one) => one.key === key)!;
    const desks = positions.filter(({ trader }) => trader === key).map(({ desk }) => desk);
    return {
      date: asOf,
      book,
      trader: key,
      desk: [...new Set(desks)].join("; "),
      gross_usd: grossUsd,
      long_usd: group.longUsd,
      short_usd: group.shortUsd,
      net_usd: group.netUsd,
      share,
      positions: group.positions,
      equity_usd: group.equityUsd,
      leverage: group.leverage,
      initial_margin_usd: group.initialUsd,
      maintenance_margin_usd: group.maintenanceUsd,
      utilisation: group.utilisation,
      severity: group.severity,
      book_hhi: hhi,
      book_effective_number: effectiveNumber,
    };
  });
}
