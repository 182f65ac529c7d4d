import { type PlotOptions, scale } from "@observablehq/plot";
import type { ChartFrame } from "./chart.ts";
import { type Layout, layoutOf } from "./layout.ts";
import type { SvgMaker } from "./svg.ts";
import { shortenText, textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";

/** A part of a figure with the height it takes, drawn from (0, 0). */
export interface Block {
  readonly element: Element | undefined;
  readonly height: number;
}

const rowHeight = 24;
const swatchSize = 12;
const swatchGap = 6;
const itemGap = 16;
const rampSteps = 41;
const rampHeight = 10;

/**
 * The legend of a colour scale whose `legend` is true: swatches for names, each a group with
 * `data-series` and dimmed where the frame hides it; a stepped ramp for numbers.
 */
export function legendBlock(color: PlotOptions["color"], frame: ChartFrame, make: SvgMaker): Block {
  if (color?.legend !== true) return { element: undefined, height: 0 };
  const domain = Array.from(color.domain ?? []);
  return domain.every((value) => typeof value === "number")
    ? rampBlock(color, domain as number[], frame, make)
    : swatchBlock(color, domain.map(String), frame, make);
}

function swatchBlock(
  color: NonNullable<PlotOptions["color"]>,
  names: readonly string[],
  frame: ChartFrame,
  make: SvgMaker,
): Block {
  const layout = layoutOf(frame);
  const colourOf = scale({ color }).apply as (name: string) => string;
  const available = frame.width - 2 * layout.padding;
  let x = 0;
  let row = 0;
  const items = names.map((name) => {
    const label = shortenText(name, available - swatchSize - swatchGap, { size: layout.labelSize });
    const width = itemWidth(label, layout);
    if (x > 0 && x + width > available) {
      x = 0;
      row++;
    }
    const at = { x: layout.padding + x, y: row * rowHeight, width };
    x += width + itemGap;
    return swatch({ name, label, colour: colourOf(name), at }, frame, make);
  });
  const element = make("g", { class: "legend", "font-size": layout.labelSize }, ...items);
  return { element, height: (row + 1) * rowHeight };
}

function itemWidth(label: string, layout: Layout): number {
  return swatchSize + swatchGap + textWidth(label, { size: layout.labelSize });
}

interface Swatch {
  readonly name: string;
  readonly label: string;
  readonly colour: string;
  readonly at: { readonly x: number; readonly y: number; readonly width: number };
}

function swatch({ name, label, colour, at }: Swatch, frame: ChartFrame, make: SvgMaker): Element {
  const middle = rowHeight / 2;
  const hidden = frame.hidden?.includes(name) ?? false;
  const attributes: Record<string, string | number> = {
    class: "legend-item",
    "data-series": name,
    transform: `translate(${at.x},${at.y})`,
  };
  if (hidden) Object.assign(attributes, { "data-hidden": "true", opacity: 0.4 });
  return make(
    "g",
    attributes,
    // The whole item takes a finger or a pointer, not the swatch alone.
    make("rect", { x: -4, width: at.width + 8, height: rowHeight, fill: "transparent" }),
    make("rect", {
      y: middle - swatchSize / 2,
      width: swatchSize,
      height: swatchSize,
      rx: 2,
      fill: colour,
    }),
    make(
      "text",
      { x: swatchSize + swatchGap, y: middle, dy: "0.34em", fill: themeOf(frame).ink },
      label,
    ),
  );
}

function rampBlock(
  color: NonNullable<PlotOptions["color"]>,
  domain: readonly number[],
  frame: ChartFrame,
  make: SvgMaker,
): Block {
  const layout = layoutOf(frame);
  const colourOf = scale({ color }).apply as (value: number) => string;
  const [first, last] = [domain[0]!, domain.at(-1)!];
  const width = Math.min(240, frame.width - 4 * layout.padding);
  const step = width / rampSteps;
  const steps = Array.from({ length: rampSteps }, (_, i) => {
    const value = first + ((last - first) * i) / (rampSteps - 1);
    const attributes = {
      x: i * step,
      width: step + 0.5,
      height: rampHeight,
      fill: colourOf(value),
    };
    return make("rect", attributes);
  });
  const format = typeof color.tickFormat === "function" ? color.tickFormat : String;
  const ticks = [first, (first + last) / 2, last].map((value, i) => {
    const words = format(value, i);
    // A wide first text would leave the figure's margin on the left.
    const wide = textWidth(words, { size: layout.labelSize }) / 2 > layout.padding;
    const anchor = i === 0 && wide ? "start" : "middle";
    return make("text", { x: (width * i) / 2, y: rampHeight + 14, "text-anchor": anchor }, words);
  });
  const attributes = {
    class: "legend",
    "font-size": layout.labelSize,
    fill: themeOf(frame).muted,
    transform: `translate(${layout.padding + 8},6)`,
  };
  return { element: make("g", attributes, ...steps, ...ticks), height: rampHeight + 26 };
}
