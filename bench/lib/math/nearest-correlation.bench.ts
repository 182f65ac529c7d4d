import type { Matrix } from "../../../lib/math/matrix.ts";
import { nearestCorrelation } from "../../../lib/math/nearest-correlation.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { spectralRepair } from "../../../lib/math/spectral-repair.ts";
import { growthCurve } from "../../growth.ts";

/** One factor of correlation 0.5 with noise of 0.2 on each element: a few negative eigenvalues. */
function prepare(size: number): Matrix {
  const random = randomStream({ seed: 2, stream: size });
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    values[i * size + i] = 1;
    for (let j = 0; j < i; j++) {
      const value = Math.min(1, Math.max(-1, 0.5 + 0.2 * random.normal()));
      values[i * size + j] = values[j * size + i] = value;
    }
  }
  return { rows: size, columns: size, values };
}

const sizes = [10, 20, 40, 80];

growthCurve({ name: "spectralRepair, by assets", sizes, prepare, run: (m) => spectralRepair(m) });

growthCurve({
  name: "nearestCorrelation, by assets",
  sizes,
  prepare,
  run: (m) => nearestCorrelation(m),
});
