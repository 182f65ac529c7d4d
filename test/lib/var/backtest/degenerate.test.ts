import { describe, expect, test } from "vitest";
import {
  acerbiSzekelyZ1Test,
  acerbiSzekelyZ2Test,
} from "../../../../lib/var/backtest/acerbi-szekely.ts";
import type { BacktestResult } from "../../../../lib/var/backtest/backtest-result.ts";
import { berkowitzTest } from "../../../../lib/var/backtest/berkowitz.ts";
import { breachSummary } from "../../../../lib/var/backtest/breach-summary.ts";
import { breachTransitions } from "../../../../lib/var/backtest/breach-transitions.ts";
import {
  christoffersenIndependenceTest,
  conditionalCoverageTest,
} from "../../../../lib/var/backtest/christoffersen.ts";
import { dieboldMarianoTest } from "../../../../lib/var/backtest/diebold-mariano.ts";
import { durationTest } from "../../../../lib/var/backtest/duration.ts";
import { dynamicQuantileTest } from "../../../../lib/var/backtest/dynamic-quantile.ts";
import type { ShortfallSample } from "../../../../lib/var/backtest/forecast-sample.ts";
import { countBreaches, kupiecTest } from "../../../../lib/var/backtest/kupiec.ts";
import { mcNeilFreyTest } from "../../../../lib/var/backtest/mcneil-frey.ts";
import { quantileLoss } from "../../../../lib/var/backtest/quantile-loss.ts";
import {
  timeBetweenFailuresIndependenceTest,
  timeBetweenFailuresTest,
  timeUntilFirstFailureTest,
} from "../../../../lib/var/backtest/time-between-failures.ts";
import { trafficLight } from "../../../../lib/var/backtest/traffic-light.ts";
import { breachesOn } from "./simulated-breaches.ts";

const confidence = 0.95;
const simulation = { seed: 1, paths: 999 };

/** Days that breach where they should, under forecasts that move a little. */
function forecastsOf(breaches: readonly boolean[]): ShortfallSample {
  const valueAtRisk = Float64Array.from(breaches, (_, day) => 2 + Math.sin(day) / 10);
  const size = (day: number): number => (breaches[day] ? -1.2 - (day % 7) / 20 : 0.5);
  return {
    realised: valueAtRisk.map((value, day) => value * size(day)),
    valueAtRisk,
    expectedShortfall: valueAtRisk.map((value) => value * 1.3),
    confidence,
  };
}

const tests: Readonly<Record<string, (breaches: readonly boolean[]) => BacktestResult>> = {
  kupiec: (b) => kupiecTest(countBreaches(b), { confidence }),
  "first failure": (b) => timeUntilFirstFailureTest(b, { confidence }),
  spacing: (b) => timeBetweenFailuresIndependenceTest(b, { confidence }),
  mixed: (b) => timeBetweenFailuresTest(b, { confidence }),
  independence: (b) => christoffersenIndependenceTest(breachTransitions(b)),
  conditional: (b) => conditionalCoverageTest(b, { confidence }),
  duration: (b) => durationTest(b),
  quantile: (b) => dynamicQuantileTest(forecastsOf(b)),
  berkowitz: (b) => berkowitzTest(Array.from(b, (breach) => (breach ? 0.01 : 0.5))),
  "mcneil-frey": (b) => mcNeilFreyTest(forecastsOf(b)),
  z1: (b) => acerbiSzekelyZ1Test(forecastsOf(b), { simulation }),
  z2: (b) => acerbiSzekelyZ2Test(forecastsOf(b), { simulation }),
};

const none = { ...reasonsOf("there are no breaches"), berkowitz: "the probabilities do not vary" };
const single = { independence: "no day follows another", berkowitz: "fewer than 5 days" };

