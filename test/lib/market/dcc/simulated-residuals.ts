import type { AssetPanel } from "../../../../lib/market/complete-panel.ts";
import { cholesky } from "../../../../lib/math/cholesky.ts";
import { covarianceParts } from "../../../../lib/math/covariance-parts.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import { panelOf } from "../panels.ts";

/** Residuals drawn from a DCC(1,1) with level 0.5 for every pair. */
export function simulated(
  count: number,
  { a, b }: { a: number; b: number },
  stream: number,
): AssetPanel {
  const random = randomStream({ seed: 2002, stream });
  const level = matrixFromRows([
    [1, 0.5, 0.5],
    [0.5, 1, 0.5],
    [0.5, 0.5, 1],
  ]);
  let state = level.values.slice();
  const rows = Array.from({ length: count }, () => {
    const lower = cholesky(covarianceParts({ ...level, values: state }).correlation).values;
    const e = [random.normal(), random.normal(), random.normal()];
    const z = [0, 1, 2].map((i) => e.reduce((sum, x, k) => sum + lower[3 * i + k]! * x, 0));
    state = state.map((q, at) => {
      const product = z[Math.floor(at / 3)]! * z[at % 3]!;
      return (1 - a - b) * level.values[at]! + a * product + b * q;
    });
    return z;
  });
  return panelOf(["A", "B", "C"], rows);
}
