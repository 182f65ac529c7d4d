import { type Markish, ruleX, text } from "@observablehq/plot";
import type { ChartFrame } from "./chart.ts";
import { formatPercent, formatUsd } from "./format.ts";
import type { Bin } from "./histogram-bins.ts";
import { layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";

/** What is marked on a distribution; positive is a loss, in the unit of its values. */
export interface TailMeasures {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  readonly confidence: number;
}

/** Value-at-risk and expected shortfall in words, with their confidence. */
export function tailTexts(
  data: TailMeasures,
  write: (value: number) => string,
  names: readonly [string, string] = ["Value-at-risk", "Expected shortfall"],
): [string, string] {
  const confidence = `${Number((data.confidence * 100).toPrecision(6))} %`;
  return [
    `${names[0]} (${confidence}) ${write(data.valueAtRisk)}`,
    `${names[1]} (${confidence}) ${write(data.expectedShortfall)}`,
  ];
}

/** Lines at minus the two measures, each named on a row of its own above the bars. */
export function measureMarks(
  data: TailMeasures,
  bins: readonly Bin[],
  { unit, frame }: { readonly unit: "percent" | "usd"; readonly frame: ChartFrame },
): Markish[] {
  const { narrow } = layoutOf(frame);
  const write = unit === "usd" ? formatUsd : formatPercent;
  const [varText, shortfallText] = tailTexts(data, write, narrow ? ["VaR", "ES"] : undefined);
  return [
    ...measureMark({ loss: data.valueAtRisk, label: varText, row: 0 }, bins, frame),
    ...measureMark({ loss: data.expectedShortfall, label: shortfallText, row: 1 }, bins, frame),
  ];
}

interface Measure {
  readonly loss: number;
  readonly label: string;
  readonly row: number;
}

function measureMark(
  { loss, label, row }: Measure,
  bins: readonly Bin[],
  frame: ChartFrame,
): Markish[] {
  const { ink } = themeOf(frame);
  const width = textWidth(label, { size: layoutOf(frame).labelSize, bold: true }) + 6;
  const [first, last] = [bins[0]!.from, bins.at(-1)!.to];
  const right = (1 - (-loss - first) / (last - first)) * frame.width * 0.88;
  const onRight = width < right;
  return [
    ruleX([-loss], {
      stroke: ink,
      strokeWidth: 1.5,
      ...(row === 0 ? {} : { strokeDasharray: "4,3" }),
      insetTop: -20 - row * 17,
      className: "measure",
    }),
    text([label], {
      x: [-loss],
      frameAnchor: "top",
      textAnchor: onRight ? "start" : "end",
      dx: onRight ? 6 : -6,
      dy: -14 - row * 17,
      fill: ink,
      fontWeight: 600,
      className: "measure-label",
    }),
  ];
}
