import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { sumOfLogs } from "../../math/sum-of-logs.ts";
import {
  type GarchVector,
  leastVariance,
  meanAbsoluteNormal,
  type Presample,
  type VarianceRecursion,
} from "./variance-recursion.ts";

/**
 * The recursion of EGARCH: ln v[t + 1] = omega + alpha (|z[t]| - sqrt(2 / pi)) + gamma z[t] + beta ln v[t],
 * from a shock of 0 and a variance of `presample` before the first period.
 */
export function logVariance(
  vector: GarchVector,
  { variance, byMean }: Presample,
): VarianceRecursion {
  const [mean, omega, alpha, gamma, beta] = vector as [number, number, number, number, number];
  const before = naturalLog(variance);
  const firstLog = omega + beta * before;
  return {
    first: naturalExp(firstLog),
    sensitivity({ shocks, spreads: kept }, count) {
      for (let t = 0; t < count; t++) {
        const z = shocks[t]!;
        kept[t] = Math.abs(beta - (alpha * Math.abs(z) + gamma * z) / 2);
      }
      return sumOfLogs(kept, count);
    },
    fill(returns, { residuals, variances, shocks, logs, inverses }) {
      let log = firstLog;
      for (let t = 0; t < returns.length; t++) {
        const inverse = naturalExp(-log / 2);
        const now = 1 / (inverse * inverse);
        if (!(now > leastVariance)) return false;
        const residual = returns[t]! - mean;
        const z = residual * inverse;
        residuals[t] = residual;
        variances[t] = now;
        shocks[t] = z;
        logs[t] = log;
        inverses[t] = inverse;
        log = omega + alpha * (Math.abs(z) - meanAbsoluteNormal) + gamma * z + beta * log;
      }
      return true;
    },
    slopes(room, count, each) {
      const { variances, byVariance, byResidual, shocks, logs, inverses, scores } = room;
      let [m, o, a, g, b] = [(beta * byMean) / variance, 1, 0, 0, before];
      let [sumM, sumO, sumA, sumG, sumB] = [0, 0, 0, 0, 0];
      for (let t = 0; t < count; t++) {
        const slope = byVariance[t]! * variances[t]!;
        const z = shocks[t]!;
        const byShock = alpha * Math.sign(z) + gamma;
        const kept = beta - (byShock * z) / 2;
        const scoreM = slope * m - byResidual[t]!;
        sumM += scoreM;
        sumO += slope * o;
        sumA += slope * a;
        sumG += slope * g;
        sumB += slope * b;
        if (each) scores.set([scoreM, slope * o, slope * a, slope * g, slope * b], 5 * t);
        m = kept * m - byShock * inverses[t]!;
        o = kept * o + 1;
        a = kept * a + (Math.abs(z) - meanAbsoluteNormal);
        g = kept * g + z;
        b = kept * b + logs[t]!;
      }
      return [sumM, sumO, sumA, sumG, sumB];
    },
  };
}
