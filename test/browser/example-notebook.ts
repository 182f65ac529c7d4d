import type { Chart } from "../../lib/charts/chart.ts";
import { drawdownLines, type LineSeries, pnlByScenario, priceLines } from "../../lib/charts.ts";
import { loadDailyCloses, openData } from "../../lib/data.ts";
import { matrixColumn } from "../../lib/math/matrix.ts";
import { makeTable, type TableOptions } from "../../lib/notebook/make-table.ts";
import { encodePayload } from "../../lib/notebook/payload.ts";
import { drawChart } from "../../lib/notebook/show.ts";
import type { TableSource } from "../../lib/notebook/table-rows.ts";
import { tableHtml, tableText } from "../../lib/notebook/table-text.ts";
import type { JsonObject } from "../../workbench/notebook/json.ts";
import type { Output } from "../../workbench/notebook/notebook.ts";
import {
  codeCell,
  display,
  markdownCell,
  notebookText,
  stream,
} from "../workbench/web/notebooks.ts";

const explanation = "Long illiquid coins at five times leverage, nothing sold short against them";
const source = "data/daily-close.csv";
const assets = ["BTC", "ETH", "LTC"];

/** The text of a notebook with real figures and one output of each kind, made as `show` makes it. */
export function exampleNotebook(): string {
  const { dates, closes } = loadDailyCloses(openData(), { assets });
  const series = assets.map((name, i) => ({ name, values: matrixColumn(closes, i) }));
  return notebookText(
    markdownCell(
      "# What did March 2020 cost?\n\nThree coins from 2019 to 2023: how far did each fall from its " +
        "high, and how long did it take to come back?\n\nSee [the example](01-example.ipynb), " +
        "[the data](../data/README.md) and <b>raw</b> text.",
    ),
    markdownCell(
      "## Definition\n\nThe drawdown on day $t$ is the loss from the highest close so far,\n\n" +
        "$$\nD_t = 1 - \\frac{P_t}{\\max_{s \\le t} P_s}.\n$$\n\nIt is positive, and a price of " +
        "$5 after a high of $10 is a drawdown of 50 %.\n\n- losses are **positive**\n- a missing " +
        "price is a gap, `NaN`, never a zero",
    ),
    codeCell(
      'import { priceLines } from "stressbook/charts";\n\nconst closes = loadDailyCloses(openData(), ' +
        '{ assets: ["BTC", "ETH", "LTC"] });\n// One line per coin, 100 at the first price.\n' +
        'show(priceLines, { dates: closes.dates, series }, { unit: "indexed", scale: "log", source });',
      chartOutput(
        priceLines,
        { dates, series },
        {
          unit: "indexed",
          scale: "log",
          source,
          events: [{ name: "March 2020", from: "2020-03-07", to: "2020-03-12" }],
        },
      ),
    ),
    markdownCell("## Drawdown\n\n### By coin\n\nEach coin against its own highest close."),
    codeCell(
      "show(drawdownLines, { dates, series: drawdowns }, { source });",
      chartOutput(drawdownLines, { dates, series: series.map(belowHigh) }, { source }),
    ),
    markdownCell("## A book\n\nP&L of three desks."),
    codeCell("show(pnlByScenario, rows, options);", chartOutput(pnlByScenario, pnl, options)),
    codeCell("table(rows, options);", tableOutput(pnl, tableOptions)),
    codeCell(
      'say("The alt-coin desk loses most.");',
      display({ "text/markdown": "The **alt-coins** desk loses most in both." }),
    ),
    codeCell('console.log("done");', stream("done: 1,461 days\n")),
  );
}

function belowHigh({ name, values }: LineSeries): LineSeries {
  let high = 0;
  const fall = (value: number): number => {
    high = Math.max(high, value);
    return 1 - value / high;
  };
  return { name, values: Array.from(values, fall) };
}

const pnl = [
  row("March 2020", "majors", -1_240_000, -0.31),
  row("March 2020", "alt-coins", -2_310_000, -0.462),
  row("March 2020", "basis", 85_000, 0.0121),
  row("FTX", "majors", -640_000, -0.16),
  row("FTX", "alt-coins", -3_020_000, Number.NaN),
  row("FTX", "basis", -112_000, -0.016),
];
const options = { groupedBy: "desk", book: "example book", source: "made up for this test" };

function row(scenario: string, group: string, pnlUsd: number, share: number) {
  return { scenario, group, pnlUsd, share, why: share < -0.4 ? explanation : "beta to BTC" };
}

const tableOptions = {
  title: "P&L by scenario and desk",
  columns: [
    "scenario",
    { key: "group", label: "desk" },
    { key: "pnlUsd", label: "P&L, USD", format: "usd" as const },
    { key: "share", label: "of the book", format: "percent" as const },
    { key: "why", label: "why" },
  ],
  totals: ["pnlUsd"],
  caption: "Two scenarios, three desks. Figures made up for this test.",
};

/** The output that `table` writes. */
export function tableOutput(rows: TableSource, options: TableOptions): Output {
  const model = makeTable(rows, options);
  return display(
    { "text/html": tableHtml(model), "text/plain": tableText(model) },
    { stressbook: { table: encodePayload(model) } },
  );
}

/** The output that `show` writes. */
export function chartOutput<Data, Options extends object>(
  chart: Chart<Data, Options>,
  data: Data,
  options: Options,
): Output {
  const { png, text } = drawChart(chart, data, options);
  const payload = { chart: chart.name, data: encodePayload(data), options: encodePayload(options) };
  return display(
    { "image/png": Buffer.from(png).toString("base64"), "text/plain": text },
    { stressbook: payload as JsonObject },
  );
}
