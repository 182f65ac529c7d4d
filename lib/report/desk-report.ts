import { checkCount, checkFraction, checkPositive } from "../base/check.ts";
import type { PriceHistory } from "../market/price-history.ts";
import type { Book } from "../portfolio/book.ts";
import { type BookConcentration, concentration } from "../portfolio/concentration.ts";
import {
  bookExposure,
  type Exposure,
  type ExposureGroup,
  exposureBy,
} from "../portfolio/exposure.ts";
import { accountMargins, type MarginRules } from "../portfolio/margin/account-margin.ts";
import type { MarginPolicy } from "../portfolio/margin/margin-breaches.ts";
import { type MarketTerms, marketAt } from "../portfolio/market.ts";
import type { MissingPolicy } from "../scenario/missing-policy.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { distinctWarnings, type ScenarioWarning } from "../scenario/scenario-warning.ts";
import { type ReportGroup, reportGroups } from "./report-group.ts";
import { type ReportPosition, reportPositions } from "./report-position.ts";
import { type ReportRisk, reportRisk } from "./report-risk.ts";
import { byUrgency, type ReportBreach } from "./report-severity.ts";
import { type ReportStress, reportStress } from "./report-stress.ts";

/** What a desk report is made with; no figure of it has a default. */
export interface DeskReportOptions {
  /** Date whose closes are the prices, ISO. */
  readonly asOf: string;
  readonly rules: MarginRules;
  readonly policy: MarginPolicy;
  /** VaR: confidence in (0, 1), and how many past days up to `asOf` are its scenarios. */
  readonly risk: { readonly confidence: number; readonly observations: number };
  readonly scenarios: readonly Scenario[];
  /** Leverage from which a position counts as one of high leverage in the stress. */
  readonly highLeverage: number;
  /** For assets without a return on a past day or without a shock. */
  readonly missing: MissingPolicy;
  /** What the history does not hold: implied volatility for options, futures, marks, rate. */
  readonly terms?: MarketTerms;
}

/** A desk's morning page as plain rows. USD; losses are positive in VaR and negative in P&L. */
export interface DeskReport {
  /** Name of the book. */
  readonly book: string;
  /** Date of the book itself; `asOf` is that of the prices. */
  readonly bookDate: string;
  readonly asOf: string;
  readonly unit: "USD";
  /** Name and date of the margin schedule: `reference perpetuals, 2021-09-01`. */
  readonly margin: string;
  readonly policy: MarginPolicy;
  readonly highLeverage: number;
  readonly whole: Exposure;
  readonly positions: readonly ReportPosition[];
  readonly traders: readonly ReportGroup[];
  readonly desks: readonly ReportGroup[];
  readonly accounts: readonly ReportGroup[];
  readonly assets: readonly ExposureGroup[];
  /** Of accounts, desks, traders and positions, critical first. */
  readonly breaches: readonly ReportBreach[];
  readonly concentration: {
    readonly asset: BookConcentration;
    readonly trader: BookConcentration;
  };
  /** The book, then its desks. */
  readonly risk: readonly ReportRisk[];
  readonly stress: readonly ReportStress[];
  readonly warnings: readonly ScenarioWarning[];
}

/**
 * The desk's morning page: exposure, margin, severity, breaches, concentration, VaR and stress of a book
 * at the closes of a date. Everything is computed by the functions that stand alone as well:
 * `accountMargins`, `marginBy`, `positionLiquidation`, `concentration`, `historicalVar`, `stressBook`.
 *
 * A trader or desk has the part of its accounts' collateral that `exposureBy` attributes to it. The
 * severity of a position is the worse of its own and of its account's, since it is liquidated with the
 * account.
 *
 * @throws RangeError as those functions do: a position without price, volatility or tiers, a date outside
 * the history, an asset that `missing` does not settle. Nothing is left out silently.
 * @see notebooks/14-desk-risk-report.ipynb
 * @example deskReport(book, history, { asOf: book.asOf, rules, policy, scenarios, missing: "fail",
 *   risk: { confidence: 0.95, observations: 365 }, highLeverage: 10 })
 */
export function deskReport(
  book: Book,
  history: PriceHistory,
  options: DeskReportOptions,
): DeskReport {
  checkOptions(options);
  const { asOf, rules, policy, scenarios, highLeverage, missing, terms } = options;
  const market = marketAt(history, asOf, terms);
  const input = { market, accounts: accountMargins(book, market, rules), policy };
  const [accounts, desks, traders] = (["account", "desk", "trader"] as const).map((subject) =>
    reportGroups(book, input, subject),
  ) as [ReportGroup[], ReportGroup[], ReportGroup[]];
  const positions = reportPositions(book, { ...input, rules, accountGroups: accounts });
  const shared = { market, history, missing };
  const { risk, warnings } = reportRisk(book, { ...shared, ...options.risk });
  const tested = reportStress(book, { ...shared, scenarios, rules, positions, highLeverage });
  const ofGroups = [...accounts, ...desks, ...traders].flatMap(({ breaches }) => breaches);
  const ofPositions = positions.flatMap(({ breaches }) =>
    breaches.filter(({ subject }) => subject === "position"),
  );
  return {
    book: book.name,
    bookDate: book.asOf,
    asOf,
    unit: "USD",
    margin: `${rules.schedule.name}, ${rules.schedule.asOf}`,
    policy,
    highLeverage,
    whole: bookExposure(book, market),
    positions,
    traders,
    desks,
    accounts,
    assets: exposureBy(book, market, "asset"),
    breaches: byUrgency([...ofGroups, ...ofPositions]),
    concentration: {
      asset: concentration(book, market, "asset"),
      trader: concentration(book, market, "trader"),
    },
    risk,
    stress: tested.stress,
    warnings: distinctWarnings([...warnings, ...tested.warnings]),
  };
}

function checkOptions({ risk, highLeverage }: DeskReportOptions): void {
  checkFraction("risk.confidence", risk.confidence);
  checkCount("risk.observations", risk.observations, 1);
  checkPositive("highLeverage", highLeverage);
}
