/** What one position adds to a total. Losses are positive; a hedge contributes a negative amount. */
export interface RiskContribution {
  readonly position: string;
  /** Parts of VaR and of expected shortfall by Euler's rule: they sum to the totals. */
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  /** The totals less those without the position; these do not sum to the totals. */
  readonly incrementalValueAtRisk: number;
  readonly incrementalExpectedShortfall: number;
}

/** A total and its parts, in the order of the positions. */
export interface RiskContributions {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  readonly contributions: readonly RiskContribution[];
}
