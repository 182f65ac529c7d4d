import type { AnyChart } from "../../../lib/charts/registry.ts";

/** Data and options of one example. */
export interface Example {
  readonly data: unknown;
  readonly options: object;
}

const dates = Array.from({ length: 400 }, (_, i) =>
  new Date(Date.UTC(2022, 0, 1 + i)).toISOString().slice(0, 10),
);
const source = "data/daily-close.csv";
const events = [
  { name: "LUNA", from: "2022-05-05", to: "2022-05-12" },
  { name: "Celsius/3AC", from: "2022-06-10", to: "2022-06-18" },
  { name: "FTX", from: "2022-11-05", to: "2022-11-09" },
];

function wave(level: number, swing: number, period: number): number[] {
  return dates.map((_, i) => level + swing * Math.sin((2 * Math.PI * i) / period));
}

function withGap(values: readonly number[]): number[] {
  return values.map((value, i) => (i >= 100 && i < 140 ? Number.NaN : value));
}

const hours = Array.from(
  { length: 48 },
  (_, i) => `${new Date(Date.UTC(2022, 4, 8, i)).toISOString().slice(0, 13)}:00Z`,
);
const assets = ["BTC", "ETH", "SOL", "LUNA", "USDT"];

const probabilities = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
const deviates = [-2.326, -1.645, -0.674, 0, 0.674, 1.645, 2.326];

/** A fan of 30 days around 36,500 dollars with a path on its lower edge. */
function fanPanel(model: string, daily: number): object {
  const priceAt = (step: number, z: number): number =>
    36_500 * Math.exp(daily * Math.sqrt(step) * z - (daily ** 2 * step) / 2);
  const values = Array.from({ length: 31 }, (_, step) => deviates.map((z) => priceAt(step, z)));
  return {
    model,
    fan: {
      asset: "BTC",
      probabilities,
      quantiles: { rows: 31, columns: 7, values: values.flat() },
    },
    samples: [-1, 0.4, 1.2].map((z) =>
      Array.from({ length: 31 }, (_, step) => priceAt(step, z * Math.cos(step / 5))),
    ),
  };
}

function settling(error: number, off: number): object[] {
  return [250, 500, 1000, 2000, 4000, 8000, 16_000].map((paths, i) => {
    const half = (2 * error) / Math.sqrt(paths);
    const estimate = 0.24 + off * half * Math.cos(i);
    return { paths, estimate, lower: estimate - half, upper: estimate + half };
  });
}

