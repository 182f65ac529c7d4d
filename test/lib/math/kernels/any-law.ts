import type { ScenarioLaw } from "../../../../lib/math/kernels/scenario-losses.ts";
import { normalDraws } from "../../../../lib/math/random-stream.ts";

/** Any numbers make a factor; `size` is that of its elements and of the means. */
export function lawOf(assets: number, size: number): ScenarioLaw {
  const draws = normalDraws({ seed: assets, stream: 0 }, (assets * (assets + 1)) / 2 + 2 * assets);
  return {
    lower: draws.slice(2 * assets).map((z) => size * z),
    means: draws.slice(0, assets).map((z) => size * z),
    exposures: draws.slice(assets, 2 * assets).map((z) => 1e6 * z),
    seed: [0xfffffff0, 17],
  };
}
