import { checkList, checkObject, checkOneOf, checkSameLength, checkSample } from "../base/check.ts";
import type { Black76Terms } from "../math/kernels/black76-rows.ts";
import {
  checkEuropeanOption,
  checkForwardMarketTerms,
  type EuropeanOption,
  type ForwardMarketTerms,
  type OptionKind,
} from "./european-option.ts";

/** Many options on forwards, one array per term and one element per option. */
export interface OptionBatch {
  /** Words, or 1 for a call and -1 for a put. */
  readonly kind: ArrayLike<OptionKind> | Int8Array;
  readonly strike: ArrayLike<number>;
  readonly years: ArrayLike<number>;
  readonly forward: ArrayLike<number>;
  readonly rate: ArrayLike<number>;
  readonly volatility: ArrayLike<number>;
}

/**
 * The terms of a batch with sides for kinds, 0 for what is neither; its typed arrays as they are.
 *
 * @throws RangeError for arrays of different lengths. @internal
 */
export function termsOf(batch: OptionBatch): Black76Terms {
  checkObject("batch", batch);
  const strike = numbersOf(batch, "strike");
  const years = numbersOf(batch, "years");
  const forward = numbersOf(batch, "forward");
  const rate = numbersOf(batch, "rate");
  const volatility = numbersOf(batch, "volatility");
  return { side: sidesOf(batch.kind), strike, years, forward, rate, volatility };
}

function numbersOf(batch: OptionBatch, name: Exclude<keyof OptionBatch, "kind">): Float64Array {
  const values = batch[name];
  checkList(name, values);
  checkSameLength(["kind", name], batch.kind, values);
  if (values instanceof Float64Array) return values;
  checkSample(name, values, 0);
  return new Float64Array(values);
}

function sidesOf(kind: OptionBatch["kind"]): Int8Array {
  if (kind instanceof Int8Array) return kind;
  const side = new Int8Array(kind.length);
  for (let i = 0; i < side.length; i++) {
    const one = kind[i];
    // Without a branch, which calls and puts in no order would mislead every other time.
    side[i] = Number(one === "call") - Number(one === "put");
  }
  return side;
}

/** One option of a batch as pricing formulas see it. */
interface OneOption {
  readonly option: EuropeanOption;
  readonly market: ForwardMarketTerms;
}

/** Option `i`. @throws RangeError as `black76` does, with the option's place in front of the reason. @internal */
export function optionAt(batch: OptionBatch, i: number): OneOption {
  try {
    const { strike, years, forward, rate, volatility } = batch;
    const option = { kind: kindAt(batch, i), strike: strike[i]!, years: years[i]! };
    const market = { forward: forward[i]!, rate: rate[i]!, volatility: volatility[i]! };
    checkEuropeanOption(option);
    checkForwardMarketTerms(market);
    return { option, market };
  } catch (error) {
    throw new RangeError(`option ${i}: ${(error as Error).message}`);
  }
}

function kindAt({ kind }: OptionBatch, i: number): OptionKind {
  if (!(kind instanceof Int8Array)) return kind[i]!;
  checkOneOf("kind", kind[i]!, [1, -1]);
  return kind[i] === 1 ? "call" : "put";
}
