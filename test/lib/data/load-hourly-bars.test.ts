import { describe, expect, test } from "vitest";
import { hourlyEvents, loadHourlyBars } from "../../../lib/data/load-hourly-bars.ts";
import { openData } from "../../../lib/data/open-data.ts";
import { matrixAt, matrixColumn } from "../../../lib/math/matrix.ts";
import { dataRoot } from "./data-set.ts";

const data = openData({ root: dataRoot });

describe("loadHourlyBars", () => {
  test("gives high, low and close of an hour", () => {
    const bars = loadHourlyBars(data, "2020-03-covid");
    const row = bars.hours.indexOf("2020-03-12T10:00Z");
    const column = bars.assets.indexOf("LINK");
    const bar = [bars.high, bars.low, bars.close].map((field) => matrixAt(field, row, column));
    expect(bar).toEqual([3.0765, 0.0001, 2.4693]);
  });

  test.each([
    ["BTC", -0.3],
    ["ETH", -0.4],
  ])("has the fall of %s within 2021-05-19 that the news told: about %d", (asset, expected) => {
    // Binance Square posts 30879492774850 and 25321175613098: about 30 % and over 40 %; within 0.05.
    const bars = loadHourlyBars(data, "2021-05-deleveraging");
    const column = bars.assets.indexOf(asset);
    const before = bars.hours.indexOf("2021-05-18T23:00Z");
    const lows = matrixColumn(bars.low, column).slice(before + 1, before + 25);
    const fall = Math.min(...lows) / matrixAt(bars.close, before, column) - 1;
    expect(Math.abs(fall - expected)).toBeLessThan(0.05);
  });

  test("has every hour of the event, each bar low <= close <= high or missing in all three", () => {
    for (const { event, first, last } of hourlyEvents(data)) {
      const { hours, high, low, close } = loadHourlyBars(data, event);
      const milliseconds = hours.map((hour) => Date.parse(hour));
      expect([hours[0], hours.at(-1)]).toEqual([first, last]);
      const steps = milliseconds.slice(1).map((time, i) => time - milliseconds[i]!);
      expect(new Set(steps)).toEqual(new Set([3_600_000]));
      const wrong = [...close.values.keys()].filter((i) => {
        const [top, bottom, price] = [high.values[i]!, low.values[i]!, close.values[i]!];
        const isMissing = [top, bottom, price].every(Number.isNaN);
        return !(isMissing || (bottom <= price && price <= top));
      });
      expect(wrong).toEqual([]);
    }
  });

  test("leaves halted hours missing: UST after 2022-05-12 23:00, LUNA after midnight", () => {
    const { hours, assets, close } = loadHourlyBars(data, "2022-05-luna");
    const lastHour = (asset: string): string | undefined => {
      const closes = matrixColumn(close, assets.indexOf(asset));
      return hours[closes.findLastIndex((price) => !Number.isNaN(price))];
    };
    expect(hours.at(-1)).toBe("2022-05-13T01:00Z");
    expect(lastHour("UST")).toBe("2022-05-12T23:00Z");
    expect(lastHour("LUNA")).toBe("2022-05-13T00:00Z");
    expect(lastHour("BTC")).toBe("2022-05-13T01:00Z");
  });

  test("refuses an event without bars, and names those that have some", () => {
    expect(() => loadHourlyBars(data, "2018-crash")).toThrow(
      'event "2018-crash" has no hourly bars; the data holds 2020-03-covid, 2021-05-deleveraging, ' +
        "2022-05-luna, 2022-06-celsius-3ac, 2022-11-ftx",
    );
  });
});

test("hourlyEvents lists the events in the order of time, with their assets", () => {
  expect(hourlyEvents(data).map(({ event, assets }) => [event, assets.length])).toEqual([
    ["2020-03-covid", 9],
    ["2021-05-deleveraging", 10],
    ["2022-05-luna", 10],
    ["2022-06-celsius-3ac", 8],
    ["2022-11-ftx", 10],
  ]);
});
