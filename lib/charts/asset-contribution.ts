import {
  axisX,
  axisY,
  barX,
  gridX,
  type Markish,
  type PlotOptions,
  pointerY,
  ruleX,
  text,
  tip,
} from "@observablehq/plot";
import { describe } from "../base/check.ts";
import { domainWithLabels } from "./bar-chart.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatUsd } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { shortenText, textWidth } from "./text-width.ts";
import { type Theme, themeOf } from "./theme.ts";
import { type Step, waterfall } from "./waterfall.ts";
import { counted, sentences, sourced } from "./words.ts";

/** What one asset adds to the P&L of a scenario, in USD; losses are negative. */
export interface AssetPnl {
  readonly asset: string;
  readonly pnlUsd: number;
}

export interface AssetContributionOptions extends ChartOptions {
  /** The scenario with its period: `LUNA, 2022-05-05 to 2022-05-12`. */
  readonly scenario: string;
  /** What the book is and when: `three-desk book as of 2022-05-04`. */
  readonly book: string;
  /** Most assets to show apart; the smallest of the others are one bar. 14 by default. */
  readonly most?: number;
}

const defaultMost = 14;

/**
 * How the P&L of one scenario adds up from its assets, the largest loss first: each bar begins
 * where the one above ends, and the last is the total.
 *
 * Throws a RangeError for no assets, an asset given twice, or a P&L that is not finite.
 */
export function assetContribution(
  data: readonly AssetPnl[],
  options: AssetContributionOptions & Framed,
): PlotOptions {
  checkAssets(data);
  const { frame } = options;
  const layout = layoutOf(frame);
  const steps = waterfall(data, options.most ?? defaultMost);
  const total = steps.at(-1)!.pnlUsd;
  const names = steps.map(({ asset }) => asset);
  const nameWidth = Math.min(frame.width * 0.25, widest(names, layout.labelSize));
  const marginLeft = layout.padding + nameWidth + 8;
  const bars = steps.map(({ from, to, pnlUsd }) => ({ from, to, label: formatUsd(pnlUsd) }));
  const width = frame.width - marginLeft - layout.padding;
  return {
    width: frame.width,
    height: 58 + steps.length * 24,
    marginLeft,
    marginRight: layout.padding,
    marginTop: 8,
    marginBottom: 46,
    x: { domain: domainWithLabels(bars, width, frame) },
    y: { domain: names, padding: 0.22 },
    marks: marksOf(steps, nameWidth, frame),
    title: options.title ?? `${options.scenario}: what each asset added`,
    subtitle: `P&L in USD by asset, adding up to ${formatUsd(total)}`,
    caption: sentences(
      options.scenario,
      `${counted(data.length, "asset")} of the ${options.book}`,
      sourced(options.source),
    ),
    ariaDescription: describeSteps(options.scenario, data, total),
  };
}

function checkAssets(data: readonly AssetPnl[]): void {
  if (!Array.isArray(data) || data.length === 0) {
    throw new RangeError(`data must have at least one asset: ${describe(data)}`);
  }
  const seen = new Set<string>();
  data.forEach(({ asset, pnlUsd }, i) => {
    if (!Number.isFinite(pnlUsd)) {
      throw new RangeError(`data[${i}].pnlUsd must be finite: ${pnlUsd}`);
    }
    if (seen.has(asset)) throw new RangeError(`data must name an asset once: ${describe(asset)}`);
    seen.add(asset);
  });
}

function widest(names: readonly string[], size: number): number {
  return Math.max(...names.map((name) => textWidth(name, { size, bold: true }))) + 2;
}

function marksOf(steps: readonly Step[], nameWidth: number, frame: ChartFrame): Markish[] {
  const theme = themeOf(frame);
  const layout = layoutOf(frame);
  const ticks = layout.narrow ? 4 : 7;
  const style = { size: layout.labelSize };
  return [
    gridX({ stroke: theme.grid, strokeOpacity: 1, ticks }),
    axisX({
      ticks,
      tickSize: 0,
      tickFormat: formatUsd,
      color: theme.muted,
      label: "P&L, USD, added up from the top",
      labelAnchor: "center",
      labelOffset: 34,
      labelArrow: "none",
    }),
    axisY({
      tickSize: 0,
      tickPadding: 6,
      tickFormat: (name: string) => shortenText(name, nameWidth, style),
      color: theme.ink,
      label: null,
    }),
    barX(steps, { y: "asset", x1: "from", x2: "to", fill: (step: Step) => colourOf(step, theme) }),
    ...valueLabels(steps.slice(0, -1), 400, theme),
    ...valueLabels(steps.slice(-1), 600, theme),
    ruleX([0], { stroke: theme.ink }),
    tip(
      steps,
      pointerY({
        y: "asset",
        x: "to",
        title: ({ asset, pnlUsd, to }: Step) =>
          `${asset}\n${formatUsd(pnlUsd)}\nsum so far ${formatUsd(to)}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function colourOf({ kind, pnlUsd }: Step, theme: Theme): string {
  if (kind === "total") return theme.total;
  return pnlUsd < 0 ? theme.loss : theme.gain;
}

/** Beyond the end of each bar: to the left of a loss, to the right of a gain. */
function valueLabels(steps: readonly Step[], fontWeight: number, theme: Theme): Markish[] {
  const beside = (losses: boolean): Markish =>
    text(
      steps.filter(({ pnlUsd }) => pnlUsd < 0 === losses),
      {
        y: "asset",
        x: "to",
        text: ({ pnlUsd }: Step) => formatUsd(pnlUsd),
        textAnchor: losses ? "end" : "start",
        dx: losses ? -5 : 5,
        fill: theme.ink,
        fontWeight,
        className: "pnl-label",
      },
    );
  return [beside(true), beside(false)];
}

function describeSteps(scenario: string, data: readonly AssetPnl[], total: number): string {
  const ordered = data.toSorted((a, b) => a.pnlUsd - b.pnlUsd);
  const [worst, best] = [ordered[0]!, ordered.at(-1)!];
  return sentences(
    `${scenario}: ${formatUsd(total)} over ${counted(data.length, "asset")}`,
    `Lowest ${worst.asset} with ${formatUsd(worst.pnlUsd)}`,
    data.length > 1 ? `Highest ${best.asset} with ${formatUsd(best.pnlUsd)}` : "",
  );
}
