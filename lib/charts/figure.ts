import { type PlotOptions, plot } from "@observablehq/plot";
import type { ChartFrame } from "./chart.ts";
import { fontFamily, layoutOf } from "./layout.ts";
import { type Block, legendBlock } from "./legend.ts";
import { stabilise } from "./stable-svg.ts";
import { type SvgDocument, type SvgMaker, svgMaker, svgNamespaceAttribute } from "./svg.ts";
import { wrapText } from "./text-width.ts";
import { type Theme, themeOf } from "./theme.ts";

/** Where a figure is drawn. */
export interface FigureOptions {
  /** The browser's document, or linkedom's in Node. */
  readonly document: SvgDocument;
  readonly frame: ChartFrame;
}

/**
 * One `<svg>` of a chart: title, subtitle, legend, plot and caption on a background, so that the
 * whole can be turned into a picture. The same options give the same text. The legend's items carry
 * `data-series`; pointer tips stay on the inner `<svg class="plot">` and work in a browser.
 *
 * Throws a TypeError when title, subtitle, caption or ariaDescription is missing or no string.
 */
export function figure(options: PlotOptions, { document, frame }: FigureOptions): SVGSVGElement {
  const make = svgMaker(document);
  const theme = themeOf(frame);
  const layout = layoutOf(frame);
  const say = (name: TextName): string => requireText(options, name);
  const blocks = [
    space(layout.padding),
    textBlock(say("title"), { size: layout.titleSize, bold: true, fill: theme.ink }, frame, make),
    space(3),
    textBlock(say("subtitle"), { size: layout.subtitleSize, fill: theme.muted }, frame, make),
    space(6),
    legendBlock(options.color, frame, make),
    plotBlock(options, { document, frame }),
    space(6),
    textBlock(say("caption"), { size: layout.captionSize, fill: theme.muted }, frame, make),
    space(layout.padding - 4),
  ];
  const root = compose(blocks, frame, make);
  root.setAttribute("aria-label", say("title"));
  root.setAttribute("aria-description", say("ariaDescription"));
  stabilise(root);
  return root as SVGSVGElement;
}

type TextName = "title" | "subtitle" | "caption" | "ariaDescription";

function requireText(options: PlotOptions, name: TextName): string {
  const text = options[name];
  if (typeof text === "string" && text.trim() !== "") return text;
  throw new TypeError(`a chart's ${name} must be a text that says something: ${String(text)}`);
}

function space(height: number): Block {
  return { element: undefined, height };
}

interface TextLook {
  readonly size: number;
  readonly bold?: boolean;
  readonly fill: string;
}

function textBlock(text: string, look: TextLook, frame: ChartFrame, make: SvgMaker): Block {
  const { padding } = layoutOf(frame);
  const lineHeight = Math.round(look.size * 1.35);
  const lines = wrapText(text, frame.width - 2 * padding, look);
  const spans = lines.map((line, i) =>
    make("tspan", { x: padding, y: i * lineHeight + Math.round(look.size * 1.02) }, line),
  );
  const weight = look.bold ? { "font-weight": 600 } : {};
  const attributes = { "font-size": look.size, fill: look.fill, ...weight };
  return { element: make("text", attributes, ...spans), height: lines.length * lineHeight };
}

function plotBlock(options: PlotOptions, { document, frame }: FigureOptions): Block {
  const make = svgMaker(document);
  const { title, subtitle, caption, ariaDescription, color, ...rest } = options;
  const drawn = plot({
    ...rest,
    ...(color === undefined ? {} : { color: { ...color, legend: false } }),
    document: document as Document,
    className: "plot",
    width: frame.width,
  });
  drawn.setAttribute("style", plotStyle(themeOf(frame), layoutOf(frame).labelSize));
  // Plot's own style sheet would stretch a nested svg; its one useful rule is set in `compose`.
  drawn.querySelector("style")?.remove();
  const height = Number(drawn.getAttribute("height"));
  // A nested svg feels the pointer only where something is painted: paint all of it, invisibly.
  drawn.prepend(make("rect", { width: frame.width, height, fill: "transparent" }));
  return { element: drawn, height };
}

function plotStyle(theme: Theme, fontSize: number): string {
  return [
    `color:${theme.ink}`,
    "background:transparent",
    `font-family:${fontFamily}`,
    `font-size:${fontSize}px`,
    `--plot-background:${theme.background}`,
    "overflow:visible",
  ].join(";");
}

function compose(blocks: readonly Block[], frame: ChartFrame, make: SvgMaker): Element {
  const height = blocks.reduce((sum, block) => sum + block.height, 0);
  const root = make("svg", {
    ...svgNamespaceAttribute,
    class: "stressbook-figure",
    role: "img",
    width: frame.width,
    height,
    viewBox: `0 0 ${frame.width} ${height}`,
    "font-family": fontFamily,
    style: "white-space:pre",
  });
  const { background } = themeOf(frame);
  root.append(make("rect", { class: "background", width: frame.width, height, fill: background }));
  let y = 0;
  for (const { element, height: blockHeight } of blocks) {
    if (element)
      root.append(
        element.localName.toLowerCase() === "svg"
          ? at(element, y)
          : make("g", { transform: `translate(0,${y})` }, element),
      );
    y += blockHeight;
  }
  return root;
}

/** A nested svg keeps its own pointer listeners and coordinates: it is moved by its `y`. */
function at(plotted: Element, y: number): Element {
  plotted.setAttribute("y", String(y));
  return plotted;
}
