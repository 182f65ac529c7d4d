import { checkCount, checkObject, checkOneOf, checkSameLength } from "../../base/check.ts";
import { circularBlocks } from "../../math/block-resample.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";
import type { RandomStream } from "../../math/random-stream.ts";
import { stationaryBlocks } from "../../math/stationary-resample.ts";
import { checkComplete } from "../complete-panel.ts";
import type { ReturnPanel } from "../returns.ts";
import { compoundGrowth } from "./expected-growth.ts";
import { logReturnOf } from "./garch-path-model.ts";
import { checkedStart, type PathModel, type PathStart } from "./path-model.ts";

export interface BootstrapPathOptions extends Omit<PathStart, "assets"> {
  /** `circular`: blocks of one length; `stationary`: of random lengths, geometric. */
  readonly scheme: "circular" | "stationary";
  /** Days that stay together, or their mean; 1 draws days one by one. */
  readonly blockLength: number;
  /**
   * `observed` keeps the mean of the sample; `removed` moves the log returns of each asset by a
   * constant, so that its mean simple return is 0.
   */
  readonly drift: "observed" | "removed";
}

/**
 * Paths of days that happened: rows of a complete panel of returns, drawn in blocks, the last row
 * followed by the first. All assets of a row stay together, so that their dependence is kept whatever it
 * is; what is longer than a block is not. Nothing is drawn that was not observed.
 * Circular blocks end at the same steps on every path; stationary ones anywhere.
 *
 * Sources: D. Politis, J. Romano (1992, circular; 1994, stationary).
 *
 * @throws RangeError for a missing return (naming it), fewer than two rows, a block longer than the
 * panel, and a simple return of -100 % or less.
 */
export function bootstrapPathModel(returns: ReturnPanel, options: BootstrapPathOptions): PathModel {
  checkObject("returns", returns);
  checkObject("options", options);
  const { scheme, blockLength, drift } = options;
  checkOneOf("kind", returns.kind, ["log", "simple"]);
  const from = checkedStart({ ...options, assets: returns.assets });
  checkOneOf("scheme", scheme, ["circular", "stationary"]);
  checkOneOf("drift", drift, ["observed", "removed"]);
  checkComplete(returns, 2);
  checkSameLength(["start", "assets"], from.start, returns.assets);
  const { rows: count, columns } = returns.values;
  checkBlock(options, count);
  const logs = returns.values.values.map((value, at) =>
    logReturnOf(value, returns.kind, returns.assets[at % columns]!),
  );
  const factors = meanFactors(logs, columns);
  if (drift === "removed") {
    logs.forEach((log, at) => {
      logs[at] = log - naturalLog(factors[at % columns]!);
    });
  }
  const rowsOf = (random: RandomStream, draws: number): Uint32Array =>
    scheme === "circular"
      ? circularBlocks(random, { count, blockLength, draws })
      : stationaryBlocks(random, { count, meanBlockLength: blockLength, draws });
  const grown = drift === "removed" ? factors.map(() => 1) : factors;
  return {
    ...from,
    name: `${scheme} block bootstrap`,
    measure: "real-world",
    warnings: [],
    mirrors: false,
    begin: (random, steps) => {
      const rows = rowsOf(random, steps);
      let step = 0;
      return (moves) => {
        const row = rows[step++]! * columns;
        for (let j = 0; j < columns; j++) moves[j] = logs[row + j]!;
      };
    },
    ...(blockLength === 1 && { expectedGrowth: compoundGrowth(grown) }),
  };
}

/** Mean of 1 + simple return per asset. */
function meanFactors(logs: Float64Array, columns: number): number[] {
  const sums = new Array<number>(columns).fill(0);
  logs.forEach((log, at) => {
    sums[at % columns] = sums[at % columns]! + naturalExp(log);
  });
  return sums.map((sum) => (sum * columns) / logs.length);
}

function checkBlock({ scheme, blockLength }: BootstrapPathOptions, rows: number): void {
  if (scheme === "circular") checkCount("blockLength", blockLength, 1);
  if (!(blockLength >= 1 && blockLength <= rows)) {
    throw new RangeError(`blockLength must be from 1 to the ${rows} rows: ${blockLength}`);
  }
}
