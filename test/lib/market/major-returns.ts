import { completeRows } from "../../../lib/market/return-window.ts";
import { logReturns, type ReturnPanel } from "../../../lib/market/returns.ts";
import { type Matrix, matrixAt } from "../../../lib/math/matrix.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose, type Tolerance } from "../expect-close.ts";
import { realHistory } from "./real-returns.ts";

/** Log returns of the eleven volatile assets that traded throughout, all dates. */
export function majorReturns(assets: readonly string[] = golden.assets): ReturnPanel<"log"> {
  return completeRows(logReturns(realHistory()), assets).panel;
}

/** Compares a lower triangle, row by row, with or without its diagonal. */
export function expectLower(
  matrix: Matrix,
  expected: readonly number[],
  { subject, ...tolerance }: Tolerance & { readonly subject: string },
): void {
  const size = matrix.rows;
  const withDiagonal = expected.length === (size * (size + 1)) / 2;
  let at = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < (withDiagonal ? i + 1 : i); j++) {
      const name = `${subject} (${i}, ${j})`;
      expectClose(matrixAt(matrix, i, j), expected[at++]!, { ...tolerance, subject: name });
    }
  }
  if (at !== expected.length) throw new Error(`${subject}: ${expected.length} figures for ${at}`);
}
