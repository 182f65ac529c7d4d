import {
  type GarchVector,
  leastVariance,
  type Presample,
  type VarianceRecursion,
} from "./variance-recursion.ts";

/**
 * The recursion of GARCH and GJR: v[t + 1] = omega + alpha e[t]^2 + gamma min(e[t], 0)^2 + beta v[t]. What
 * came before the first period counts as a squared residual and a variance of `presample`, half of it
 * from falls.
 */
export function linearVariance(
  vector: GarchVector,
  { variance, byMean }: Presample,
): VarianceRecursion {
  const [mean, omega, alpha, gamma, beta] = vector as [number, number, number, number, number];
  const weight = alpha + gamma / 2 + beta;
  const first = omega + weight * variance;
  return {
    first,
    sensitivity: () => 0,
    fill(returns, { residuals, variances }) {
      let now = first;
      for (let t = 0; t < returns.length; t++) {
        if (!(now > leastVariance)) return false;
        const residual = returns[t]! - mean;
        const fall = negativePart(residual);
        residuals[t] = residual;
        variances[t] = now;
        now = omega + (alpha * residual * residual + gamma * fall * fall) + beta * now;
      }
      return true;
    },
    slopes({ residuals, variances, byVariance, byResidual, scores }, count, each) {
      let [m, o, a, g, b] = [weight * byMean, 1, variance, variance / 2, variance];
      let [sumM, sumO, sumA, sumG, sumB] = [0, 0, 0, 0, 0];
      for (let t = 0; t < count; t++) {
        const slope = byVariance[t]!;
        const residual = residuals[t]!;
        const fall = negativePart(residual);
        const scoreM = slope * m - byResidual[t]!;
        sumM += scoreM;
        sumO += slope * o;
        sumA += slope * a;
        sumG += slope * g;
        sumB += slope * b;
        if (each) {
          scores[5 * t] = scoreM;
          scores[5 * t + 1] = slope * o;
          scores[5 * t + 2] = slope * a;
          scores[5 * t + 3] = slope * g;
          scores[5 * t + 4] = slope * b;
        }
        m = beta * m - 2 * (alpha * residual + gamma * fall);
        o = beta * o + 1;
        a = beta * a + residual * residual;
        g = beta * g + fall * fall;
        b = beta * b + variances[t]!;
      }
      return [sumM, sumO, sumA, sumG, sumB];
    },
  };
}

/** min(x, 0) without a branch, which signs of returns would make the processor guess. */
function negativePart(x: number): number {
  return (x - Math.abs(x)) / 2;
}
