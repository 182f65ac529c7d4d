import { checkList, checkObject } from "../base/check.ts";
import { checkSymmetric } from "../math/check-matrix.ts";
import type { Matrix } from "../math/matrix.ts";

/** A symmetric matrix over assets, rows and columns in their order. */
export interface AssetMatrix {
  readonly assets: readonly string[];
  readonly values: Matrix;
}

/** Throws a RangeError unless the matrix is symmetric with a row for each asset. @internal */
export function checkAssetMatrix(name: string, matrix: AssetMatrix): void {
  checkObject(name, matrix);
  const { assets, values } = matrix;
  checkList(`assets of ${name}`, assets);
  checkSymmetric(name, values);
  if (assets.length === values.rows) return;
  throw new RangeError(`${name} must have ${assets.length} rows, one per asset: ${values.rows}`);
}
