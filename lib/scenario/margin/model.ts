import { describe } from "../../base/check.ts";
import { compensatedSum } from "../../math/sum.ts";
import type { MarginNeed } from "../../portfolio/margin/account-margin.ts";
import { type Market, spotPrice } from "../../portfolio/market.ts";
import type { ScenarioArray, WorstLoss } from "./scenario-array.ts";

/** What every margin model says of itself. */
export interface ModelHead {
  readonly name: string;
  /** ISO date from which, or on which, the figures held. */
  readonly asOf: string;
  /** Where the figures are from, and which are assumed. */
  readonly source: string;
}

/** Margin of one risk unit, in its own currency. */
export interface UnitMargin {
  readonly underlying: string;
  /** `USD` or a coin. */
  readonly currency: string;
  /** What it was read from, the main array first. */
  readonly arrays: readonly ScenarioArray[];
  /** Of the scenario that decides. */
  readonly worst: WorstLoss;
  /** Charges by name, of which the margin is made as the model says. */
  readonly parts: Readonly<Record<string, number>>;
  readonly maintenance: number;
  readonly initial: number;
}

/** Margin of positions by a model of scenarios. */
export interface ScenarioMargin extends MarginNeed {
  /** Name and date of the parameters. */
  readonly model: string;
  readonly units: readonly UnitMargin[];
}

/** Positions made ready for the margin of many markets. */
export interface PreparedMargin {
  /**
   * The margin in a market, the bits of `scenarioMargin`. What it returns is new each time and is the caller's.
   *
   * @throws RangeError as `scenarioMargin` does.
   */
  readonly margin: (market: Market) => ScenarioMargin;
}

/** The margin of one unit in a market. @internal */
export type PreparedUnit = (market: Market) => UnitMargin;

/** Units in USD, added up: they do not offset each other. @internal */
export function preparedUnits(
  { name, asOf }: ModelHead,
  units: readonly PreparedUnit[],
): PreparedMargin {
  return {
    margin: (market) => {
      const found = units.map((unit) => unit(market));
      const usd = (pick: (unit: UnitMargin) => number): number =>
        compensatedSum(found.map((unit) => pick(unit) * spotPrice(market, unit.currency)));
      return {
        model: `${name}, ${asOf}`,
        units: found,
        initialUsd: usd(({ initial }) => initial),
        maintenanceUsd: usd(({ maintenance }) => maintenance),
      };
    },
  };
}

/** The terms of an underlying; throws a RangeError naming those there are. @internal */
export function termsFor<T>(
  { name, terms }: ModelHead & { readonly terms: Readonly<Record<string, T>> },
  underlying: string,
): T {
  const found = Object.hasOwn(terms, underlying) ? terms[underlying] : terms.default;
  if (found !== undefined) return found;
  const known = Object.keys(terms).join(", ");
  throw new RangeError(`underlying must have terms in ${name} (${known}): ${describe(underlying)}`);
}
