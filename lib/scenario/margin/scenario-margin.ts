import type { Position } from "../../portfolio/book.ts";
import type { MarginNeed } from "../../portfolio/margin/account-margin.ts";
import type { Market } from "../../portfolio/market.ts";
import { type DeribitModel, prepareDeribit } from "./deribit-portfolio-margin.ts";
import type { PreparedMargin, ScenarioMargin } from "./model.ts";
import { type OkxModel, prepareOkx } from "./okx-portfolio-margin.ts";
import { prepareScan, type ScanModel } from "./scan-margin.ts";

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
  return prepareScenarioMargin(positions, model).margin(market);
}

/**
 * The margin of positions that stay while the market moves: they are compiled once (`compileBook`), and each
 * market costs their revaluation and nothing else. Of 1,000 options the arrays of a result take 8 KB for each
 * scenario; they are new each time, so that an earlier result stays as it was. Nothing of a market is kept.
 *
 * @throws RangeError for an underlying without terms and an option without a strike; `margin` as `scenarioMargin`
 * does.
 * @example const desk = prepareScenarioMargin(positions, model); desk.margin(market).initialUsd
 */
export function prepareScenarioMargin(
  positions: readonly Position[],
  model: MarginModel,
): PreparedMargin {
  if (model.kind === "deribit") return prepareDeribit(positions, model);
  if (model.kind === "okx") return prepareOkx(positions, model);
  return prepareScan(positions, model);
}

/** Positions of an account as they were compiled. */
interface Kept {
  readonly positions: readonly Position[];
  readonly prepared: PreparedMargin;
}

/**
 * A model as the `riskModel` of `accountMargins`: the margin of options, and of accounts in portfolio
 * mode. Positions of an account that are those of its last call stay compiled.
 *
 * @example accountMargins(book, market, { schedule, positionMode: "one-way", riskModel: riskModelOf(model) })
 */
export function riskModelOf(
  model: MarginModel,
): (positions: readonly Position[], market: Market) => MarginNeed {
  const accounts = new Map<string, Kept>();
  return (positions, market) => {
    const account = positions[0]?.account ?? "";
    let kept = accounts.get(account);
    if (kept === undefined || !areSame(kept.positions, positions)) {
      const copies = positions.map((position) => ({ ...position }));
      kept = { positions: copies, prepared: prepareScenarioMargin(copies, model) };
      accounts.set(account, kept);
    }
    const { initialUsd, maintenanceUsd } = kept.prepared.margin(market);
    return { initialUsd, maintenanceUsd };
  };
}

function areSame(kept: readonly Position[], positions: readonly Position[]): boolean {
  return (
    kept.length === positions.length &&
    kept.every(({ id, instrument, quantity, entryPrice }, i) => {
      const one = positions[i]!;
      return (
        one.instrument === instrument &&
        one.quantity === quantity &&
        one.entryPrice === entryPrice &&
        one.id === id
      );
    })
  );
}
