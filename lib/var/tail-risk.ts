/** VaR and expected shortfall of a law. Losses are positive; expected shortfall is never below VaR. */
export interface TailRisk {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
}
