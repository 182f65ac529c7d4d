import { describe, expect, test } from "vitest";
import { trafficLight } from "../../../../lib/var/backtest/traffic-light.ts";
import { trafficLightBounds } from "../../../../lib/var/backtest/traffic-light-bounds.ts";
import golden from "../../../golden/backtests.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";

const { observations, cumulativeProbability } = golden.published.trafficLight;
const basel = { observations, confidence: 0.99, horizonDays: 1, seed: 1996 };

describe("trafficLight", () => {
  test("gives Basel's cumulative probabilities of 250 days at 0.99", () => {
    cumulativeProbability.forEach((expected, breaches) => {
      const found = trafficLight({ breaches, observations }, 0.99).cumulativeProbability;
      expectClose(found, expected, { absolute: 1e-4, subject: `${breaches} breaches` });
    });
  });

  test("gives Basel's zones and additions to the multiplier", () => {
    const lights = Array.from({ length: 12 }, (_, breaches) =>
      trafficLight({ breaches, observations }, 0.99),
    );
    const zones = lights.map((light) => light.zone[0]);
    expect(zones.join("")).toBe("gggggyyyyyrr");
    const factors = lights.map((light) => light.plusFactor);
    expect(factors).toEqual([0, 0, 0, 0, 0, 0.4, 0.5, 0.65, 0.75, 0.85, 1, 1]);
  });

  test("has no addition away from 250 days at 0.99, and ends at probability 1", () => {
    expect(trafficLight({ breaches: 5, observations: 500 }, 0.99).plusFactor).toBeNull();
    expect(trafficLight({ breaches: 5, observations }, 0.95).plusFactor).toBeNull();
    const all = trafficLight({ breaches: 10, observations: 10 }, 0.99);
    expect(all.cumulativeProbability).toBe(1);
    expectClose(all.exceedanceProbability, 1e-20, { relative: 1e-10, subject: "all" });
    expect(trafficLight({ breaches: 0, observations: 10 }, 0.99).exceedanceProbability).toBe(1);
  });

  test("has cumulative and exceedance probabilities that share the count itself", () => {
    const at = trafficLight({ breaches: 5, observations }, 0.99);
    const below = trafficLight({ breaches: 4, observations }, 0.99);
    const sum = at.exceedanceProbability + below.cumulativeProbability;
    expectClose(sum, 1, { absolute: 1e-12, subject: "5 or more, 4 or fewer" });
  });
});

describe("trafficLightBounds", () => {
  test("are Basel's 5 and 10 for separate days", () => {
    const bounds = trafficLightBounds(basel);
    expect(bounds).toMatchObject({ yellowFrom: 5, redFrom: 10, simulated: false });
  });

  test("move out when ten-day outcomes overlap, with the same count expected", () => {
    const paths = 20_000;
    const bounds = trafficLightBounds({ ...basel, horizonDays: 10, paths });
    expect(bounds.yellowFrom).toBeGreaterThan(7);
    expect(bounds.redFrom).toBeGreaterThan(20);
    const expected = bounds.cumulativeProbability.reduce((sum, share) => sum + 1 - share, 0);
    expectClose(expected, 2.5, { absolute: 0.15, subject: "expected breaches" });
    expect(bounds.cumulativeProbability[0]).toBeGreaterThan(cumulativeProbability[0]! * 3);
  });

  test("are the same for the same seed", () => {
    const options = { ...basel, horizonDays: 5, paths: 500 };
    expect(trafficLightBounds(options)).toEqual(trafficLightBounds(options));
  });
});
