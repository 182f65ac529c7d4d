import type { Position } from "../../portfolio/book.ts";
import type { MarginNeed } from "../../portfolio/margin/account-margin.ts";
import type { Market } from "../../portfolio/market.ts";
import { type DeribitModel, deribitPortfolioMargin } from "./deribit-portfolio-margin.ts";
import type { ScenarioMargin } from "./model.ts";
import { type OkxModel, okxPortfolioMargin } from "./okx-portfolio-margin.ts";
import { type ScanModel, scanMargin } from "./scan-margin.ts";

/** A margin model with its parameters; `kind` tells the members apart. */
export type MarginModel = ScanModel | DeribitModel | OkxModel;

/**
 * Margin of positions, held together in one account, by a model of scenarios. Without positions it is 0.
 *
 * @throws RangeError naming position and scenario when one cannot be valued (no price, NaN, expired, no
 * volatility), and an underlying without terms: an error never makes a margin smaller.
 * @example scenarioMargin(positions, market, loadMarginModel("data/parameters/deribit-2024-06.json"))
 */
export function scenarioMargin(
  positions: readonly Position[],
  market: Market,
  model: MarginModel,
): ScenarioMargin {
  if (model.kind === "deribit") return deribitPortfolioMargin(positions, market, model);
  if (model.kind === "okx") return okxPortfolioMargin(positions, market, model);
  return scanMargin(positions, market, model);
}

/**
 * A model as the `riskModel` of `accountMargins`: the margin of options, and of accounts in portfolio
 * mode.
 *
 * @example accountMargins(book, market, { schedule, positionMode: "one-way", riskModel: riskModelOf(model) })
 */
export function riskModelOf(
  model: MarginModel,
): (positions: readonly Position[], market: Market) => MarginNeed {
  return (positions, market) => {
    const { initialUsd, maintenanceUsd } = scenarioMargin(positions, market, model);
    return { initialUsd, maintenanceUsd };
  };
}