// What is not identified, with its reason; all else must have figures.
const cases: [string, boolean[], Readonly<Record<string, string>>][] = [
  ["no breach in 500 days", breachesOn([], 500), none],
  [
    "500 breaches in 500 days",
    new Array<boolean>(500).fill(true),
    {
      independence: "every day is a breach",
      conditional: "every day is a breach",
      duration: "every spell between breaches lasts 1 day",
      quantile: "every day is a breach",
      berkowitz: "the probabilities do not vary",
    },
  ],
  [
    "one breach on the last of 500 days",
    breachesOn([499], 500),
    {
      independence: "the only breach is on the last day",
      conditional: "the only breach is on the last day",
      duration: "fewer than two breaches",
      quantile: "the explanations repeat one another",
      berkowitz: "the probabilities do not vary",
      "mcneil-frey": "there is one breach",
    },
  ],
  [
    "one breach on the first of 500 days",
    breachesOn([0], 500),
    {
      duration: "fewer than two breaches",
      quantile: "the explanations repeat one another",
      berkowitz: "each score follows exactly from the last",
      "mcneil-frey": "there is one breach",
    },
  ],
  [
    "a single day without a breach",
    [false],
    {
      ...none,
      ...single,
      conditional: "no day follows another",
      quantile: "there are no breaches",
    },
  ],
  [
    "a single day with a breach",
    [true],
    {
      ...single,
      conditional: "no day follows another",
      duration: "fewer than two breaches",
      quantile: "every day is a breach",
      "mcneil-frey": "there is one breach",
    },
  ],
  [
    "5,000 days with every twentieth a breach",
    Array.from({ length: 5000 }, (_, day) => day % 20 === 19),
    { duration: "every spell between breaches lasts 20 days" },
  ],
  ["two breaches in a row, amid calm", breachesOn([100, 101], 300), {}],
];

function reasonsOf(reason: string): Record<string, string> {
  const names = ["first failure", "spacing", "mixed", "independence", "conditional", "quantile"];
  const all = [...names, "mcneil-frey", "z1"].map((name) => [name, reason]);
  return { ...Object.fromEntries(all), duration: "fewer than two breaches" };
}

describe.each(cases)("with %s", (_, breaches, reasons) => {
  test.each(Object.keys(tests))("%s has finite figures, or says why it has none", (name) => {
    const result = tests[name]!(breaches);
    const { identified, reason, statistic, pValue, criticalValue, rejected } = result;
    const wanted = reasons[name];
    expect([identified, reason]).toEqual([
      wanted === undefined,
      wanted === undefined ? null : expect.stringContaining(wanted),
    ]);
    if (!identified)
      expect([statistic, pValue, criticalValue, rejected]).toEqual(Array(4).fill(null));
    else {
      expect(Number.isFinite(statistic)).toBe(true);
      expect(Number.isFinite(criticalValue)).toBe(true);
      expect(pValue! >= 0 && pValue! <= 1).toBe(true);
    }
  });

  test("counts, zone and quantile loss are finite", () => {
    const count = countBreaches(breaches);
    const numbers = [
      ...Object.values(breachSummary(count, confidence)),
      trafficLight(count, confidence).cumulativeProbability,
      trafficLight(count, confidence).exceedanceProbability,
      ...quantileLoss(forecastsOf(breaches)),
    ];
    expect(numbers.every(Number.isFinite)).toBe(true);
  });
});

describe("Kupiec's test of none and of all", () => {
  test("has a value: the limit of the ratio, -2 n ln of the probability of what was seen", () => {
    const perfect = tests.kupiec!(cases[6]![1]);
    expect(perfect.statistic).toBeCloseTo(0, 9);
    expect(perfect.pValue).toBeCloseTo(1, 4);
    expect(tests.kupiec!(cases[0]![1]).statistic).toBeCloseTo(-1000 * Math.log(0.95), 9);
    expect(tests.kupiec!(cases[1]![1]).statistic).toBeCloseTo(-1000 * Math.log(0.05), 9);
  });

  test("does not reject none in 250 days at 0.99 by its exact probability of 8 %, but by chi-square", () => {
    const count = { breaches: 0, observations: 250 };
    expect(kupiecTest(count, { confidence: 0.99 }).rejected).toBe(true);
    expect(trafficLight(count, 0.99).cumulativeProbability).toBeCloseTo(0.0811, 4);
  });
});

test("dieboldMarianoTest of two days has figures, of one day is refused", () => {
  const result = dieboldMarianoTest({ first: [1, 2], second: [0, 3] }, { lags: 0 });
  expect(result).toMatchObject({ identified: true, statistic: 0, pValue: 1 });
  expect(() => dieboldMarianoTest({ first: [1], second: [0] }, { lags: 0 })).toThrow(RangeError);
});
