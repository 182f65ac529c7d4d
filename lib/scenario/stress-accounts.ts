import type { PriceHistory } from "../market/price-history.ts";
import { compensatedSum } from "../math/sum.ts";
import { type Account, type Book, sectorByAsset } from "../portfolio/book.ts";
import { collateralUsd } from "../portfolio/collateral.ts";
import type { Market } from "../portfolio/market.ts";
import { unrealisedPnlUsd } from "../portfolio/position-value.ts";
import { compileBook } from "./compile-book.ts";
import { checkMissingPolicy, type MissingPolicy } from "./missing-policy.ts";
import { proxyFitter } from "./proxy-fit.ts";
import { movesOf, resolveShocks } from "./resolve-shocks.ts";
import { type MarketMove, shockMarket } from "./revalue.ts";
import { revaluePnl } from "./revalue-book.ts";
import type { Scenario } from "./scenario.ts";
import type { AssetTreatment } from "./stress-result.ts";

export interface StressAccountsOptions {
  readonly scenario: Scenario;
  /** As for `stressBook`; an asset that is collateral and nothing else never takes the default shock. */
  readonly missing: MissingPolicy;
  readonly history?: PriceHistory;
}

/** Equity of one account before and after a scenario, USD. Collateral counts after its haircut. */
export interface StressedAccount {
  readonly account: string;
  readonly venue: string;
  readonly equityBeforeUsd: number;
  readonly equityAfterUsd: number;
  /** P&L of the positions. */
  readonly positionPnlUsd: number;
  /** Change of the collateral, after haircut: what a depeg costs. */
  readonly collateralPnlUsd: number;
}

/** The accounts of a book under one scenario. */
export interface AccountStress {
  /** Scenario id. */
  readonly scenario: string;
  readonly accounts: readonly StressedAccount[];
  readonly treatments: readonly AssetTreatment[];
  /** Positions and collateral assets that were left as they are, by the missing policy `exclude`. */
  readonly unmoved: readonly string[];
}

/**
 * What a scenario does to the equity of each account, collateral included: a fall of the coins that
 * were paid in, or of a stablecoin, is a loss even where the positions are hedged.
 *
 * A stablecoin that only serves as collateral moves by its own shock or its sector's, never by the
 * default that stands for coins; without one the missing policy decides.
 *
 * @throws RangeError as `stressBook` does, and for collateral without a price.
 * @example stressAccounts(book, market, { scenario: depeg, missing: "exclude" }).accounts
 */
export function stressAccounts(
  book: Book,
  market: Market,
  options: StressAccountsOptions,
): AccountStress {
  const { scenario, missing, history } = options;
  checkMissingPolicy(missing);
  const fitOf = proxyFitter(history, { policy: missing, asOf: market.asOf });
  const treatments = [sectorByAsset(book), idleAssets(book)].flatMap((sectors, i) =>
    sectors.size === 0
      ? []
      : resolveShocks(i === 0 ? scenario : withoutDefault(scenario), { sectors, missing, fitOf })
          .treatments,
  );
  const move = { before: market, after: shockMarket(market, movesOf(treatments)) };
  const scenarios = { before: market, count: 1, after: () => move.after };
  const pnl = revaluePnl(compileBook(book.positions), scenarios, { positions: true }).positions!
    .values;
  return {
    scenario: scenario.id,
    accounts: book.accounts.map((account) => stressed(book, account, { ...move, pnl })),
    treatments,
    unmoved: treatments.filter(({ shock }) => shock === undefined).map(({ asset }) => asset),
  };
}

function stressed(
  book: Book,
  account: Account,
  move: MarketMove & { readonly pnl: Float64Array },
): StressedAccount {
  const own = book.positions.filter((position) => position.account === account.id);
  const unrealised = compensatedSum(own.map((position) => unrealisedPnlUsd(position, move.before)));
  const positionPnlUsd = compensatedSum(
    move.pnl.filter((_, i) => book.positions[i]!.account === account.id),
  );
  const [before, after] = [collateralUsd(account, move.before), collateralUsd(account, move.after)];
  return {
    account: account.id,
    venue: account.venue,
    equityBeforeUsd: before + unrealised,
    equityAfterUsd: after + unrealised + positionPnlUsd,
    positionPnlUsd,
    collateralPnlUsd: after - before,
  };
}

/** Assets that are collateral and no position's underlying; dollars do not move. */
function idleAssets(book: Book): Map<string, string> {
  const used = new Set(["USD", ...book.positions.map(({ instrument }) => instrument.underlying)]);
  const held = book.accounts.flatMap(({ collateral }) => collateral.map(({ asset }) => asset));
  return new Map(held.filter((asset) => !used.has(asset)).map((asset) => [asset, "collateral"]));
}

function withoutDefault({ defaultShock: _, ...scenario }: Scenario): Scenario {
  return scenario;
}
