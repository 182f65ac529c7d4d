import type { Matrix } from "../../math/matrix.ts";

/** The two parameters of DCC(1,1). */
export interface DccParameters {
  /** Weight of the last residuals' products, a >= 0. */
  readonly a: number;
  /** Weight of the last state, b >= 0. */
  readonly b: number;
}

/** The state for one date and its derivatives; the arrays are reused from date to date. */
export interface DccState {
  readonly date: number;
  /** Q. */
  readonly state: Float64Array;
  /** dQ / da. */
  readonly byA: Float64Array;
  /** dQ / db. */
  readonly byB: Float64Array;
}

/**
 * Runs Q[t + 1] = (1 - a - b) S + a z[t] z[t]' + b Q[t] from Q[0] = S over the rows z of `residuals`,
 * S being `target`, and hands over the state for each date and for the one after the last.
 *
 * @internal
 */
export function runDcc(
  residuals: Matrix,
  target: Matrix,
  parameters: DccParameters & { readonly visit: (state: DccState) => void },
): void {
  const { a, b, visit } = parameters;
  const { rows, columns, values } = residuals;
  const state = target.values.slice();
  const byA = new Float64Array(state.length);
  const byB = new Float64Array(state.length);
  for (let date = 0; date <= rows; date++) {
    visit({ date, state, byA, byB });
    if (date === rows) break;
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < columns; j++) {
        const at = i * columns + j;
        const product = values[date * columns + i]! * values[date * columns + j]!;
        const fixed = target.values[at]!;
        const before = state[at]!;
        byA[at] = product - fixed + b * byA[at]!;
        byB[at] = before - fixed + b * byB[at]!;
        state[at] = (1 - a - b) * fixed + a * product + b * before;
      }
    }
  }
}
