import type { GreeksBatch } from "../../lib/instruments/black76-batch.ts";
import { parallelBlack76Batch } from "../../lib/parallel/parallel-black76-batch.ts";
import { arrayOf, withinDifference } from "./agreement.ts";
import { besidePython } from "./beside-python.ts";
import { type OptionTerms, optionTerms } from "./option-terms.ts";
import type { PeerAnswer } from "./python-peer.ts";

const count = 1_000_000;
const looped = 10_000;
const terms = inSharedMemory(optionTerms(count));
const name = `price and five greeks of ${count.toLocaleString("en")} European options`;
const work = { name, input: terms, ours: onTwo, threads: 2, packages: ["scipy"] } as const;

await besidePython({
  ...work,
  against: "SciPy `ndtr`, vectorised",
  module: "black76_ndtr",
  peerInput: { ...peerTerms(terms), workers: 1 },
  agree,
  wantedTimes: 3,
});
await besidePython({
  ...work,
  against: "SciPy `ndtr`, its blocks dealt to two threads by hand",
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

function onTwo(batch: OptionTerms): Promise<GreeksBatch> {
  return parallelBlack76Batch(batch, { jobs: 2 });
}

/** Where the workers read them, as the peer's threads read its arrays. */
function inSharedMemory({ kind, ...numbers }: OptionTerms): OptionTerms {
  const shared = Object.entries(numbers).map(([term, values]) => {
    const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
    copy.set(values);
    return [term, copy] as const;
  });
  return { kind, ...(Object.fromEntries(shared) as Omit<OptionTerms, "kind">) };
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
