import type { MarketShift } from "./asset-move.ts";

/** What happens to one asset over a scenario: its return and, for derivatives, more. */
export interface AssetShock extends MarketShift {
  readonly asset: string;
  /** Simple return, a decimal fraction >= -1: -0.456 is a fall of 45.6 %. */
  readonly return: number;
}

/** What happens to every asset of one sector. */
export interface SectorShock extends MarketShift {
  readonly sector: string;
  /** Simple return, a decimal fraction >= -1. */
  readonly return: number;
}

/** An asset that a historical scenario has no return for, and why. */
export interface UntradedAsset {
  readonly asset: string;
  /** `no close on 2020-03-07`. */
  readonly reason: string;
}

/**
 * A change of the market, as plain data: from history ({@link historicalScenario}) or from a user
 * ({@link parseScenario}). An asset takes its own shock, else its sector's, else the default; one
 * that none of them covers is missing, and the caller of a stress says what then.
 */
export interface Scenario {
  /** Kebab-case: `march-2020`. */
  readonly id: string;
  /** Counts up when the definition changes. */
  readonly version: number;
  readonly name: string;
  readonly description: string;
  /** Where the shocks are from. */
  readonly source: string;
  readonly kind: "historical" | "hypothetical";
  /** First and last close of a historical scenario, ISO dates. */
  readonly window?: ScenarioWindow;
  readonly shocks: readonly AssetShock[];
  readonly sectorShocks?: readonly SectorShock[];
  /** Simple return of every asset that has no shock of its own or of its sector. */
  readonly defaultShock?: number;
  /** Volatility, carry and basis of every asset, but for what its own or its sector's shock states. */
  readonly defaultShift?: MarketShift;
  /** Assets of the history that did not trade at both ends of the window. */
  readonly untraded?: readonly UntradedAsset[];
}

/** The two closes that a return is measured between, ISO dates. */
export interface ScenarioWindow {
  readonly from: string;
  readonly to: string;
}
