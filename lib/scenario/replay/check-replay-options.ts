import {
  checkFraction,
  checkNonNegative,
  checkOneOf,
  checkShare,
  describe,
} from "../../base/check.ts";
import type { Book } from "../../portfolio/book.ts";
import { checkMissingPolicy } from "../missing-policy.ts";
import type { CrashReplayOptions } from "./replay-options.ts";
import { checkStopRule } from "./stop-level.ts";

/**
 * Throws a RangeError for options of `crashReplay` that are not what they must be, and for those that would
 * do nothing: the default of a venue where the book has no account or in an hour that is not played, a path
 * of an asset that is not in the book.
 */
export function checkReplayOptions(book: Book, options: CrashReplayOptions): void {
  const { procedure, flashPrints, halted, hourOrder = "worst", limit, missing, rules } = options;
  checkMissingPolicy(missing);
  checkOneOf("flashPrints", flashPrints, ["use", "ignore"]);
  checkOneOf("halted", halted, ["last", "zero"]);
  checkOneOf("hourOrder", hourOrder, ["worst", "low-first", "high-first", "close"]);
  checkOneOf("rules.positionMode", rules.positionMode, ["one-way", "hedge"]);
  checkShare("rules.schedule.liquidationFeeRate", rules.schedule.liquidationFeeRate);
  if (!(procedure.partialShare > 0 && procedure.partialShare <= 1)) {
    throw new RangeError(`partialShare must be in (0, 1]: ${procedure.partialShare}`);
  }
  checkFraction("targetRatio", procedure.targetRatio);
  checkNonNegative("insuranceFundUsd", procedure.insuranceFundUsd);
  checkStopRule(options);
  if (limit !== undefined && !(limit.reduceTo > 0 && limit.reduceTo < limit.utilisationAbove)) {
    throw new RangeError(
      `reduceTo must be in (0, utilisationAbove ${limit.utilisationAbove}): ${limit.reduceTo}`,
    );
  }
  checkVenueDefaults(book, options);
  checkPaths(book, options);
}

function checkVenueDefaults(book: Book, options: CrashReplayOptions): void {
  const { hours } = options.bars;
  const { from = hours[0]!, to = hours.at(-1)!, venueDefaults = [] } = options;
  const venues = [...new Set(book.accounts.map(({ venue }) => venue))];
  for (const { venue, hour } of venueDefaults) {
    checkOneOf("venue of venueDefaults", venue, venues);
    if (hours.includes(hour) && hour > from && hour <= to) continue;
    throw new RangeError(
      `hour of venueDefaults must be one that is played, after ${from} to ${to}: ${describe(hour)}`,
    );
  }
}

function checkPaths({ positions, accounts }: Book, { paths = {} }: CrashReplayOptions): void {
  const held = new Set([
    ...positions.map(({ instrument }) => instrument.underlying),
    ...accounts.flatMap(({ collateral }) => collateral.map(({ asset }) => asset)),
  ]);
  for (const asset of Object.keys(paths)) checkOneOf("asset of paths", asset, [...held]);
}
