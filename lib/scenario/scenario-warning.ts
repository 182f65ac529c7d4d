/** Why a reader should hesitate before using a stress result. */
export type ScenarioWarningCode =
  /** The regression on the proxy explains little of the asset that it stands in for. */
  | "weak-proxy"
  /** beta × return of the proxy was below -100 %, and -100 % was taken. */
  | "floored-proxy"
  /** Part of the book was left out. */
  | "excluded"
  /** Perpetuals without funding rates paid none. */
  | "no-funding"
  /** Assets that stopped trading were marked by a rule. */
  | "halted";

/** One reason for caution, as data. */
export interface ScenarioWarning {
  readonly code: ScenarioWarningCode;
  /** The reason in words, with the figures behind it. */
  readonly message: string;
}

/** The warnings without repetitions, in their order. @internal */
export function distinctWarnings(warnings: readonly ScenarioWarning[]): ScenarioWarning[] {
  return [...new Map(warnings.map((warning) => [warning.message, warning])).values()];
}
