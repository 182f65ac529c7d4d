import { naturalLog } from "../../math/natural-log.ts";
import { garchCovariance, transformCovariance } from "./garch-errors.ts";
import type { GarchModel, GarchParameter } from "./garch-model.ts";
import type { ScaledSample } from "./garch-sample.ts";
import { parameterNames } from "./variance-recursion.ts";

/** One estimated parameter. */
export interface GarchEstimate {
  readonly name: GarchParameter;
  readonly value: number;
  /** From the inverse Hessian; left out where that is not positive definite. */
  readonly standardError?: number;
  /** Bollerslev-Wooldridge: holds also when the innovations have another law. */
  readonly robustStandardError?: number;
}

/** All seven parameters in the order of `parameterNames`. */
export type SevenNumbers = [number, number, number, number, number, number, number];

interface Summit {
  readonly scaled: ScaledSample;
  readonly vector: readonly number[];
  readonly free: readonly number[];
}

/**
 * The estimates with both kinds of standard errors, left out where the information matrix is not
 * positive definite.
 */
export function estimatesOf(model: GarchModel, { scaled, vector, free }: Summit): GarchEstimate[] {
  const covariance = garchCovariance(scaled.sample, vector, free);
  const slopes = unscaleSlopes(scaled, free);
  const classical = covariance && transformCovariance(slopes, covariance.classical);
  const robust = covariance && transformCovariance(slopes, covariance.robust);
  return free.map((i, k) => ({
    name: parameterNames[i]!,
    value: model[parameterNames[i]!]!,
    ...(classical && { standardError: Math.sqrt(classical[k]![k]!) }),
    ...(robust && { robustStandardError: Math.sqrt(robust[k]![k]!) }),
  }));
}

/** The parameters for the returns as they came: mean and variance in their unit. */
export function unscale(
  vector: readonly number[],
  { sample, shift, scale }: ScaledSample,
): SevenNumbers {
  const [mean, omega, alpha, gamma, beta, degrees, skew] = vector as SevenNumbers;
  const logSquare = 2 * naturalLog(scale);
  const level = sample.kind === "egarch" ? omega + (1 - beta) * logSquare : omega * scale * scale;
  return [shift + mean * scale, level, alpha, gamma, beta, degrees, skew];
}

/** Derivatives of {@link unscale}, by the free parameters alone. */
function unscaleSlopes({ sample, scale }: ScaledSample, free: readonly number[]): number[][] {
  const egarch = sample.kind === "egarch";
  return free.map((row) =>
    free.map((column) => {
      if (egarch && row === 1 && column === 4) return -2 * naturalLog(scale);
      if (row !== column) return 0;
      if (row === 0) return scale;
      return row === 1 && !egarch ? scale * scale : 1;
    }),
  );
}
