import type { BookLine } from "../portfolio/book-line.ts";
import type { MarketShift } from "./asset-move.ts";
import type { MissingPolicy } from "./missing-policy.ts";
import type { ProxyFit } from "./proxy-fit.ts";
import type { ScenarioWarning } from "./scenario-warning.ts";

/**
 * Where an asset's shock came from: `traded`, its own return in a historical window; `user`, its own
 * figure in a hypothetical scenario; `sector` or `default`, the figure for its sector or for the
 * rest; `proxied`, beta × the shock of another asset.
 */
export type ShockTreatment = "traded" | "user" | "sector" | "default" | "proxied";

/** P&L of one position under one scenario; its notional is that before the shock. */
export interface StressRow extends BookLine {
  /** Scenario id. */
  readonly scenario: string;
  /** Simple return of the asset, a decimal fraction. */
  readonly shock: number;
  /** Value after the shock minus value before; negative is a loss. */
  readonly pnlUsd: number;
  readonly treatment: ShockTreatment;
}

/** A position that a scenario could not shock and the caller chose to leave out. */
export interface ExcludedPosition extends BookLine {
  /** Scenario id. */
  readonly scenario: string;
  /** `no close on 2020-03-07`. */
  readonly reason: string;
}

/** What was done for one asset under one scenario. */
export interface AssetTreatment {
  /** Scenario id. */
  readonly scenario: string;
  readonly asset: string;
  readonly treatment: ShockTreatment | "excluded";
  /** Simple return used; absent when excluded. */
  readonly shock?: number;
  /** What else the scenario does to the asset; absent when nothing. */
  readonly shift?: MarketShift;
  /** Why the asset was missing; absent when it was not. */
  readonly reason?: string;
  /** The regression behind a proxied shock. */
  readonly fit?: ProxyFit;
}

/** One scenario's sum over the book. */
export interface ScenarioTotal {
  /** Scenario id. */
  readonly scenario: string;
  readonly name: string;
  /** Sum over the positions that were shocked; negative is a loss. */
  readonly pnlUsd: number;
  /** Sum of absolute notionals of the positions that were shocked. */
  readonly grossUsd: number;
  /** Sum of absolute notionals of the positions left out. */
  readonly excludedGrossUsd: number;
}

/** P&L of a book under scenarios; `rows` is scenario by scenario in the book's order. */
export interface StressResult {
  /** Name of the book. */
  readonly book: string;
  /** Date of the market that was shocked. */
  readonly asOf: string;
  readonly method: "full revaluation";
  readonly unit: "USD";
  readonly missing: MissingPolicy;
  readonly rows: readonly StressRow[];
  readonly totals: readonly ScenarioTotal[];
  readonly excluded: readonly ExcludedPosition[];
  readonly treatments: readonly AssetTreatment[];
  readonly warnings: readonly ScenarioWarning[];
}
