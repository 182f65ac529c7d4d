import type { FigureTable } from "../figure-table.ts";
import type { DataFinding } from "./finding.ts";
import { seriesOf } from "./series.ts";

/**
 * How far a daily close (USD) and the close of the day's last hour (USDT) may lie apart: 5 %, more
 * than venues and the tether rate explain on any ordinary day.
 */
export const agreementBound = 0.05;

/**
 * Days on which an hourly file's 23:00 close and the daily close of the same asset differ by more
 * than {@link agreementBound}: another venue, a shifted day or a wrong asset.
 */
export function findDisagreement(hourly: FigureTable, daily: FigureTable): DataFinding[] {
  const closes = new Map(seriesOf(daily, "close").map((series) => [series.asset, series]));
  return seriesOf(hourly, "close").flatMap(({ asset, times, values }) =>
    times.flatMap((time, i) => {
      if (!time.endsWith("T23:00Z")) return [];
      const other = closes.get(asset);
      const close = other?.values[other.times.indexOf(time.slice(0, 10))] ?? Number.NaN;
      const difference = values[i]! / close - 1;
      if (!(Math.abs(difference) > agreementBound)) return [];
      const percent = (100 * difference).toFixed(2);
      const message = `hourly close ${values[i]}, daily close ${close}: ${percent} % apart`;
      const found: DataFinding = { check: "close agreement", asset, from: time, to: time, message };
      return [found];
    }),
  );
}
