import { isFigureTime } from "stressbook/data";

const timePattern =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):00(?::00(?:\.0+)?)?(?:Z|\+00:00))?$/;

/** No crypto price is older than Bitcoin; a date outside comes from a misread column. */
const firstDate = "2009-01-03";
const lastDate = "2099-12-31";

/** A UTC time of a file to import. */
export interface SourceTime {
  readonly date: string;
  /** `00` to `23`; undefined for a plain date. */
  readonly hour: string | undefined;
}

/** What {@link parseTime} accepts, as messages say it. */
export const timeRule = `must be a UTC date YYYY-MM-DD or hour YYYY-MM-DDTHH:00Z from ${firstDate} on`;

/** Reads a date, or an hour with its zone given as UTC; undefined for anything else. */
export function parseTime(text: string): SourceTime | undefined {
  const match = timePattern.exec(text);
  const date = match?.[1];
  if (date === undefined || !isFigureTime("daily", date)) return undefined;
  if (date < firstDate || date > lastDate) return undefined;
  return { date, hour: match?.[2] };
}
