import type { GreeksBatch } from "../../lib/instruments/greeks-batch.ts";
import type { OptionBatch } from "../../lib/instruments/option-batch.ts";
import { parallelBlack76Batch } from "../../lib/parallel/parallel-black76-batch.ts";
import { arrayOf, withinDifference } from "./agreement.ts";
import { besidePython } from "./beside-python.ts";
import { type OptionTerms, optionTerms } from "./option-terms.ts";
import type { PeerAnswer } from "./python-peer.ts";

const count = 1_000_000;
const looped = 10_000;
const terms = optionTerms(count);
const batch = inSharedMemory(terms);
const into = await parallelBlack76Batch(batch, { jobs: 2 });
const name = `price and five greeks of ${count.toLocaleString("en")} European options`;
const work = { name, input: batch, ours: onTwo, threads: 2, packages: ["scipy"] } as const;

await besidePython({
  ...work,
  against: "SciPy `ndtr`, vectorised; both write to arrays of the call before",
  module: "black76_ndtr",
  peerInput: { ...peerTerms(terms), workers: 1 },
  agree,
  wantedTimes: 3,
});
await besidePython({
  ...work,
  against: "the same, its blocks dealt to two threads by hand",
  module: "black76_ndtr",
  peerInput: { ...peerTerms(terms), workers: 2 },
  agree,
});
await besidePython({
  ...work,
  against: `QuantLib, ${looped.toLocaleString("en")} in a Python loop, times ${count / looped}`,
  module: "black76_quantlib",
  peerInput: peerTerms(terms, looped),
  timesTheirWork: count / looped,
  agree,
  wantedTimes: 100,
  packages: ["QuantLib"],
});

function onTwo(batch: OptionBatch): Promise<GreeksBatch> {
  return parallelBlack76Batch(batch, { jobs: 2, into });
}

/** Where the workers read them, as the peer's threads read its arrays; kinds as numbers on both sides. */
function inSharedMemory({ kind: _, side, ...numbers }: OptionTerms): OptionBatch {
  const shared = <Numbers extends Float64Array | Int8Array>(values: Numbers): Numbers => {
    const Kind = values.constructor as new (memory: SharedArrayBuffer) => Numbers;
    const copy = new Kind(new SharedArrayBuffer(values.byteLength));
    copy.set(values);
    return copy;
  };
  return {
    kind: shared(Int8Array.from(side)),
    strike: shared(numbers.strike),
    years: shared(numbers.years),
    forward: shared(numbers.forward),
    rate: shared(numbers.rate),
    volatility: shared(numbers.volatility),
  };
}

function peerTerms({ kind: _, ...numbers }: OptionTerms, first: number = count) {
  return Object.fromEntries(
    Object.entries(numbers).map(([term, values]) => [term, values.subarray(0, first)]),
  );
}

/** Prices to 1e-10 forwards, sensitivities to as much of what they are at most, for as many as the peer did. */
function agree(ours: GreeksBatch, theirs: PeerAnswer): string {
  const forward = terms.forward;
  const figures = {
    price: forward,
    delta: undefined,
    gamma: forward.map((price, i) => 1 / (price * terms.volatility[i]! * terms.years[i]! ** 0.5)),
    vegaPerVolPoint: forward,
    thetaPerDay: forward,
    rhoPerRatePoint: forward,
  };
  const found = Object.entries(figures).map(([figure, scale]) => {
    const other = arrayOf(theirs, figure);
    const mine = ours[figure as keyof GreeksBatch].subarray(0, other.length);
    return withinDifference(figure, [mine, other], { most: 1e-10, ...(scale && { scale }) });
  });
  return `${found[0]} of the forward`;
}
