import { loadHourlyBars } from "../../../../lib/data/load-hourly-bars.ts";
import { loadMarginSchedule } from "../../../../lib/data/load-margin-schedule.ts";
import { openData } from "../../../../lib/data/open-data.ts";
import { crashReplay } from "../../../../lib/scenario/replay/crash-replay.ts";
import { growthCurve } from "../../../growth.ts";
import { bookOf, history, market } from "../../simulated-book.ts";

const bars = loadHourlyBars(openData(), "2022-05-luna");
const schedule = loadMarginSchedule("data/parameters/reference-perpetuals.json");
const liquidity = Object.fromEntries(
  history.assets.map((asset) => [asset, { spread: 0.001, depthUsd: 5e6 }]),
);

growthCurve({
  name: `crashReplay, ${bars.hours.length} hours of Terra/LUNA, two accounts, by positions`,
  sizes: [20, 80, 320],
  prepare: bookOf,
  run: (book) =>
    crashReplay(book, market, {
      ...{ bars, liquidity, missing: "exclude", flashPrints: "ignore", halted: "last" },
      rules: { schedule, positionMode: "one-way" },
      procedure: { partialShare: 0.5, targetRatio: 0.8, insuranceFundUsd: 1e6 },
    }),
});
