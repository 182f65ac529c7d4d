/**
 * What a likelihood knows of each period, one array per figure; longer than the sample where a longer one
 * was seen before.
 */
export interface PeriodRoom {
  /** Returns less the mean. */
  readonly residuals: Float64Array;
  readonly variances: Float64Array;
  /** Of an EGARCH: residuals over deviations, logarithms of variances, and 1 / deviation. */
  readonly shocks: Float64Array;
  readonly logs: Float64Array;
  readonly inverses: Float64Array;
  /** Derivatives of the period's log-likelihood by its variance and by its residual. */
  readonly byVariance: Float64Array;
  readonly byResidual: Float64Array;
  /** Student's and skewed t: 1 + q, with the density (1 + q)^(-(n + 1) / 2) times a constant. */
  readonly spreads: Float64Array;
  /** Derivative by the degrees of freedom but for -ln(1 + q) / 2, and by the skew. */
  readonly byDegrees: Float64Array;
  readonly bySkew: Float64Array;
  /** Derivatives by mean, omega, alpha, gamma and beta; five to a period. */
  readonly scores: Float64Array;
}

const figures = 10;
let room = roomOf(0);

/** Room for a likelihood of `count` periods: the same at every call, so nothing in it outlasts the next. */
export function periodRoom(count: number): PeriodRoom {
  if (count > room.residuals.length) room = roomOf(count);
  return room;
}

function roomOf(count: number): PeriodRoom {
  const [residuals, variances, shocks, logs, inverses, ...rest] = Array.from(
    { length: figures },
    () => new Float64Array(count),
  ) as Ten;
  const [byVariance, byResidual, spreads, byDegrees, bySkew] = rest;
  return {
    ...{ residuals, variances, shocks, logs, inverses },
    ...{ byVariance, byResidual, spreads, byDegrees, bySkew },
    scores: new Float64Array(5 * count),
  };
}

type Five = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
type Ten = [...Five, ...Five];
