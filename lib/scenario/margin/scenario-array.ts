import { checkNonNegative } from "../../base/check.ts";
import type { Matrix } from "../../math/matrix.ts";
import { compensatedSum } from "../../math/sum.ts";
import type { Market } from "../../portfolio/market.ts";
import { shockMarket } from "../revalue.ts";
import { revaluePnl } from "../revalue-book.ts";
import type { MarginScenario } from "./margin-scenario.ts";
import { type CompiledUnit, compileUnit, type RiskUnit } from "./risk-unit.ts";

/** P&L of the positions of one risk unit in every scenario. */
export interface ScenarioArray {
  readonly underlying: string;
  /** What the figures are in: `USD` or a coin. */
  readonly currency: string;
  readonly scenarios: readonly MarginScenario[];
  /** Ids, in the order of the columns. */
  readonly positions: readonly string[];
  /** Rows are scenarios, columns positions; negative is a loss; a scenario's share is applied. */
  readonly values: Matrix;
  /** The sum of each row. */
  readonly totals: Float64Array;
}

export interface ScenarioArrayOptions {
  /** At least one. */
  readonly scenarios: readonly MarginScenario[];
  /** Hours that pass besides; 0 when not given. Options that expire by then are worth their payoff. */
  readonly lookAheadHours?: number;
}

/**
 * P&L of every position of a risk unit in every scenario by full revaluation, options by their model
 * and never by their greeks.
 *
 * @throws RangeError naming the position and scenario when one cannot be valued: nothing is left out,
 * since a missing leg would make a margin smaller. Also without any scenario.
 * @example scenarioArray(unit, market, { scenarios: scanGrid(range) }).totals
 */
export function scenarioArray(
  unit: RiskUnit,
  market: Market,
  options: ScenarioArrayOptions,
): ScenarioArray {
  return compiledArray(compileUnit(unit), market, options);
}

/** {@link scenarioArray} of a unit that is compiled. @internal */
export function compiledArray(
  unit: CompiledUnit,
  market: Market,
  { scenarios, lookAheadHours = 0 }: ScenarioArrayOptions,
): ScenarioArray {
  if (scenarios.length === 0) throw new RangeError("scenarios must have at least one: none");
  checkNonNegative("lookAheadHours", lookAheadHours);
  const { underlying, currency } = unit;
  const { totals, positions } = revaluePnl(
    unit.book,
    {
      before: market,
      count: scenarios.length,
      after: (row) => shockMarket(market, new Map([[underlying, moveOf(scenarios[row]!)]])),
      hoursLater: lookAheadHours,
      named: (row, error) => inScenario(scenarios[row]!, error),
    },
    { positions: true },
  );
  const matrix = positions!;
  const { columns } = matrix;
  scenarios.forEach(({ share = 1 }, row) => {
    if (share === 1) return;
    const pnl = matrix.values.subarray(row * columns, (row + 1) * columns);
    for (let column = 0; column < pnl.length; column++) pnl[column] = pnl[column]! * share;
    totals[row] = compensatedSum(pnl);
  });
  return { underlying, currency, scenarios, positions: unit.ids, values: matrix, totals };
}

function moveOf({ return: value, volatility }: MarginScenario) {
  return { return: value, ...(volatility === undefined ? {} : { volatility }) };
}

function inScenario(scenario: MarginScenario, error: Error): RangeError {
  return new RangeError(`scenario ${scenario.name}: ${error.message}`, { cause: error });
}

/** The scenario in which a unit loses most, and how much. */
export interface WorstLoss {
  readonly scenario: string;
  /** >= 0, in the array's currency; 0 where no scenario loses. */
  readonly loss: number;
}

/** The worst loss of an array; of equal ones the first. A total that is no number throws a RangeError. */
export function worstLoss({ scenarios, totals }: ScenarioArray): WorstLoss {
  let worst = 0;
  totals.forEach((total, row) => {
    if (!Number.isFinite(total)) {
      throw new RangeError(`P&L in scenario ${scenarios[row]!.name} must be finite: ${total}`);
    }
    if (total < totals[worst]!) worst = row;
  });
  return { scenario: scenarios[worst]!.name, loss: Math.max(0, -totals[worst]!) };
}
