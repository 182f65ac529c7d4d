import { isJsonObject, type Json } from "../notebook/json.ts";

/** First and last ISO date of some data. */
export interface DataSpan {
  readonly from: string;
  readonly to: string;
}

const isoDate = /^\d{4}-\d{2}-\d{2}/;

/** The span of what charts were drawn from: their dates, or the period they name; undefined without. */
export function dataSpan(payloads: readonly (Json | undefined)[]): DataSpan | undefined {
  const dates = payloads.flatMap(datesOf).sort();
  const [from, to] = [dates[0], dates.at(-1)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

function datesOf(data: Json | undefined): string[] {
  if (!isJsonObject(data)) return [];
  const { dates, from, to } = data;
  const ends = Array.isArray(dates) ? [dates[0], dates.at(-1)] : [from, to];
  return ends
    .filter((end): end is string => typeof end === "string" && isoDate.test(end))
    .map((end) => end.slice(0, 10));
}
