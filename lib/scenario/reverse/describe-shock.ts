import { chiSquareTail } from "../../math/chi-square.ts";
import { euclideanNorm } from "../../math/elementary/hypot.ts";
import { normalDistribution } from "../../math/normal-distribution.ts";
import type { Whitening } from "../../math/whitening.ts";
import { factorParts, storyOf } from "./factor-story.ts";
import type { FactorShock, ReverseStress, ReverseStressWarning } from "./reverse-stress-result.ts";

/** What every result repeats. @internal */
export interface ShockSetting {
  readonly names: readonly string[];
  readonly space: Whitening;
  readonly method: ReverseStress["method"];
  readonly goal: string;
  readonly horizonDays: number;
}

/** The result for a shock at a point of the coordinates. @internal */
export function describeShock(
  coordinates: Float64Array,
  setting: ShockSetting & {
    readonly warningsOf: (shocks: readonly FactorShock[]) => ReverseStressWarning[];
  },
): ReverseStress {
  const { names, space, method, goal, horizonDays, warningsOf } = setting;
  const distance = euclideanNorm(coordinates);
  const variables = space.variablesAt(coordinates);
  const shocks = names.map((factor, i) => ({
    factor,
    shock: variables[i]!,
    deviations: variables[i]! / space.deviations[i]!,
  }));
  const parts = factorParts(names, coordinates, space);
  return {
    code: distance === 0 ? "already-there" : "found",
    method,
    goal,
    shocks,
    distance,
    tailProbability: distance === 0 ? 1 : normalDistribution(-distance),
    radiusProbability: chiSquareTail(distance * distance, space.rank),
    parts,
    story: storyOf(parts, distance),
    horizonDays,
    warnings: warningsOf(shocks),
  };
}

/** The result where nothing within reach does it. @internal */
export function notReached({ method, goal, horizonDays }: ShockSetting): ReverseStress {
  return {
    code: "not-reached",
    method,
    goal,
    shocks: [],
    distance: Infinity,
    tailProbability: 0,
    radiusProbability: 0,
    parts: [],
    story: "No shock within reach does it.",
    horizonDays,
    warnings: [],
  };
}
