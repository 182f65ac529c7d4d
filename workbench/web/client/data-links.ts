import { payloadCsv } from "../payload-csv.ts";
import type { ChartPayload } from "./draw-chart.ts";

/**
 * Fills the links under a chart with what it was drawn from: the figures as CSV, and all of it as
 * JSON. A chart whose figures are not a table offers JSON alone.
 */
export function dataLinks(element: HTMLElement, payload: ChartPayload, json: string): void {
  const line = element.querySelector<HTMLElement>(".data");
  if (line === null) return;
  const csv = payloadCsv(payload.data);
  const links = { csv: { text: csv, type: "text/csv" }, json: { text: json, type: "text/plain" } };
  for (const link of line.querySelectorAll<HTMLAnchorElement>("a[download]")) {
    const { text, type } = links[link.download.endsWith(".csv") ? "csv" : "json"];
    if (text === undefined) link.remove();
    else link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  }
  line.hidden = false;
}
