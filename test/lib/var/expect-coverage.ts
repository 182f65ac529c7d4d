import { expect } from "vitest";
import { sampleCovariance } from "../../../lib/math/covariance.ts";
import { mean } from "../../../lib/math/moments.ts";
import { type RandomStream, randomStream } from "../../../lib/math/random-stream.ts";
import { expectClose } from "../expect-close.ts";
import { binomialBounds } from "./backtest/simulated-breaches.ts";

// How often a VaR from a sample of a known law is breached by the next outcome of that law. Each
// trial has a sample of its own, so the breaches are independent and their count is binomial; and as
// the law is known, so is the probability that each VaR is breached, whose mean is the sharper claim:
// four standard errors. Estimated parameters move that mean away from 1 - confidence by the order of
// 1 / n. Where it is known exactly it is what is expected, with an allowance of 0; else the gap allowed is stated.

/** A sample of its own for each stream. */
export type Draw = (stream: number) => Float64Array;

/** Samples of so many independent draws. */
export function draws(count: number, one: (random: RandomStream) => number): Draw {
  return (stream) => {
    const random = randomStream({ seed: 1938, stream });
    return Float64Array.from({ length: count }, () => one(random));
  };
}

/** Samples of standard normal outcomes. */
export function normals(count: number): Draw {
  return draws(count, (random) => random.normal());
}

/** What the mean probability of a breach must be. */
export interface Claim {
  /** The mean probability of a breach. */
  readonly expected: number;
  /** What it may be off besides four standard errors; 0 where `expected` is exact. */
  readonly allowance: number;
}

/** Fails unless hits and mean probability of a breach are what is claimed. */
export function expectCoverage(
  probabilities: readonly number[],
  { expected, allowance }: Claim,
): void {
  const trials = probabilities.length;
  const random = randomStream({ seed: 1955, stream: trials });
  const hits = probabilities.filter((probability) => random.uniform() < probability).length;
  const [fewest, most] = binomialBounds(trials, expected);
  expect(hits).toBeGreaterThanOrEqual(fewest);
  expect(hits).toBeLessThanOrEqual(most);
  const found = mean(probabilities);
  const error = Math.sqrt(sampleCovariance(probabilities, probabilities) / trials);
  const absolute = 4 * error + allowance + 1e-12;
  expectClose(found, expected, { absolute, subject: `mean of ${trials} breach probabilities` });
}

/** The breach probability of the VaR of each trial. */
export function trialsOf(count: number, run: (stream: number) => number): number[] {
  return Array.from({ length: count }, (_, stream) => run(stream));
}
