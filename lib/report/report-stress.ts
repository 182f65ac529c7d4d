import type { PriceHistory } from "../market/price-history.ts";
import { compensatedSum } from "../math/sum.ts";
import type { Book } from "../portfolio/book.ts";
import { accountMargins, type MarginRules } from "../portfolio/margin/account-margin.ts";
import type { Market } from "../portfolio/market.ts";
import type { MissingPolicy } from "../scenario/missing-policy.ts";
import { movesOf } from "../scenario/resolve-shocks.ts";
import { shockMarket } from "../scenario/revalue.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { ScenarioWarning } from "../scenario/scenario-warning.ts";
import { stressAccounts } from "../scenario/stress-accounts.ts";
import { stressBook } from "../scenario/stress-book.ts";
import type { ReportPosition } from "./report-position.ts";

/** What one scenario does to the book and to its high-leverage positions, USD; negative is a loss. */
export interface ReportStress {
  /** Scenario id. */
  readonly scenario: string;
  readonly name: string;
  readonly pnlUsd: number;
  readonly excludedGrossUsd: number;
  /** P&L of the positions with high leverage. */
  readonly highLeveragePnlUsd: number;
  /** Their gross notional before the shock, of those that were shocked. */
  readonly highLeverageGrossUsd: number;
  /** Change of the collateral of all accounts, after haircut. */
  readonly collateralPnlUsd: number;
  /** Accounts whose equity after the shock no longer covers their maintenance margin, in one step. */
  readonly liquidatedAccounts: readonly string[];
}

/** Rows and what to be careful about. @internal */
export interface StressRows {
  readonly stress: readonly ReportStress[];
  readonly warnings: readonly ScenarioWarning[];
}

interface StressInput {
  readonly market: Market;
  readonly history: PriceHistory;
  readonly missing: MissingPolicy;
  readonly scenarios: readonly Scenario[];
  readonly rules: MarginRules;
  readonly positions: readonly ReportPosition[];
  readonly highLeverage: number;
}

/** One row per scenario, in their order. @internal */
export function reportStress(book: Book, input: StressInput): StressRows {
  const { market, history, missing, scenarios, positions, highLeverage } = input;
  const result = stressBook(book, market, { scenarios, missing, history });
  const high = new Set(
    positions
      .filter(({ leverage }) => leverage !== undefined && leverage >= highLeverage)
      .map(({ position }) => position),
  );
  const stress = result.totals.map((total, i) => {
    const rows = result.rows.filter(
      ({ scenario, position }) => scenario === total.scenario && high.has(position),
    );
    return {
      scenario: total.scenario,
      name: total.name,
      pnlUsd: total.pnlUsd,
      excludedGrossUsd: total.excludedGrossUsd,
      highLeveragePnlUsd: compensatedSum(rows.map(({ pnlUsd }) => pnlUsd)),
      highLeverageGrossUsd: compensatedSum(rows.map(({ notionalUsd }) => Math.abs(notionalUsd))),
      ...accountsAfter(book, { ...input, scenario: scenarios[i]! }),
    };
  });
  return { stress, warnings: result.warnings };
}

function accountsAfter(
  book: Book,
  { scenario, market, rules, missing, history }: StressInput & { readonly scenario: Scenario },
): Pick<ReportStress, "collateralPnlUsd" | "liquidatedAccounts"> {
  const { accounts, treatments } = stressAccounts(book, market, { scenario, missing, history });
  const after = accountMargins(book, shockMarket(market, movesOf(treatments)), rules);
  return {
    collateralPnlUsd: compensatedSum(accounts.map(({ collateralPnlUsd }) => collateralPnlUsd)),
    liquidatedAccounts: after
      .filter(({ marginRatio }) => !(marginRatio < 1))
      .map(({ account }) => account),
  };
}
