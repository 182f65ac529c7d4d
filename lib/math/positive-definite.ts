/**
 * The solution of A x = b for a symmetric positive definite A given by its rows, by Cholesky's
 * decomposition; undefined when A is not numerically positive definite. For small systems.
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations, 4th edition (2013), section 4.2.
 */
export function solvePositiveDefinite(
  rows: readonly (readonly number[])[],
  right: readonly number[],
): number[] | undefined {
  const lower = lowerFactor(rows);
  return lower && backward(lower, forward(lower, right));
}

/** The inverse of a symmetric positive definite matrix; undefined when it is not. */
export function invertPositiveDefinite(
  rows: readonly (readonly number[])[],
): number[][] | undefined {
  const lower = lowerFactor(rows);
  if (lower === undefined) return undefined;
  const columns = rows.map((_, j) =>
    backward(
      lower,
      forward(
        lower,
        rows.map((_, i) => (i === j ? 1 : 0)),
      ),
    ),
  );
  return rows.map((_, i) => rows.map((_, j) => (columns[j]![i]! + columns[i]![j]!) / 2));
}

/** L with L L' = A; pivots must keep some of the diagonal, or the matrix counts as singular. */
function lowerFactor(rows: readonly (readonly number[])[]): number[][] | undefined {
  const lower = rows.map((row) => row.map(() => 0));
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = rows[i]![j]!;
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!;
      if (i !== j) lower[i]![j] = rest / lower[j]![j]!;
      else if (rest > rows[i]![i]! * rows.length * Number.EPSILON) lower[i]![i] = Math.sqrt(rest);
      else return undefined;
    }
  }
  return lower;
}

function forward(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const solved: number[] = [];
  lower.forEach((row, i) => {
    let rest = right[i]!;
    for (let k = 0; k < i; k++) rest -= row[k]! * solved[k]!;
    solved.push(rest / row[i]!);
  });
  return solved;
}

function backward(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const solved = [...right];
  for (let i = lower.length - 1; i >= 0; i--) {
    let rest = solved[i]!;
    for (let k = i + 1; k < lower.length; k++) rest -= lower[k]![i]! * solved[k]!;
    solved[i] = rest / lower[i]![i]!;
  }
  return solved;
}
