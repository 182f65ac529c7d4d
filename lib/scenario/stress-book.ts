import type { PriceHistory } from "../market/price-history.ts";
import { compensatedSum } from "../math/sum.ts";
import { type Book, sectorByAsset } from "../portfolio/book.ts";
import { type BookLine, bookLines, grossOf } from "../portfolio/book-line.ts";
import type { Market } from "../portfolio/market.ts";
import { compileBook } from "./compile-book.ts";
import { excludedWarnings } from "./excluded-share.ts";
import { checkMissingPolicy, type MissingPolicy } from "./missing-policy.ts";
import { proxyFitter } from "./proxy-fit.ts";
import { movesOf, type ResolvedShocks, resolveShocks } from "./resolve-shocks.ts";
import { shockMarket } from "./revalue.ts";
import { type MarketScenarios, revaluePnl } from "./revalue-book.ts";
import type { Scenario } from "./scenario.ts";
import { distinctWarnings, type ScenarioWarning } from "./scenario-warning.ts";
import type {
  AssetTreatment,
  ExcludedPosition,
  ScenarioTotal,
  StressResult,
  StressRow,
} from "./stress-result.ts";

/** Which scenarios, and what to do about assets they do not cover. */
export interface StressOptions {
  /** At least one; ids unique. */
  readonly scenarios: readonly Scenario[];
  /** No default: an asset without a shock is never silently unmoved. */
  readonly missing: MissingPolicy;
  /** Closes to fit the proxies on; needed when `missing` is a proxy and an asset is missing. */
  readonly history?: PriceHistory;
}

/**
 * P&L of every position of a book under each scenario by full revaluation: its value in the shocked
 * market minus its value in the market. Collateral is not a position and is not revalued.
 *
 * @throws RangeError when there is no scenario, an id repeats, a position has no price or
 * volatility, or the missing policy cannot be carried out; the message names what.
 * @example stressBook(book, marketAt(history, book.asOf), { scenarios, missing: "exclude" })
 */
export function stressBook(book: Book, market: Market, options: StressOptions): StressResult {
  const { lines, resolved, revaluation } = resolveStress(book, market, options);
  const { positions } = revaluePnl(compileBook(book.positions), revaluation, { positions: true });
  const parts = options.scenarios.map((scenario, i) => {
    const { treatments } = resolved[i]!;
    const pnl = positions!.values.subarray(i * lines.length, (i + 1) * lines.length);
    return underScenario({ scenario, lines, treatments, pnl });
  });
  const leftOut = parts.map(({ excluded }) => excluded);
  return {
    ...headOf(book, market, options),
    rows: parts.flatMap(({ rows }) => rows),
    totals: parts.map(({ total }) => total),
    excluded: leftOut.flat(),
    treatments: resolved.flatMap(({ treatments }) => treatments),
    warnings: warningsOf(options, { lines, resolved, leftOut }),
  };
}

/** A stress before anything is valued: the shocks of each scenario, and the markets that they make. */
interface ResolvedStress {
  readonly lines: readonly BookLine[];
  /** One for each scenario. */
  readonly resolved: readonly ResolvedShocks[];
  readonly revaluation: MarketScenarios;
}

/** What every stress of a book begins with; throws as {@link stressBook} does. @internal */
export function resolveStress(
  book: Book,
  market: Market,
  { scenarios, missing, history }: StressOptions,
): ResolvedStress {
  checkScenarios(scenarios);
  checkMissingPolicy(missing);
  const fitOf = proxyFitter(history, { policy: missing, asOf: market.asOf });
  const sectors = sectorByAsset(book);
  const lines = bookLines(book, market);
  const resolved = scenarios.map((scenario) =>
    resolveShocks(scenario, { sectors, missing, fitOf }),
  );
  const after = (i: number): Market => shockMarket(market, movesOf(resolved[i]!.treatments));
  return { lines, resolved, revaluation: { before: market, count: scenarios.length, after } };
}

/** What every result of a stress says of itself. @internal */
export function headOf(
  { name }: Book,
  { asOf }: Market,
  { missing }: StressOptions,
): Pick<StressResult, "book" | "asOf" | "method" | "unit" | "missing"> {
  return { book: name, asOf, method: "full revaluation", unit: "USD", missing };
}

/** The warnings of all scenarios, each once. @internal */
export function warningsOf(
  { scenarios }: StressOptions,
  {
    lines,
    resolved,
    leftOut,
  }: Omit<ResolvedStress, "revaluation"> & {
    /** Lines that each scenario leaves out. */
    readonly leftOut: readonly (readonly BookLine[])[];
  },
): ScenarioWarning[] {
  return distinctWarnings(
    resolved.flatMap(({ warnings }, i) => {
      const of = `scenario ${scenarios[i]!.id}`;
      return [...warnings, ...excludedWarnings({ excluded: leftOut[i]!, lines, of })];
    }),
  );
}

interface ScenarioInput {
  readonly scenario: Scenario;
  readonly lines: readonly BookLine[];
  readonly treatments: readonly AssetTreatment[];
  /** Of each line, USD. */
  readonly pnl: Float64Array;
}

interface ScenarioPart {
  readonly rows: readonly StressRow[];
  readonly excluded: readonly ExcludedPosition[];
  readonly total: ScenarioTotal;
}

function underScenario({ scenario, lines, treatments, pnl }: ScenarioInput): ScenarioPart {
  const byAsset = new Map(treatments.map((found) => [found.asset, found]));
  const rows: StressRow[] = [];
  const excluded: ExcludedPosition[] = [];
  lines.forEach((line, i) => {
    const { treatment, shock, reason = "" } = byAsset.get(line.asset)!;
    if (treatment === "excluded" || shock === undefined) {
      excluded.push({ scenario: scenario.id, ...line, reason });
    } else {
      rows.push({ scenario: scenario.id, ...line, shock, pnlUsd: pnl[i]!, treatment });
    }
  });
  return { rows, excluded, total: totalOf(scenario, { rows, excluded }) };
}

function totalOf(
  { id, name }: Scenario,
  { rows, excluded }: Omit<ScenarioPart, "total">,
): ScenarioTotal {
  return {
    scenario: id,
    name,
    pnlUsd: compensatedSum(rows.map(({ pnlUsd }) => pnlUsd)),
    grossUsd: grossOf(rows),
    excludedGrossUsd: grossOf(excluded),
  };
}

function checkScenarios(scenarios: readonly Scenario[]): void {
  if (scenarios.length === 0) throw new RangeError("scenarios must have at least one: none");
  const ids = scenarios.map(({ id }) => id);
  const repeated = ids.find((id, i) => ids.indexOf(id) !== i);
  if (repeated !== undefined) throw new RangeError(`scenario ids must be unique: ${repeated}`);
}
