import type { BookConcentration, DeskReport, ReportGroup } from "stressbook";
import {
  formatNumber,
  formatPercent,
  formatUsdFull,
  makeTable,
  tableText,
} from "stressbook/notebook";

/** The report as plain text, for a terminal or a mail. Names show no control characters. */
export function reportSummary(report: DeskReport): string {
  const { book, bookDate, asOf, margin, policy, whole } = report;
  const dated = bookDate === asOf ? "" : `, holdings of ${bookDate}`;
  const head = [
    `Desk risk report: ${visible(book)} as of ${asOf}${dated}`,
    `Gross ${formatUsdFull(whole.grossUsd)}, net ${formatUsdFull(whole.netUsd)}, equity ` +
      `${formatUsdFull(whole.equityUsd)}, leverage ${formatNumber(whole.leverage, 1)}x.`,
    `Margin by ${visible(margin)}; warning from ${percent(policy.warningUtilisation)} utilisation, ` +
      `critical from ${percent(policy.criticalUtilisation)} or above ${policy.mostLeverage}x.`,
  ];
  return [
    head.join("\n"),
    groupTable("Desks", report.desks),
    groupTable("Traders", report.traders),
    groupTable("Accounts", report.accounts),
    breachText(report),
    concentrationText(report),
    riskTable(report),
    stressTable(report),
    warningText(report),
  ]
    .filter((part) => part !== "")
    .map((part) => `${part.trimEnd()}\n`)
    .join("\n");
}

function groupTable(title: string, groups: readonly ReportGroup[]): string {
  const rows = groups.map((group) => ({
    name: visible(group.key),
    gross: group.grossUsd,
    net: group.netUsd,
    leverage: `${formatNumber(group.leverage, 1)}x`,
    equity: group.equityUsd,
    initial: group.initialUsd,
    maintenance: group.maintenanceUsd,
    utilisation: group.utilisation,
    severity: group.severity,
  }));
  const usd = ["gross", "net", "equity", "initial", "maintenance"] as const;
  const formats = Object.fromEntries(usd.map((key) => [key, "usd" as const]));
  return tableText(
    makeTable(rows, { title: `${title}, USD`, formats: { ...formats, utilisation: "percent" } }),
  );
}

function breachText({ breaches }: DeskReport): string {
  if (breaches.length === 0) return "Breaches: none";
  const lines = breaches.map(
    ({ severity, subject, key, reason }) =>
      `  ${severity.padEnd(8)}  ${subject} ${visible(key)}: ${reason}`,
  );
  return [`Breaches: ${breaches.length}`, ...lines].join("\n");
}

function concentrationText({ concentration: { asset, trader } }: DeskReport): string {
  const line = (name: string, one: BookConcentration): string =>
    `  by ${name}: ${visible(one.largest)} ${percent(one.largestShare)} of gross, ` +
    `HHI ${formatNumber(one.hhi, 3)}, as ${formatNumber(one.effectiveNumber, 1)} equal parts ` +
    `(of ${one.parts})`;
  return ["Concentration", line("asset", asset), line("trader", trader)].join("\n");
}

function riskTable({ risk }: DeskReport): string {
  const [whole] = risk;
  const rows = risk.map(({ key, subject, estimate, excludedGrossUsd }) => ({
    desk: subject === "book" ? "whole book" : visible(key),
    VaR: estimate?.valueAtRisk ?? null,
    error: estimate?.standardError ?? null,
    ES: estimate?.expectedShortfall ?? null,
    excluded: excludedGrossUsd,
  }));
  const { confidence = 0, observations = 0 } = whole?.estimate ?? {};
  const formats = { VaR: "usd", error: "usd", ES: "usd", excluded: "usd" } as const;
  return tableText(
    makeTable(rows, {
      title: `One-day VaR and expected shortfall at ${percent(confidence)}, USD`,
      formats,
      caption:
        `Historical simulation of ${observations} days, full revaluation; a loss is positive. ` +
        "Desks do not add up to the book. Excluded: gross notional left out.",
    }),
  );
}

function stressTable({ stress, highLeverage }: DeskReport): string {
  const rows = stress.map((one) => ({
    scenario: visible(one.name),
    book: one.pnlUsd,
    "high leverage": one.highLeveragePnlUsd,
    collateral: one.collateralPnlUsd,
    excluded: one.excludedGrossUsd,
    "accounts liquidated": one.liquidatedAccounts.map(visible).join(" ") || "none",
  }));
  const usd = ["book", "high leverage", "collateral", "excluded"];
  return tableText(
    makeTable(rows, {
      title: "Stress, P&L in USD",
      formats: Object.fromEntries(usd.map((key) => [key, "usd" as const])),
      caption:
        `Negative is a loss. High leverage: positions of ${highLeverage}x or more. Liquidated: equity ` +
        "no longer covers maintenance margin after the whole move at once.",
    }),
  );
}

function warningText({ warnings, risk }: DeskReport): string {
  const ofRisk = risk.flatMap(({ key, subject, estimate }) =>
    (estimate?.warnings ?? []).map(({ code, message }) => ({
      code,
      message: `${subject === "book" ? "VaR of the book" : `VaR of desk ${key}`}: ${message}`,
    })),
  );
  return [...warnings, ...ofRisk]
    .map(({ code, message }) => visible(`${code}: ${message}`))
    .join("\n");
}

function percent(fraction: number): string {
  return formatPercent(fraction, 1);
}

/** Control and direction characters by their code, so that a name cannot move the cursor. */
function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (sign) => `⟨U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
}
