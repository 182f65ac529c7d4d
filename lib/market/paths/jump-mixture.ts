import type { ValueAndGradient } from "../../math/minimize-in-box.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";

/** Jumps counted in one period; the chance of more is below 1e-14 at three expected. */
const mostJumps = 24;
const halfLogTwoPi = 0.9189385332046728;
/** Components this much less likely than the likeliest are nothing in a double. */
const negligible = -46;

/**
 * Minus the mean log-likelihood of log returns that are a Poisson mixture of normals, with its
 * gradient by location, ln diffusion, ln intensity, jump mean and ln jump volatility (all per period).
 * With n jumps a return is normal with mean location + n × jump mean and variance
 * diffusion² + n × jump volatility².
 */
export function minusMixtureLikelihood(
  sample: Float64Array,
  point: readonly number[],
): ValueAndGradient {
  const [location, logDiffusion, logIntensity, jumpMean, logJump] = point as [
    number,
    number,
    number,
    number,
    number,
  ];
  const [s2, q2, rate] = [
    naturalExp(2 * logDiffusion),
    naturalExp(2 * logJump),
    naturalExp(logIntensity),
  ];
  const parts = components({ s2, q2, rate, logIntensity });
  const logs = new Float64Array(mostJumps + 1);
  const slopes = [0, 0, 0, 0, 0];
  let value = 0;
  for (const x of sample) {
    let most = -Infinity;
    for (let n = 0; n <= mostJumps; n++) {
      const away = x - location - n * jumpMean;
      logs[n] = parts.logWeight[n]! - (away * away) / (2 * parts.variance[n]!);
      most = Math.max(most, logs[n]!);
    }
    let total = 0;
    let [g0, g1, g2, g3, g4] = [0, 0, 0, 0, 0];
    for (let n = 0; n <= mostJumps; n++) {
      const gap = logs[n]! - most;
      if (gap < negligible) continue;
      const share = naturalExp(gap);
      const pull = (x - location - n * jumpMean) / parts.variance[n]!;
      const spread = share * (pull * pull - 1 / parts.variance[n]!);
      total += share;
      g0 += share * pull;
      g1 += spread * s2;
      g2 += share * (n - rate);
      g3 += share * n * pull;
      g4 += spread * n * q2;
    }
    value += most + naturalLog(total);
    [g0, g1, g2, g3, g4].forEach((g, k) => {
      slopes[k] = slopes[k]! + g / total;
    });
  }
  const count = sample.length;
  return { value: halfLogTwoPi - value / count, gradient: slopes.map((slope) => -slope / count) };
}

interface MixtureLaw {
  readonly s2: number;
  readonly q2: number;
  readonly rate: number;
  readonly logIntensity: number;
}

/** Variance of each component and the log of its weight over its spread. */
function components({ s2, q2, rate, logIntensity }: MixtureLaw): {
  readonly variance: Float64Array;
  readonly logWeight: Float64Array;
} {
  const variance = Float64Array.from({ length: mostJumps + 1 }, (_, n) => s2 + n * q2);
  let logFactorial = 0;
  const logWeight = variance.map((v, n) => {
    if (n > 0) logFactorial += naturalLog(n);
    return n * logIntensity - rate - logFactorial - naturalLog(v) / 2;
  });
  return { variance, logWeight };
}
