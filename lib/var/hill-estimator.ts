import { checkCount, checkObject, checkSample } from "../base/check.ts";
import { naturalLog } from "../math/natural-log.ts";
import { lossesOf } from "./historical-var.ts";

/** Hill's estimate from the largest losses. */
export interface HillEstimate {
  /** How many of the largest losses it takes. */
  readonly count: number;
  /** The next loss below them. */
  readonly threshold: number;
  /** xi: the mean of ln(loss / threshold). */
  readonly shape: number;
  /** shape / sqrt(count). */
  readonly standardError: number;
  /** 1 / shape: moments of a smaller order exist. */
  readonly tailIndex: number;
}

export interface HillOptions {
  /** The largest number of losses to take; as many as are positive but one when not given. */
  readonly most?: number;
}

/**
 * Hill's estimates from 2, 3, 4... of the largest losses: the data of a Hill plot. For tails like a
 * power only; independent losses. Needs three positive losses; a row whose losses all equal the next
 * has a shape of 0.
 *
 * Source: B. Hill, A simple general approach to inference about the tail of a distribution, Annals of
 * Statistics 3 (1975).
 *
 * @throws RangeError for NaN, fewer than three positive losses and more losses than are positive.
 */
export function hillEstimates(pnl: ArrayLike<number>, options: HillOptions = {}): HillEstimate[] {
  checkObject("options", options);
  checkSample("pnl", pnl, 3);
  const descending = lossesOf(pnl)
    .filter((loss) => loss > 0)
    .sort()
    .reverse();
  if (descending.length < 3) {
    throw new RangeError(`pnl must have at least 3 positive losses: ${descending.length}`);
  }
  const most = options.most ?? descending.length - 1;
  checkCount("most", most, 2);
  if (most >= descending.length) {
    throw new RangeError(`most must be below the ${descending.length} positive losses: ${most}`);
  }
  const estimates: HillEstimate[] = [];
  let above = naturalLog(descending[0]!);
  for (let count = 2; count <= most; count++) {
    above += naturalLog(descending[count - 1]!);
    const threshold = descending[count]!;
    const shape = Math.max(0, above / count - naturalLog(threshold));
    estimates.push({
      count,
      threshold,
      shape,
      standardError: shape / Math.sqrt(count),
      tailIndex: 1 / shape,
    });
  }
  return estimates;
}
