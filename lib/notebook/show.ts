import { parseHTML } from "linkedom";
import type { Chart, ChartFrame } from "../charts/chart.ts";
import { figure } from "../charts/figure.ts";
import { chartName } from "../charts/registry.ts";
import { svgText } from "../charts/svg-text.ts";
import { display } from "./display.ts";
import { liveDisplay } from "./live-chart.ts";
import { decodePayload, encodePayload } from "./payload.ts";
import { renderPng } from "./render-png.ts";

/** A chart as a notebook output keeps it. */
export interface DrawnChart {
  readonly png: Uint8Array;
  /** Size on the page in CSS pixels; the picture has more for sharpness. */
  readonly width: number;
  readonly height: number;
  /** Title and key numbers, for readers and tools without pictures. */
  readonly text: string;
}

const pictureFrame: ChartFrame = { width: 720, theme: "light" };
const pictureScale = 1.5;

/**
 * Shows a chart in the notebook: a picture, its key numbers as text, and in the output's metadata
 * what the page needs to draw the same chart live. A chart that is not one of `charts` (a user's
 * own function) is shown as a picture alone.
 *
 * In live Jupyter, where the kernel's environment names the page script (STRESSBOOK_LIVE_SCRIPT),
 * the output also holds the live chart as HTML; `stressbook run` keeps it out of the file.
 *
 * Data and options must be plain data; see {@link encodePayload} for what is refused.
 */
export function show<Data, Options extends object>(
  chart: Chart<Data, Options>,
  data: Data,
  options: Options & {},
): void {
  const payload = { data: encodePayload(data), options: encodePayload(options) };
  // Drawn from what is recorded, so that the picture and the live chart cannot differ.
  const { png, text, width, height } = drawChart(
    chart,
    decodePayload(payload.data) as Data,
    decodePayload(payload.options) as Options,
  );
  const name = chartName(chart);
  const drawnFrom = name === undefined ? undefined : { chart: name, ...payload };
  const picture = Buffer.from(png).toString("base64");
  const title = text.split("\n")[0]!;
  display({
    data: {
      "image/png": picture,
      ...(drawnFrom && liveDisplay({ png: picture, width, height, title, payload: drawnFrom })),
      "text/plain": text,
    },
    metadata: {
      "image/png": { width, height },
      ...(drawnFrom && { stressbook: drawnFrom }),
    },
  });
}

/** The picture of a chart, 720 CSS pixels wide on white, and its text. */
export function drawChart<Data, Options extends object>(
  chart: Chart<Data, Options>,
  data: Data,
  options: Options & {},
): DrawnChart {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const plotOptions = chart(data, { ...options, frame: pictureFrame });
  const svg = figure(plotOptions, { document, frame: pictureFrame });
  return {
    png: renderPng(svgText(svg), { scale: pictureScale }),
    width: pictureFrame.width,
    height: Number(svg.getAttribute("height")),
    text: `${plotOptions.title}\n${plotOptions.ariaDescription}`,
  };
}