/** One realistic example of every registered chart, with gaps where the chart allows them. */
export const examples: Readonly<Record<string, Example>> = {
  assetContribution: {
    data: assets.map((asset, i) => ({ asset, pnlUsd: [-1.62e6, -8.1e5, 1.8e5, -2.2e6, 4100][i] })),
    options: {
      scenario: "LUNA, 2022-05-05 to 2022-05-12",
      book: "three-desk book as of 2022-05-04",
      source,
    },
  },
  breachTimeline: {
    data: ["normal", "volatility-scaled", "historical, 500"].map((model, i) => ({
      model,
      from: dates[60 * i],
      to: dates.at(-1),
      days: 400 - 60 * i,
      breaches: dates
        .filter((_, day) => day >= 60 * i && day % (37 + 11 * i) === 9)
        .map((date, k) => ({ date, multiple: 1.05 + ((k * 7) % 5) / 1.3 })),
    })),
    options: { confidence: 0.99, subject: "BTC", events, source },
  },
  concentrationBars: {
    data: {
      dimension: "asset",
      shares: assets.map((key, i) => ({ key, share: 2 ** -Math.min(i + 1, assets.length - 1) })),
      hhi: 0.335,
      effectiveNumber: 2.98,
    },
    options: { source, subject: "gross notional of the three-desk book as of 2022-05-05", most: 4 },
  },
  convergencePlot: {
    data: {
      series: [
        { name: "independent", points: settling(0.5, 0.6) },
        { name: "antithetic", points: settling(0.45, -0.4) },
      ],
      exact: 0.2409,
      asOf: "2022-05-05",
    },
    options: {
      quantity: "10-day 99 % VaR of BTC",
      unit: "percent",
      intervalLevel: 0.95,
      reference: "closed form",
      source,
    },
  },
  pnlHeatmap: {
    data: {
      priceMoves: [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3],
      volatilityMoves: [-0.5, -0.25, 0, 0.25, 0.5],
      pnlUsd: {
        rows: 5,
        columns: 7,
        values: Array.from({ length: 35 }, (_, i) => 900 * ((i % 7) - 3) ** 2 + 700 * (i / 7 - 4)),
      },
      asOf: "2022-05-05",
    },
    options: { subject: "One straddle", source },
  },
  profileLines: {
    data: {
      prices: [20_000, 30_000, 40_000, 50_000],
      series: [
        { name: "at expiry", values: [-900, -900, 4_100, 14_100] },
        { name: "today", values: [-850, 200, 5_000, 14_200] },
      ],
      marks: [{ name: "strike", price: 35_000 }],
      asOf: "2022-05-05",
    },
    options: {
      quantity: "P&L, USD",
      unit: "usd",
      underlying: "BTC",
      subject: "One call, Black-76",
      source,
    },
  },
  correlationHeatmap: {
    data: {
      assets,
      correlation: {
        rows: 5,
        columns: 5,
        values: assets.flatMap((_, i) => assets.map((_, j) => (i === j ? 1 : 0.9 - (i + j) / 6))),
      },
      observations: 365,
      from: "2022-01-01",
      to: "2022-12-31",
    },
    options: { method: "Pearson correlation of daily log returns", source },
  },
  marginByRule: {
    data: ["Perpetual, 10x", "Short strangle", "Calendar spread of options"].flatMap(
      (portfolio, i) =>
        ["leg by leg", "SPAN", "Deribit", "OKX"].map((rule, j) => ({
          portfolio,
          rule,
          marginUsd: i === 2 && j === 1 ? 0 : 90_000 * (3 - i) * (1 + ((i + j) % 3)),
        })),
    ),
    options: { measure: "Maintenance margin", asOf: "2022-11-06", source },
  },
  correlationPanels: {
    data: {
      assets,
      periods: ["before", "during", "after"].map((name, k) => ({
        name,
        values: assets.flatMap((_, i) =>
          assets.map((_, j) => (i === j ? 1 : (k === 1 ? 0.9 : 0.7) - (i + j) / 6)),
        ),
        observations: 30,
        from: `2022-0${k + 3}-01`,
        to: `2022-0${k + 3}-30`,
      })),
    },
    options: {
      method: "Pearson correlation of daily log returns",
      difference: ["before", "during"],
      source,
    },
  },
  dataCoverage: {
    data: {
      from: "2022-01-01",
      to: "2022-12-31",
      assets: [
        { name: "BTC", segments: [{ from: "2022-01-01", to: "2022-12-31" }] },
        {
          name: "UST",
          segments: [
            { from: "2022-01-01", to: "2022-05-12" },
            { from: "2022-07-01", to: "2022-10-08" },
          ],
        },
      ],
    },
    options: { source },
  },
  drawdownLines: {
    data: {
      dates,
      series: [
        { name: "BTC", values: wave(0.4, 0.3, 200) },
        { name: "ETH", values: withGap(wave(0.5, 0.4, 150)) },
      ],
    },
    options: { events, source },
  },
  exposureBars: {
    data: assets.map((key, i) => ({
      key,
      longUsd: [9.1e6, 4.2e6, 0, 2.2e5, 3e6][i % 5],
      shortUsd: [-2.1e6, -4.2e6, -1.5e6, 0, -5e6][i % 5],
    })),
    options: { source, groupedBy: "trader", subject: "three-desk book as of 2022-05-05" },
  },
  liquidationLadder: {
    data: [
      { level: -0.06, group: "alts-ftx", closedUsd: 4e5 },
      { level: -0.13, group: "alts-ftx", closedUsd: 9e5 },
      { level: -0.13, group: "majors-binance", closedUsd: 2.1e6 },
      { level: -0.24, group: "majors-binance", closedUsd: 5e4 },
    ],
    options: {
      source,
      reference: "BTC",
      rung: 0.05,
      groupedBy: "account",
      subject: "three-desk book, 2022-05-07 to 2022-05-13",
    },
  },
  marginPath: {
    data: {
      hours: hours,
      accounts: ["majors-binance", "alts-ftx"].map((account, k) => ({
        account,
        equityUsd: hours.map((_, i) => 1e6 * (1 - ((k + 1) * i) / 60)),
        maintenanceUsd: hours.map((_, i) => (i > 30 ? 0 : 2e5)),
        events: k === 0 ? [] : [{ hour: hours[28]!, kind: "liquidation", note: "equity is gone" }],
      })),
    },
    options: { source, subject: "three-desk book through Terra/LUNA" },
  },
  meanExcessPlot: {
    data: {
      points: Array.from({ length: 40 }, (_, i) => ({
        threshold: 0.01 + i / 500,
        exceedances: 700 - 17 * i,
        meanExcess: 0.025 + i / 2500 + (i % 3) / 2000,
        meanExcessStandardError: 0.001 + i / 9000,
      })),
      chosen: { threshold: 0.045, exceedances: 120, shape: 0.22, scale: 0.024 },
      from: "2019-07-02",
      to: "2023-06-30",
    },
    options: {
      quantity: "daily loss of BTC",
      unit: "percent",
      intervalLevel: 0.95,
      intervalReach: 1.96,
      source,
    },
  },
  pathFan: {
    data: {
      panels: [
        fanPanel("Brownian motion", 0.035),
        fanPanel("jump-diffusion", 0.04),
        fanPanel("GARCH, Student-t", 0.03),
        fanPanel("regime switching", 0.045),
        fanPanel("block bootstrap", 0.038),
      ],
      asOf: "2022-05-05",
      start: 36_500,
    },
    options: { asset: "BTC", paths: 10_000, seed: 7, source },
  },
  pnlByScenario: {
    data: ["March 2020", "LUNA", "FTX"].flatMap((scenario, i) =>
      ["majors", "alt-coins", "basis"].map((group, j) => ({
        scenario,
        group,
        pnlUsd: (j - 1.7) * 1e6 * (i + 1),
      })),
    ),
    options: { groupedBy: "desk", book: "three-desk book as of 2022-05-04", source },
  },
  priceLines: {
    data: {
      dates,
      series: [
        { name: "BTC", values: wave(30000, 12000, 300) },
        { name: "SOL", values: withGap(wave(60, 40, 180)) },
      ],
    },
    options: { unit: "usd", scale: "log", events, source },
  },
  qqPlot: {
    data: {
      panels: ["normal", "Student-t, 2.9 degrees", "GPD above 4.5 %"].map((law, k) => {
        const ranks = Array.from({ length: 80 }, (_, i) => (i - 39.5) / 20);
        const expected = ranks.map((z) => (z * (1 + (k * z * z) / 9)) / 20);
        return {
          law,
          level: 0.95,
          observations: 1460,
          theoretical: expected,
          observed: ranks.map((z) => (z * (1 + (1.4 * z * z) / 9)) / 20),
          lower: expected.map((x) => x - 0.01 - x * x),
          upper: expected.map((x) => x + 0.01 + x * x),
        };
      }),
      from: "2019-07-02",
      to: "2023-06-30",
    },
    options: { quantity: "daily loss of BTC", unit: "percent", source },
  },
  returnHistogram: {
    data: {
      values: Array.from({ length: 500 }, (_, i) => Math.tan((i - 249.5) / 200) / 20),
      valueAtRisk: 0.101,
      expectedShortfall: 0.123,
      confidence: 0.95,
      from: "2022-01-01",
      to: "2023-05-15",
    },
    options: { unit: "percent", quantity: "daily simple return of BTC", source },
  },
  riskContributions: {
    data: assets.map((key, i) => {
      const [valueAtRisk, expectedShortfall] = [
        [6.2e5, 4.4e5, 2.1e5, -8e4, 900][i]!,
        [9.1e5, 7.0e5, 3.3e5, -1.5e5, 1200][i]!,
      ];
      const around = (value: number, width: number) => ({
        lower: value - width,
        upper: value + width,
      });
      return {
        key,
        valueAtRisk,
        expectedShortfall,
        valueAtRiskInterval: around(valueAtRisk, 2.5e5),
        expectedShortfallInterval: around(expectedShortfall, 1.1e5),
        grossShare: [0.3, 0.3, 0.2, 0.1, 0.1][i],
      };
    }),
    options: {
      groupedBy: "asset",
      method: "95 % one-day, historical, 365 days; three-desk book as of 2022-05-05",
      intervals: "95 % of bootstrap resamples",
      source,
    },
  },
  rollingLines: {
    data: {
      dates,
      series: [
        { name: "BTC", values: wave(0.7, 0.2, 120) },
        { name: "ETH", values: withGap(wave(0.9, 0.4, 90)) },
      ],
    },
    options: {
      measure: "annualised volatility",
      method: "30-day window of log returns, 365 days a year",
      unit: "percent",
      events,
      source,
    },
  },
  severityPanel: {
    data: ["desk", "account"].flatMap((group, k) =>
      assets.map((key, i) => ({
        group,
        key,
        utilisation: [0.31, 0.74, 0.92, 3.4, Infinity][(i + k) % 5],
        severity: ["normal", "warning", "critical", "critical", "critical"][(i + k) % 5],
      })),
    ),
    options: {
      source,
      warning: 0.7,
      critical: 0.85,
      subject: "three-desk book as of 2022-05-05",
    },
  },
  shockBars: {
    data: ["a loss of $2.1M", "margin call on alts-ftx"].flatMap((shock, k) =>
      assets.map((factor, i) => ({
        shock,
        factor,
        return: (i - 3.5) / (20 + 12 * k),
        deviations: i - 3.5,
      })),
    ),
    options: { source, subject: "three-desk book as of 2022-05-05" },
  },
  varBacktest: {
    data: {
      dates,
      pnl: wave(0, 1.4e6, 37),
      valueAtRisk: withGap(wave(1.1e6, 2e5, 300)),
      expectedShortfall: withGap(wave(1.6e6, 2e5, 300)),
    },
    options: { confidence: 0.95, unit: "usd", method: "historical, 252 days", events, source },
  },
  volatilityConePlot: {
    data: {
      cone: {
        asOf: "2023-06-30",
        slices: [7, 14, 30, 60, 90, 180].map((window, i) => ({
          window,
          quantiles: [0, 0.25, 0.5, 0.75, 1].map((probability) => ({
            probability,
            volatility: 0.68 + ((probability - 0.3) * 2.4) / (i + 1.5),
          })),
          current: 0.42 - 0.02 * i,
          currentRank: 0.2 - i / 40,
          count: 1460 - window,
        })),
      },
      from: "2019-07-02",
      forecast: Array.from({ length: 60 }, (_, i) => ({
        days: i + 1,
        volatility: 0.4 + 0.2 * (1 - 0.97 ** i),
      })),
    },
    options: { asset: "BTC", model: "GARCH(1,1), Student-t", source },
  },
};

/** The chart's Plot options for its example in a frame. */
export function plotExample(
  chart: AnyChart,
  { data, options }: Example,
  frame: Parameters<AnyChart>[1]["frame"],
): ReturnType<AnyChart> {
  return chart(data, { ...options, frame });
}
