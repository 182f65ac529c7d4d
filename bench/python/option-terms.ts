import type { OptionKind } from "../../lib/instruments/european-option.ts";
import { randomStream } from "../../lib/math/random-stream.ts";

/** Terms of many options, one array per term; `side` says once more what `kind` does, 1 a call and -1 a put. */
export interface OptionTerms {
  readonly kind: readonly OptionKind[];
  readonly side: Float64Array;
  readonly strike: Float64Array;
  readonly years: Float64Array;
  readonly forward: Float64Array;
  readonly rate: Float64Array;
  readonly volatility: Float64Array;
}

/** Calls and puts on a coin, a week to a year and a half, strikes up to two deviations away. */
export function optionTerms(count: number): OptionTerms {
  const random = randomStream({ seed: 11, stream: 0 });
  const drawn = (draw: (i: number) => number) =>
    Float64Array.from({ length: count }, (_, i) => draw(i));
  const side = drawn(() => (random.uniform() < 0.5 ? 1 : -1));
  const years = drawn(() => 7 / 365 + 1.5 * random.uniform());
  const volatility = drawn(() => 0.3 + random.uniform());
  const forward = drawn(() => 20_000 + 20_000 * random.uniform());
  const strike = drawn(
    (i) =>
      forward[i]! * Math.exp(volatility[i]! * Math.sqrt(years[i]!) * (4 * random.uniform() - 2)),
  );
  const rate = drawn(() => 0.05 * random.uniform());
  const kind = Array.from(side, (one) => (one === 1 ? ("call" as const) : ("put" as const)));
  return { kind, side, strike, years, forward, rate, volatility };
}
