import { sumOfLogs } from "../../math/sum-of-logs.ts";
import type { Innovations } from "./garch-model.ts";
import { type HansenConstants, halfLogTwoPi, hansenConstants } from "./innovation-law.ts";
import type { PeriodRoom } from "./period-room.ts";

/** The law of the innovations with its parameters; what the law does not have is not looked at. */
interface Law {
  readonly innovations: Innovations;
  readonly degreesOfFreedom: number;
  readonly skew: number;
}

/** Sums over all periods of the log-likelihood and its derivatives by the law's own parameters. */
export interface DensitySums {
  readonly value: number;
  readonly byDegrees: number;
  readonly bySkew: number;
}

/**
 * The log-likelihood of residuals with their variances under a law, sum of ln f(e / sqrt(v)) - ln(v) / 2; writes each
 * period's derivatives into the room.
 */
export function periodDensities(room: PeriodRoom, count: number, law: Law): DensitySums {
  const { innovations, degreesOfFreedom, skew } = law;
  const logs = sumOfLogs(room.variances, count) / 2;
  if (innovations === "normal") {
    return { value: -count * halfLogTwoPi - logs - normal(room, count), byDegrees: 0, bySkew: 0 };
  }
  const shape = { n: degreesOfFreedom, skew, constants: hansenConstants(degreesOfFreedom, skew) };
  if (innovations === "student-t") studentT(room, count, shape);
  else skewedT(room, count, shape);
  const spread = sumOfLogs(room.spreads, count);
  return {
    value: count * shape.constants.top - ((degreesOfFreedom + 1) / 2) * spread - logs,
    byDegrees: sumOf(room.byDegrees, count) - spread / 2,
    bySkew: innovations === "student-t" ? 0 : sumOf(room.bySkew, count),
  };
}

/** The sum of e^2 / (2 v). */
function normal(room: PeriodRoom, count: number): number {
  const { residuals, variances, byVariance, byResidual } = room;
  let sum = 0;
  for (let t = 0; t < count; t++) {
    const residual = residuals[t]!;
    const inverse = 1 / variances[t]!;
    const share = residual * inverse * residual;
    sum += share;
    byVariance[t] = ((share - 1) / 2) * inverse;
    byResidual[t] = -residual * inverse;
  }
  return sum / 2;
}

interface Shape {
  readonly n: number;
  readonly skew: number;
  readonly constants: HansenConstants;
}

/** Student's t alone: one division a period serves both 1 / v and 1 / (v (n - 2) + e^2). */
function studentT(room: PeriodRoom, count: number, { n, constants }: Shape): void {
  const { residuals, variances, byVariance, byResidual, spreads, byDegrees } = room;
  const spare = n - 2;
  const { logCn } = constants;
  for (let t = 0; t < count; t++) {
    const residual = residuals[t]!;
    const variance = variances[t]!;
    const square = residual * residual;
    const whole = variance * spare + square;
    const both = 1 / (variance * whole);
    const inverse = both * whole;
    const pull = (n + 1) * (both * variance);
    spreads[t] = 1 + (square * inverse) / spare;
    byVariance[t] = ((pull * square - 1) / 2) * inverse;
    byResidual[t] = -pull * residual;
    byDegrees[t] = logCn + (pull * square) / (2 * spare);
  }
}

function skewedT(room: PeriodRoom, count: number, { n, skew, constants }: Shape): void {
  const { residuals, variances, byVariance, byResidual, spreads, byDegrees, bySkew } = room;
  const { a, b, logCn, an, al, bn, bl } = constants;
  for (let t = 0; t < count; t++) {
    const inverse = 1 / Math.sqrt(variances[t]!);
    const z = residuals[t]! * inverse;
    const shifted = b * z + a;
    const side = shifted < 0 ? -1 : 1;
    const width = 1 + side * skew;
    const y = shifted / width;
    const q = (y * y) / (n - 2);
    const byY = (-(n + 1) * y) / ((n - 2) * (1 + q) * width);
    const byZ = byY * b;
    spreads[t] = 1 + q;
    byVariance[t] = (-(1 + z * byZ) / 2) * inverse * inverse;
    byResidual[t] = byZ * inverse;
    byDegrees[t] = bn / b + logCn - (byY * shifted) / (2 * (n - 2)) + byY * (bn * z + an);
    bySkew[t] = bl / b + byY * (bl * z + al - side * y);
  }
}

function sumOf(values: Float64Array, count: number): number {
  let sum = 0;
  for (let t = 0; t < count; t++) sum += values[t]!;
  return sum;
}
