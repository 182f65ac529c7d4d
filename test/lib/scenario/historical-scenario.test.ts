import { describe, expect, test } from "vitest";
import { loadDailyCloses } from "../../../lib/data/load-daily-closes.ts";
import { openData } from "../../../lib/data/open-data.ts";
import { historicalEvent, historicalEvents } from "../../../lib/scenario/historical-events.ts";
import { historicalScenario } from "../../../lib/scenario/historical-scenario.ts";
import { parseScenario } from "../../../lib/scenario/parse-scenario.ts";
import { peakToTrough } from "../../../lib/scenario/peak-to-trough.ts";
import { history } from "../portfolio/fixtures.ts";

const closes = loadDailyCloses(openData());

/** Published falls over the five events, from close to close, in per cent to the printed digit. */
const facts: readonly [string, string, string][] = [
  ["march-2020", "BTC", "-45.6"],
  ["march-2020", "ETH", "-53.9"],
  ["may-2021", "BTC", "-25.5"],
  ["may-2021", "ETH", "-35.9"],
  ["luna-2022", "BTC", "-20.8"],
  ["celsius-2022", "BTC", "-34.8"],
  ["ftx-2022", "BTC", "-25.4"],
  ["ftx-2022", "SOL", "-61.9"],
  ["ftx-2022", "FTT", "-90.6"],
];

describe("historicalScenario of the data set", () => {
  test.each(facts)("%s: %s falls by %s %%", (id, asset, expected) => {
    const { shocks } = historicalScenario(closes, historicalEvent(id));
    const shock = shocks.find((one) => one.asset === asset)!.return;
    expect((100 * shock).toFixed(1)).toBe(expected);
  });

  test("lists the coins that did not exist in March 2020, with the reason", () => {
    const { untraded, shocks } = historicalScenario(closes, historicalEvent("march-2020"));
    expect(untraded!.map(({ asset }) => asset).sort()).toEqual([
      "AAVE",
      "AVAX",
      "DOT",
      "SOL",
      "SRM",
      "UNI",
      "UST",
    ]);
    expect(untraded![0]!.reason).toBe("no close on 2020-03-07 and 2020-03-12");
    expect(shocks.length + untraded!.length).toBe(closes.assets.length);
  });

  test("survives being written as JSON and parsed again", () => {
    for (const event of historicalEvents) {
      const scenario = historicalScenario(closes, event);
      expect(parseScenario(JSON.parse(JSON.stringify(scenario)))).toEqual(scenario);
    }
  });
});

describe("historicalScenario", () => {
  const event = { id: "e", name: "E", description: "d", from: "2022-01-01", to: "2022-01-03" };
  const small = history({ A: [100, 1, 80], B: [Number.NaN, 2, 3], C: [1, 2, Number.NaN] });

  test("is close over close less one, and untraded without a close at both ends", () => {
    const { shocks, untraded, window } = historicalScenario(small, event);
    expect(shocks).toEqual([{ asset: "A", return: 80 / 100 - 1 }]);
    expect(untraded).toEqual([
      { asset: "B", reason: "no close on 2022-01-01" },
      { asset: "C", reason: "no close on 2022-01-03" },
    ]);
    expect(window).toEqual({ from: "2022-01-01", to: "2022-01-03" });
  });

  test("refuses a close that no price can be, at either end", () => {
    const broken = (closes: readonly number[]) => () =>
      historicalScenario(history({ A: closes }), event);
    expect(broken([-100, 1, 80])).toThrow(
      "close of A on 2022-01-01 must be a positive number: -100",
    );
    expect(broken([100, 1, 0])).toThrow("close of A on 2022-01-03 must be a positive number: 0");
  });

  test("refuses dates outside the history and windows that do not advance", () => {
    expect(() => historicalScenario(small, { ...event, to: "2022-01-04" })).toThrow(
      "date must be within 2022-01-01 to 2022-01-03: 2022-01-04",
    );
    expect(() => historicalScenario(small, { ...event, to: "2022-01-01" })).toThrow(
      "from must be before to in e: 2022-01-01 and 2022-01-01",
    );
  });
});

describe("historicalEvent", () => {
  test("names the events there are when asked for another", () => {
    expect(() => historicalEvent("ftx")).toThrow(
      'event must be one of march-2020, may-2021, luna-2022, celsius-2022, ftx-2022: "ftx"',
    );
  });
});

describe("peakToTrough", () => {
  test.each([
    ["march-2020", "2020-03-06", "2020-03-12"],
    ["may-2021", "2021-05-08", "2021-05-23"],
    ["luna-2022", "2022-05-04", "2022-05-12"],
    ["celsius-2022", "2022-06-06", "2022-06-18"],
    ["ftx-2022", "2022-11-05", "2022-11-09"],
  ])("of BTC around %s runs from %s to %s", (id, from, to) => {
    const event = peakToTrough(closes, historicalEvent(id), { asset: "BTC" });
    expect(event).toMatchObject({ id: `${id}-peak-to-trough`, from, to });
  });

  test("is at least as deep as the event itself", () => {
    for (const event of historicalEvents) {
      const fall = (one: typeof event): number =>
        historicalScenario(closes, one).shocks.find(({ asset }) => asset === "BTC")!.return;
      expect(fall(peakToTrough(closes, event, { asset: "BTC" }))).toBeLessThanOrEqual(fall(event));
    }
  });

  const event = { id: "e", name: "E", description: "d", from: "2022-01-03", to: "2022-01-05" };
  const series = history({ A: [9, 20, 8, Number.NaN, 10, 4, 12, 3, 1] });

  test("looks only as far around the event as the margin, and passes over missing closes", () => {
    const window = (marginDays: number): unknown =>
      peakToTrough(series, event, { asset: "A", marginDays });
    expect(() => window(0)).toThrow("A does not fall from 2022-01-03 to 2022-01-05");
    expect(window(1)).toMatchObject({ from: "2022-01-02", to: "2022-01-06" });
    expect(window(5)).toMatchObject({ from: "2022-01-02", to: "2022-01-09" });
  });

  test("starts at the first close there is, for an asset listed within the window", () => {
    const listed = history({ A: [Number.NaN, Number.NaN, 10, 4, 5] });
    expect(peakToTrough(listed, event, { asset: "A" })).toMatchObject({
      from: "2022-01-03",
      to: "2022-01-04",
    });
  });

  test("is the largest fall in proportion, not from the highest close to the lowest", () => {
    const turning = history({ A: [30, 10, 100, 50, 60] });
    const around = { ...event, from: "2022-01-01", to: "2022-01-05" };
    expect(peakToTrough(turning, around, { asset: "A" })).toMatchObject({
      from: "2022-01-01",
      to: "2022-01-02",
    });
  });

  test("refuses an event outside the history and a margin that is not a count", () => {
    const late = { ...event, to: "2022-02-01" };
    expect(() => peakToTrough(series, late, { asset: "A" })).toThrow("2022-01-01 to 2022-01-09");
    expect(() => peakToTrough(series, event, { asset: "A", marginDays: -1 })).toThrow(
      "marginDays must be an integer of at least 0: -1",
    );
  });
});
