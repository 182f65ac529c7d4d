import { instrumentName } from "../instruments/instrument.ts";
import { accountOf, type Book, type Position } from "../portfolio/book.ts";
import { type BookLine, bookLines } from "../portfolio/book-line.ts";
import type { MarginRules, PositionMargin } from "../portfolio/margin/account-margin.ts";
import type { Severity } from "../portfolio/margin/margin-breaches.ts";
import { positionLiquidation } from "../portfolio/margin/position-liquidation.ts";
import {
  type LiquidationDistance,
  liquidationDistances,
} from "../scenario/margin/liquidation-distance.ts";
import type { GroupInput, ReportGroup } from "./report-group.ts";
import {
  byUrgency,
  leverageBreaches,
  passedLiquidation,
  type ReportBreach,
  worstSeverity,
} from "./report-severity.ts";

/** One position of the report. USD and USD per coin. */
export interface ReportPosition extends BookLine {
  /** `BTC linear perpetual`. */
  readonly instrument: string;
  readonly quantity: number;
  readonly unrealisedPnlUsd: number;
  /** As the position states it; 1 for spot that is paid for; otherwise absent. Judged by the policy. */
  readonly leverage?: number;
  /** Leverage behind the margin of a perpetual or future: the stated one, at most its tier's. */
  readonly marginLeverage?: number;
  readonly initialUsd: number;
  readonly maintenanceUsd: number;
  /** Mark of a perpetual or future. */
  readonly markPrice?: number;
  /** With the margin of its leverage alone behind it; absent without either. */
  readonly liquidationPrice?: number;
  /** Fraction of the mark to that price, 0 when past it; absent with it. */
  readonly liquidationDistance?: number;
  /**
   * Simple return of the asset alone, the nearer of fall and rise, at which the whole account is
   * liquidated, collateral and other positions moving along; absent when none is.
   */
  readonly accountMove?: number;
  /** The worse of its own and of its account's. */
  readonly severity: Severity;
  /** Its own and its account's, critical first; empty when normal. */
  readonly breaches: readonly ReportBreach[];
}

/** What position rows are made of. @internal */
export interface PositionInput extends GroupInput {
  readonly rules: MarginRules;
  readonly accountGroups: readonly ReportGroup[];
}

/** The positions of a book in its order. @internal */
export function reportPositions(book: Book, input: PositionInput): ReportPosition[] {
  const margins = new Map(
    input.accounts.flatMap(({ positions }) => positions.map((one) => [one.position, one] as const)),
  );
  const moves = liquidationDistances(book, input.market, input.rules);
  const ofAccount = new Map(input.accountGroups.map((group) => [group.key, group.breaches]));
  return bookLines(book, input.market).map((line, i) => {
    const position = book.positions[i]!;
    const isolated = accountOf(book, position).marginMode === "isolated";
    const own = ownFigures(position, { ...input, isolated });
    const breaches = byUrgency([...own.breaches, ...(ofAccount.get(line.account) ?? [])]);
    const accountMove = nearestMove(moves, line);
    return {
      ...line,
      ...marginOf(margins.get(position.id)!),
      ...own.figures,
      ...(accountMove === undefined ? {} : { accountMove }),
      instrument: instrumentName(position.instrument),
      quantity: position.quantity,
      severity: worstSeverity(breaches),
      breaches,
    };
  });
}

function marginOf({ unrealisedPnlUsd, initialUsd, maintenanceUsd }: PositionMargin) {
  return { unrealisedPnlUsd, initialUsd, maintenanceUsd };
}

type OwnFigures = Pick<
  ReportPosition,
  "leverage" | "marginLeverage" | "markPrice" | "liquidationPrice" | "liquidationDistance"
>;

interface Own {
  readonly figures: OwnFigures;
  readonly breaches: readonly ReportBreach[];
}

/** What a position is by itself: leverage, liquidation price, distance, and the rules it breaks. */
function ownFigures(
  position: Position,
  { market, rules, policy, isolated }: PositionInput & { readonly isolated: boolean },
): Own {
  const { id, instrument, quantity } = position;
  const isPaidFor = instrument.type === "spot" && quantity > 0;
  const leverage = position.leverage ?? (isPaidFor ? 1 : undefined);
  const breaches = leverage === undefined ? [] : leverageBreaches(id, leverage, policy);
  const stated = leverage === undefined ? {} : { leverage };
  const found = positionLiquidation(position, market, rules.schedule);
  if (found === undefined) return { figures: stated, breaches };
  const { markPrice, liquidationPrice, distance } = found;
  if (leverage === undefined) return { figures: { markPrice }, breaches };
  const reachable =
    liquidationPrice === undefined ? {} : { liquidationPrice, liquidationDistance: distance };
  return {
    figures: { ...stated, marginLeverage: found.leverage, markPrice, ...reachable },
    breaches: [...(isolated ? passedLiquidation(id, distance) : []), ...breaches],
  };
}

/** The smaller of fall and rise; the fall when they are equal. */
function nearestMove(moves: readonly LiquidationDistance[], line: BookLine): number | undefined {
  const found = moves.find(
    ({ account, asset }) => account === line.account && asset === line.asset,
  );
  const { fall, rise } = found ?? {};
  if (fall === undefined || rise === undefined) return fall ?? rise;
  return -fall <= rise ? fall : rise;
}
