import {
  areaY,
  dot,
  lineY,
  type Markish,
  type PlotOptions,
  pointerX,
  tip,
} from "@observablehq/plot";
import type { ConeSlice, VolatilityCone } from "../market/volatility-cone.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatPercent } from "./format.ts";
import { bandColours, percentOf, type QuantileBand, quantileBands } from "./quantile-bands.ts";
import { seriesColours, type Theme, themeOf } from "./theme.ts";
import { capitalised, counted, period, sentences, sourced } from "./words.ts";
import { xyChart } from "./xy-chart.ts";

/** A cone with the sample behind it and, beside it, what a model expects. */
export interface VolatilityConeData {
  readonly cone: VolatilityCone;
  /** First ISO date of the sample; the last is the cone's. */
  readonly from: string;
  /** Annualised volatility expected over the next `days`, ascending. */
  readonly forecast?: readonly ForecastPoint[];
}

/** One point of a term structure. */
export interface ForecastPoint {
  readonly days: number;
  readonly volatility: number;
}

export interface VolatilityConePlotOptions extends ChartOptions {
  /** What the returns are of: `BTC`. */
  readonly asset: string;
  /** What made the forecast: `GARCH(1,1), Student-t`; needed with one. */
  readonly model?: string;
}

const currentName = "last window";

/**
 * A volatility cone: for each length of window, on a logarithmic axis, how volatile windows of that
 * length have been (bands between pairs of quantiles, the middle one as a line), how volatile the last
 * one is, and the term structure that a model expects. Slices need the same probabilities throughout.
 *
 * Throws a RangeError for no slices, volatilities that are no numbers, or a forecast without a model.
 */
export function volatilityConePlot(
  data: VolatilityConeData,
  options: VolatilityConePlotOptions & Framed,
): PlotOptions {
  const slices = checkedSlices(data, options);
  const { frame, asset, model } = options;
  const bands = quantileBands(slices[0]!.quantiles.map(({ probability }) => probability));
  const forecast = data.forecast ?? [];
  const windows = slices.map(({ window }) => window);
  const days = [...windows, ...forecast.map((point) => point.days)];
  const names = [...bands.map(({ name }) => name), currentName, ...(model ? [model] : [])];
  const colours = coloursOf(bands, themeOf(frame));
  return {
    ...xyChart(
      {
        x: {
          label: "length of window, days (logarithmic)",
          tickFormat: String,
          type: "log",
          domain: [Math.min(...days) / 1.08, Math.max(...days) * 1.08],
          ticks: windows,
        },
        y: {
          label: "annualised volatility, %",
          tickFormat: (value) => formatPercent(value, 0),
          values: [
            ...slices.flatMap(({ quantiles, current }) => [
              ...quantiles.map(({ volatility }) => volatility),
              current,
            ]),
            ...forecast.map(({ volatility }) => volatility),
          ],
          zero: true,
        },
        marks: marksOf({ slices, bands, forecast, model }, frame),
      },
      frame,
    ),
    color: { domain: names, range: colours.slice(0, names.length), legend: true },
    title: options.title ?? `How volatile ${asset} is for its horizon`,
    subtitle: "Volatility of all windows of each length, and of the last one; per year, in %",
    caption: sentences(
      `${asset}, ${period(data.from, data.cone.asOf)}`,
      `${counted(slices[0]!.count, "window")} of ${slices[0]!.window} days to ` +
        `${counted(slices.at(-1)!.count, "window")} of ${slices.at(-1)!.window}, overlapping`,
      sourced(options.source),
    ),
    ariaDescription: describe(slices, forecast, model),
  };
}

function checkedSlices(
  { cone, forecast = [] }: VolatilityConeData,
  { model }: VolatilityConePlotOptions,
): readonly ConeSlice[] {
  const { slices } = cone;
  if (slices.length === 0) throw new RangeError("slices must have at least one element: none");
  const figures = [
    ...slices.flatMap(({ quantiles, current }) => [
      current,
      ...quantiles.map(({ volatility }) => volatility),
    ]),
    ...forecast.map(({ volatility }) => volatility),
  ];
  const wrong = figures.find((value) => !(value >= 0 && value < Infinity));
  if (wrong !== undefined) throw new RangeError(`volatility must be zero or positive: ${wrong}`);
  if (forecast.length > 0 && !model) throw new RangeError("model must name the forecast: none");
  return slices.toSorted((a, b) => a.window - b.window);
}

/** The colours of the bands, the last window in orange, the model in green. */
function coloursOf(bands: readonly QuantileBand[], theme: Theme): string[] {
  const [, , green] = seriesColours(["band", "", "model"], theme);
  return [...bandColours(bands, theme), theme.loss, green!];
}

interface Drawn {
  readonly slices: readonly ConeSlice[];
  readonly bands: readonly QuantileBand[];
  readonly forecast: readonly ForecastPoint[];
  readonly model: string | undefined;
}

function marksOf({ slices, bands, forecast, model }: Drawn, frame: ChartFrame): Markish[] {
  const visible = (name: string): boolean => !frame.hidden?.includes(name);
  const theme = themeOf(frame);
  const volatilityAt = (at: number) => (slice: ConeSlice) => slice.quantiles[at]!.volatility;
  const bandMarks = bands
    .filter(({ name }) => visible(name))
    .map((band) => {
      const channels = { x: "window", curve: "linear" } as const;
      return band.low === band.high
        ? lineY(slices, { ...channels, y: volatilityAt(band.low), stroke: () => band.name })
        : areaY(slices, {
            ...channels,
            y1: volatilityAt(band.low),
            y2: volatilityAt(band.high),
            fill: () => band.name,
            fillOpacity: 0.3,
            className: "band",
          });
    });
  const line = { strokeWidth: 2 };
  return [
    ...bandMarks,
    ...(visible(currentName)
      ? [
          lineY(slices, { x: "window", y: "current", stroke: () => currentName, ...line }),
          dot(slices, { x: "window", y: "current", fill: () => currentName, r: 3.5 }),
        ]
      : []),
    ...(model && visible(model)
      ? [
          lineY(forecast, {
            x: "days",
            y: "volatility",
            stroke: () => model,
            strokeDasharray: "6,3",
            ...line,
          }),
        ]
      : []),
    tip(
      slices,
      pointerX({
        x: "window",
        y: "current",
        title: sliceText,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function sliceText({ window, quantiles, current, currentRank }: ConeSlice): string {
  return [
    `${window} days`,
    `last window ${formatPercent(current)}, above ${formatPercent(currentRank, 0)} of windows`,
    ...quantiles.map((q) => `${percentOf(q.probability)} quantile ${formatPercent(q.volatility)}`),
  ].join("\n");
}

function describe(
  slices: readonly ConeSlice[],
  forecast: readonly ForecastPoint[],
  model: string | undefined,
): string {
  const ends = [forecast[0], forecast.at(-1)].filter((point) => point !== undefined);
  return sentences(
    ...slices.map(({ window, quantiles, current, currentRank }) => {
      const [low, high] = [quantiles[0]!.volatility, quantiles.at(-1)!.volatility];
      return (
        `${window} days: ${formatPercent(low)} to ${formatPercent(high)}, last ` +
        `${formatPercent(current)}, at or above ${formatPercent(currentRank, 0)} of windows`
      );
    }),
    ends.length === 0
      ? ""
      : `${capitalised(model ?? "")} expects ` +
          ends
            .map((p) => `${formatPercent(p.volatility)} over ${counted(p.days, "day")}`)
            .join(", "),
  );
}
