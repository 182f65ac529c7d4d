import { describe } from "../base/check.ts";
import type { HourlyBars } from "../market/hourly-bars.ts";
import { fieldMatrix, loadTable } from "./load-table.ts";
import type { DataFile } from "./manifest.ts";
import type { DataSet } from "./open-data.ts";

/** An event that the data holds hourly bars of. */
export interface HourlyEvent {
  readonly event: string;
  /** First and last hour, `YYYY-MM-DDTHH:00Z`. */
  readonly first: string;
  readonly last: string;
  readonly assets: readonly string[];
}

/** The events that the data holds hourly bars of, in the order of time. */
export function hourlyEvents(data: DataSet): HourlyEvent[] {
  return hourlyFiles(data).map(({ name, first, last, assets }) => ({
    event: name,
    first,
    last,
    assets: assets.map(({ asset }) => asset),
  }));
}

/**
 * Hourly high, low and close of one event.
 *
 * @throws RangeError when the data holds no bars of the event (the message names those it holds),
 * or when the file differs from the manifest.
 * @example loadHourlyBars(openData(), "2020-03-covid")
 */
export function loadHourlyBars(data: DataSet, event: string): HourlyBars {
  const files = hourlyFiles(data);
  const file = files.find(({ name }) => name === event);
  if (file === undefined) {
    const held = files.map(({ name }) => name).join(", ");
    throw new RangeError(`event ${describe(event)} has no hourly bars; the data holds ${held}`);
  }
  const table = loadTable(data, file);
  return {
    event,
    hours: table.times,
    assets: table.assets,
    high: fieldMatrix(table, "high"),
    low: fieldMatrix(table, "low"),
    close: fieldMatrix(table, "close"),
  };
}

function hourlyFiles(data: DataSet): DataFile[] {
  const files = data.manifest.files.filter(({ kind }) => kind === "hourly");
  return files.sort((a, b) => (a.first < b.first ? -1 : 1));
}
