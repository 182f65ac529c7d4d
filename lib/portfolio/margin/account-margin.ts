import { checkNonNegative } from "../../base/check.ts";
import { compensatedSum } from "../../math/sum.ts";
import { type Account, accountOf, type Book, type Position } from "../book.ts";
import { grossOf } from "../book-line.ts";
import { collateralUsd } from "../collateral.ts";
import type { Market } from "../market.ts";
import { positionNotionalUsd, unrealisedPnlUsd } from "../position-value.ts";
import { type MarginSchedule, tiersFor } from "./margin-schedule.ts";
import { tierOf } from "./margin-tiers.ts";

/** Initial and maintenance margin, USD. */
export interface MarginNeed {
  readonly initialUsd: number;
  readonly maintenanceUsd: number;
}

/** How margin is computed. */
export interface MarginRules {
  readonly schedule: MarginSchedule;
  /**
   * `one-way`: what an account holds in one contract is one net position, whoever traded it; `hedge`:
   * longs and shorts are margined apart.
   */
  readonly positionMode: "one-way" | "hedge";
  /** Margin of what tiers do not cover: options, and all positions of accounts in portfolio mode. */
  readonly riskModel?: (positions: readonly Position[], market: Market) => MarginNeed;
}

/** One position's part of its account's margin. */
export interface PositionMargin extends MarginNeed {
  readonly position: string;
  readonly account: string;
  readonly notionalUsd: number;
  readonly unrealisedPnlUsd: number;
}

/** What one account has and needs, USD. */
export interface AccountMargin extends MarginNeed {
  readonly account: string;
  readonly venue: string;
  /** Collateral after haircut plus unrealised profit. */
  readonly equityUsd: number;
  readonly collateralUsd: number;
  readonly unrealisedPnlUsd: number;
  /** Initial margin / equity; Infinity with margin and no equity, 0 without margin. */
  readonly utilisation: number;
  /** Maintenance margin / equity: liquidated from 1 on. */
  readonly marginRatio: number;
  readonly positions: readonly PositionMargin[];
}

/**
 * Margin of every account of a book by the tiers of a schedule.
 *
 * Derivatives are margined by their notional at the mark: maintenance by tier; initial by the position's
 * own leverage, but at least 1 / maxLeverage of its tier. Long spot is paid for and needs none; short spot
 * is borrowed and margined like a derivative. In `one-way` mode the margin of a net position is shared
 * among the positions that make it up by their size. Options, and accounts in portfolio mode, need a
 * `riskModel`; its margin is shared by size as well. An account in isolated mode is taken as a whole: for
 * each position on its own margin see `positionLiquidation`.
 *
 * @throws RangeError naming what cannot be valued, has no tiers, or needs a risk model that is not there:
 * a position is never left out, so that an error never makes a margin smaller.
 * @example accountMargins(book, market, { schedule, positionMode: "one-way" })
 */
export function accountMargins(book: Book, market: Market, rules: MarginRules): AccountMargin[] {
  const byAccount = Map.groupBy(book.positions, (position) => accountOf(book, position).id);
  return book.accounts.map((account) =>
    accountMargin(account, { positions: byAccount.get(account.id) ?? [], market, rules }),
  );
}

interface AccountInput {
  readonly positions: readonly Position[];
  readonly market: Market;
  readonly rules: MarginRules;
}

function accountMargin(account: Account, input: AccountInput): AccountMargin {
  const positions = positionMargins(account, input);
  const sum = (pick: (one: PositionMargin) => number): number =>
    compensatedSum(positions.map(pick));
  const collateral = collateralUsd(account, input.market);
  const unrealised = sum((one) => one.unrealisedPnlUsd);
  const equityUsd = collateral + unrealised;
  const initialUsd = sum((one) => one.initialUsd);
  const maintenanceUsd = sum((one) => one.maintenanceUsd);
  return {
    account: account.id,
    venue: account.venue,
    equityUsd,
    collateralUsd: collateral,
    unrealisedPnlUsd: unrealised,
    initialUsd,
    maintenanceUsd,
    utilisation: ratio(initialUsd, equityUsd),
    marginRatio: ratio(maintenanceUsd, equityUsd),
    positions,
  };
}

