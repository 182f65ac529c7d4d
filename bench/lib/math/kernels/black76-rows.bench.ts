import { black76Batch } from "../../../../lib/instruments/black76-batch.ts";
import { black76Greeks } from "../../../../lib/instruments/greeks.ts";
import type { GreeksBatch } from "../../../../lib/instruments/greeks-batch.ts";
import {
  type Black76Terms,
  black76Rows,
  plainBlack76Rows,
} from "../../../../lib/math/kernels/black76-rows.ts";
import { uniformDraws } from "../../../../lib/math/random-stream.ts";
import { sideBySide } from "../../../side-by-side.ts";

interface Work {
  readonly terms: Black76Terms;
  readonly kind: readonly ("call" | "put")[];
  readonly figures: GreeksBatch;
}

sideBySide({
  name: "price and five greeks of n options",
  sizes: [1_024, 16_384, 262_144],
  prepare: workOf,
  reference: { name: "plain", run: ({ terms, figures }) => plainBlack76Rows(terms, figures) },
  subject: { name: "kernel", run: ({ terms, figures }) => black76Rows(terms, figures) },
});

sideBySide({
  name: "n options, checks included",
  sizes: [1_024, 16_384],
  prepare: workOf,
  reference: { name: "black76Greeks", run: oneByOne },
  subject: { name: "black76Batch", run: ({ kind, terms }) => black76Batch({ kind, ...terms }) },
});

function oneByOne({ kind, terms }: Work): unknown {
  const { strike, years, forward, rate, volatility } = terms;
  return kind.map((one, i) =>
    black76Greeks(
      { kind: one, strike: strike[i]!, years: years[i]! },
      { forward: forward[i]!, rate: rate[i]!, volatility: volatility[i]! },
    ),
  );
}

function workOf(count: number): Work {
  const draws = (stream: number): Float64Array => uniformDraws({ seed: 76, stream }, count);
  const forward = draws(1).map((u) => 100 * (1 + u));
  const moneyness = draws(2);
  const side = Int8Array.from(draws(3), (u) => (u > 0.5 ? 1 : -1));
  const row = (): Float64Array => new Float64Array(count);
  return {
    terms: {
      forward,
      strike: forward.map((price, i) => price * Math.exp(2 * (moneyness[i]! - 0.5))),
      side,
      years: draws(4).map((u) => 2 * u + 1 / 365),
      rate: draws(5).map((u) => 0.1 * u - 0.02),
      volatility: draws(6).map((u) => 0.1 + u),
    },
    kind: Array.from(side, (one) => (one > 0 ? "call" : "put")),
    figures: {
      price: row(),
      delta: row(),
      gamma: row(),
      vegaPerVolPoint: row(),
      thetaPerDay: row(),
      rhoPerRatePoint: row(),
    },
  };
}
