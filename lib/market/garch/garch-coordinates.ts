import { atanh, tanh } from "../../math/elementary/hyperbolic.ts";
import type { Bounds } from "../../math/minimize-in-box.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";
import type { GarchKind, Innovations } from "./garch-model.ts";
import type { GarchVector } from "./variance-recursion.ts";

/** Which model is fitted. */
export interface GarchSpecification {
  readonly kind: GarchKind;
  readonly innovations: Innovations;
  readonly mean: "zero" | "constant";
}

/** The search space: free parameters, each stretched so that its limits are far off or plain bounds. */
export interface GarchCoordinates {
  /** Positions in {@link GarchVector} of the parameters that are estimated. */
  readonly free: readonly number[];
  readonly bounds: readonly Bounds[];
  toVector(point: readonly number[]): number[];
  toPoint(vector: GarchVector): number[];
  /** The gradient by the coordinates from that by the parameters. */
  pull(gradient: ArrayLike<number>, vector: GarchVector): number[];
}

interface Stretch {
  readonly bounds: Bounds;
  to(value: number): number;
  from(coordinate: number): number;
  /** d value / d coordinate at a value. */
  slope(value: number): number;
}

/** The least omega searched, as a share of the sample's variance: as good as none. */
export const leastOmega = 1e-12;

/** Beyond these the law is the normal to three digits, or has no variance left. */
export const degreesOfFreedomLimits: { readonly lowest: number; readonly highest: number } = {
  lowest: 2.0001,
  highest: 10_000,
};

const plain: Stretch = { bounds: {}, to: (x) => x, from: (x) => x, slope: () => 1 };
const nonNegative: Stretch = { ...plain, bounds: { lower: 0 } };
const logarithm: Stretch = {
  bounds: { lower: naturalLog(leastOmega) },
  to: naturalLog,
  from: naturalExp,
  slope: (x) => x,
};
const aboveTwo: Stretch = {
  bounds: {
    lower: naturalLog(degreesOfFreedomLimits.lowest - 2),
    upper: naturalLog(degreesOfFreedomLimits.highest - 2),
  },
  to: (x) => naturalLog(x - 2),
  from: (x) => 2 + naturalExp(x),
  slope: (x) => x - 2,
};
const withinOne: Stretch = {
  bounds: { lower: -4, upper: 4 },
  to: atanh,
  from: tanh,
  slope: (x) => 1 - x * x,
};

/**
 * The coordinates of a model: ln omega, alpha and alpha + gamma and beta bounded below by 0,
 * ln(degrees of freedom - 2), artanh(skew); in an EGARCH the four of the variance as they are.
 * Nothing bounds the persistence.
 */
export function garchCoordinates(specification: GarchSpecification): GarchCoordinates {
  const { kind, innovations, mean } = specification;
  const log = kind === "egarch";
  const stretches: readonly (Stretch | undefined)[] = [
    mean === "constant" ? plain : undefined,
    log ? plain : logarithm,
    log ? plain : nonNegative,
    kind === "garch" ? undefined : log ? plain : nonNegative,
    log ? plain : nonNegative,
    innovations === "normal" ? undefined : aboveTwo,
    innovations === "skewed-t" ? withinOne : undefined,
  ];
  const free = stretches.flatMap((stretch, i) => (stretch === undefined ? [] : [i]));
  const stretchOf = (i: number): Stretch => stretches[i]!;
  /** Parameter 3 is searched as alpha + gamma where the sum has a bound. */
  const added = kind === "gjr" ? 1 : 0;
  return {
    free,
    bounds: free.map((i) => stretchOf(i).bounds),
    toVector(point) {
      const vector = [0, 0, 0, 0, 0, Number.NaN, 0];
      for (const [k, i] of free.entries()) vector[i] = stretchOf(i).from(point[k]!);
      vector[3]! -= added * vector[2]!;
      return vector;
    },
    toPoint: (vector) =>
      free.map((i) => stretchOf(i).to(vector[i]! + (i === 3 ? added * vector[2]! : 0))),
    pull: (gradient, vector) =>
      free.map((i) => {
        const other = i === 2 ? added * gradient[3]! : 0;
        return (gradient[i]! - other) * stretchOf(i).slope(vector[i]!);
      }),
  };
}