/** Margin over equity; Infinity where there is margin and no equity. @internal */
export function ratio(marginUsd: number, equityUsd: number): number {
  if (marginUsd === 0 && equityUsd >= 0) return 0;
  return equityUsd > 0 ? marginUsd / equityUsd : Infinity;
}

function positionMargins(account: Account, input: AccountInput): PositionMargin[] {
  const { positions, market, rules } = input;
  const sized = positions.map((position) => ({
    position,
    notionalUsd: positionNotionalUsd(position, market),
  }));
  const groups = Map.groupBy(sized, ({ position }) => groupKey(account, position, rules));
  const needs = new Map(
    [...groups.values()].flatMap((members) => shared(account, { members, market, rules })),
  );
  return sized.map(({ position, notionalUsd }) => ({
    position: position.id,
    account: account.id,
    notionalUsd,
    unrealisedPnlUsd: unrealisedPnlUsd(position, market),
    ...needs.get(position.id)!,
  }));
}

/** The contract as a text, kept: an account is margined at every step of a replay. */
const contractNames = new WeakMap<Position["instrument"], string>();

function contractName(instrument: Position["instrument"]): string {
  const known = contractNames.get(instrument);
  if (known !== undefined) return known;
  const name = JSON.stringify(instrument);
  contractNames.set(instrument, name);
  return name;
}

/** Positions that are margined together. */
function groupKey(account: Account, position: Position, { positionMode }: MarginRules): string {
  if (account.marginMode === "portfolio") return "portfolio";
  const contract = contractName(position.instrument);
  return positionMode === "one-way" ? contract : `${contract} ${Math.sign(position.quantity)}`;
}

interface SizedPosition {
  readonly position: Position;
  readonly notionalUsd: number;
}

interface GroupInput {
  readonly members: readonly SizedPosition[];
  readonly market: Market;
  readonly rules: MarginRules;
}

/** The margin of a group, to each of its positions by size. */
function shared(account: Account, input: GroupInput): [string, MarginNeed][] {
  const { members } = input;
  const need = groupNeed(account, input);
  const gross = grossOf(members);
  return members.map(({ position, notionalUsd }) => {
    const share = gross > 0 ? Math.abs(notionalUsd) / gross : 1 / members.length;
    const { initialUsd, maintenanceUsd } = need;
    return [
      position.id,
      { initialUsd: initialUsd * share, maintenanceUsd: maintenanceUsd * share },
    ];
  });
}

function groupNeed(account: Account, { members, market, rules }: GroupInput): MarginNeed {
  const { instrument, id } = members[0]!.position;
  if (account.marginMode === "portfolio" || instrument.type === "option") {
    if (rules.riskModel !== undefined) {
      const positions = members.map(({ position }) => position);
      return checkedNeed(id, rules.riskModel(positions, market));
    }
    const what = instrument.type === "option" ? "an option" : "in an account in portfolio mode";
    throw new RangeError(`riskModel must be given: position ${id} is ${what}`);
  }
  const net = compensatedSum(members.map(({ notionalUsd }) => notionalUsd));
  if (instrument.type === "spot" && net >= 0) return { initialUsd: 0, maintenanceUsd: 0 };
  const notional = Math.abs(net);
  const tier = tierOf(tiersFor(rules.schedule, instrument.underlying), notional);
  return {
    initialUsd: notional * initialRate(members, tier),
    maintenanceUsd: notional * tier.maintenanceRate - tier.maintenanceAmountUsd,
  };
}

/** A model's margin, if it is one: what is no number would compare as smaller than any equity. */
function checkedNeed(position: string, need: MarginNeed): MarginNeed {
  checkNonNegative(`initialUsd of the riskModel for ${position}`, need.initialUsd);
  checkNonNegative(`maintenanceUsd of the riskModel for ${position}`, need.maintenanceUsd);
  return need;
}

/** 1 / leverage, the mean by size of what the positions state, at least what the tier asks. */
function initialRate(
  members: readonly SizedPosition[],
  { maxLeverage }: { readonly maxLeverage: number },
): number {
  const gross = grossOf(members);
  if (gross === 0) return 1 / maxLeverage;
  return compensatedSum(
    members.map(({ position: { leverage = maxLeverage }, notionalUsd }) => {
      return (Math.max(1 / leverage, 1 / maxLeverage) * Math.abs(notionalUsd)) / gross;
    }),
  );
}
