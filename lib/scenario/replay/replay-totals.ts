import { compensatedSum } from "../../math/sum.ts";
import { collateralUsd } from "../../portfolio/collateral.ts";
import type { Market } from "../../portfolio/market.ts";
import { unrealisedPnlUsd } from "../../portfolio/position-value.ts";
import { fitWarnings } from "../proxied-return.ts";
import type { ProxyFit } from "../proxy-fit.ts";
import type { ScenarioWarning } from "../scenario-warning.ts";
import { coinsUsd, type LivePosition, positionNow } from "./live-account.ts";
import type {
  CrashReplay,
  ReplayedAccount,
  ReplayedFund,
  ReplayedPosition,
} from "./replay-result.ts";
import type { AccountTrace, ReplayState } from "./replay-state.ts";

/** Puts a replay's accounts, positions, funds and totals together. */
export function replayResult(
  state: ReplayState,
  {
    fits,
    excluded,
    end,
  }: {
    readonly fits: ReadonlyMap<string, ProxyFit>;
    readonly excluded: readonly string[];
    /** The market after the last hour. */
    readonly end: Market;
  },
): CrashReplay {
  const { path, options, log, market, traces } = state;
  const positions = traces.flatMap((trace) =>
    trace.live.positions.map((one) => positionOf(trace, one, { market, end })),
  );
  const pnlUsd = compensatedSum(traces.map(({ equity }) => equity.at(-1)! - equity[0]!));
  const collateralPnlUsd = compensatedSum(traces.map((trace) => collateralPnl(trace, end)));
  const fundingUsd = compensatedSum(positions.map((one) => one.fundingUsd));
  const forgivenUsd = compensatedSum(traces.map(({ live }) => live.forgivenUsd));
  const explained = compensatedSum([
    ...positions.map((one) => one.pnlUsd),
    fundingUsd,
    collateralPnlUsd,
    forgivenUsd,
  ]);
  return {
    event: options.bars.event,
    hours: [options.from ?? options.bars.hours[0]!, ...path.hours],
    accounts: traces.map(accountOf),
    positions,
    log,
    funds: [...state.funds].map(([venue, fund]) => fundOf(venue, { fund, options })),
    pnlUsd,
    collateralPnlUsd,
    fundingUsd,
    forgivenUsd,
    unexplainedUsd: pnlUsd - explained,
    warnings: warningsOf(state, { fits, excluded }),
  };
}

function accountOf({ live, equity, least, maintenance }: AccountTrace): ReplayedAccount {
  const { id, account, status, claimUsd } = live;
  return {
    account: id,
    venue: account.venue,
    status,
    equityUsd: Float64Array.from(equity),
    leastEquityUsd: Float64Array.from(least),
    maintenanceUsd: Float64Array.from(maintenance),
    ...(claimUsd === undefined ? {} : { claimUsd }),
  };
}

/** Since the start: what was realised, plus what is open now, less what was open then. */
function positionOf(
  { frozenMarket }: AccountTrace,
  position: LivePosition,
  { market, end }: { readonly market: Market; readonly end: Market },
): ReplayedPosition {
  const { source, quantity, realisedUsd, fundingUsd, costUsd } = position;
  const open = quantity === 0 ? 0 : unrealisedPnlUsd(positionNow(position), frozenMarket ?? end);
  return {
    position: source.id,
    account: source.account,
    desk: source.desk,
    trader: source.trader,
    asset: source.instrument.underlying,
    pnlUsd: realisedUsd + open - unrealisedPnlUsd(source, market),
    fundingUsd,
    costUsd,
    remaining: quantity / source.quantity,
  };
}

function collateralPnl(
  { live, startCollateralUsd, frozenMarket }: AccountTrace,
  end: Market,
): number {
  const market = frozenMarket ?? end;
  const now = live.seizedUsd ?? collateralUsd(live.account, market) + coinsUsd(live, market);
  return now - startCollateralUsd - live.coinsBookedUsd;
}

function fundOf(
  venue: string,
  {
    fund,
    options,
  }: {
    readonly fund: { balanceUsd: number; feesUsd: number; paidUsd: number; uncoveredUsd: number };
    readonly options: ReplayState["options"];
  },
): ReplayedFund {
  const { balanceUsd: endUsd, feesUsd, paidUsd, uncoveredUsd } = fund;
  return {
    venue,
    startUsd: options.procedure.insuranceFundUsd,
    feesUsd,
    paidUsd,
    endUsd,
    uncoveredUsd,
  };
}

function warningsOf(
  { path, funding, options }: ReplayState,
  {
    fits,
    excluded,
  }: {
    readonly fits: ReadonlyMap<string, ProxyFit>;
    readonly excluded: readonly string[];
  },
): ScenarioWarning[] {
  const unpaid = [...funding.missing].sort().join(", ");
  const halted = path.assets.filter((_, i) => path.traded[i]!.includes(false)).join(", ");
  return [
    ...path.warnings,
    ...[...fits.values()].flatMap(fitWarnings),
    ...(excluded.length === 0
      ? []
      : [{ code: "excluded" as const, message: `not played: ${excluded.join(", ")}` }]),
    ...(unpaid === ""
      ? []
      : [{ code: "no-funding" as const, message: `no funding rates, none paid: ${unpaid}` }]),
    ...(halted === ""
      ? []
      : [{ code: "halted" as const, message: `halted, marked at ${options.halted}: ${halted}` }]),
  ];
}
