import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { loadMarginModel } from "../../lib/data/load-margin-model.ts";
import { prepareScenarioMargin } from "../../lib/scenario/margin/scenario-margin.ts";
import { optionBook } from "../lib/option-book.ts";
import { reportRow } from "./row.ts";

const ticks = 200;
const model = loadMarginModel("data/parameters/span-16.json");
const { positions, market } = optionBook(1_000);
const desk = prepareScenarioMargin(positions, model);

const times = Array.from({ length: ticks }, (_, tick) => {
  const moved = { ...market, spot: { BTC: 40_000 + tick } };
  const start = performance.now();
  desk.margin(moved);
  return performance.now() - start;
}).slice(ticks / 4);

reportRow({
  name: "margin of 1,000 options in 16 scenarios, one tick",
  threads: 1,
  oursMilliseconds: times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!,
  wantedMilliseconds: 1,
  loadAverage: loadavg()[0]!,
});
