import { describe } from "../base/check.ts";

/**
 * Position of `asset` in `assets`; throws a RangeError that names the assets there are.
 *
 * @internal
 */
export function findAsset(assets: readonly string[], asset: string): number {
  const index = assets.indexOf(asset);
  if (index >= 0) return index;
  throw new RangeError(`asset must be one of ${assets.join(", ")}: ${describe(asset)}`);
}
