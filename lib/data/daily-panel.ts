import { describe } from "../base/check.ts";
import { isIsoDate } from "../base/time.ts";
import { selectAssets } from "../market/select-assets.ts";
import { sliceDates } from "../market/slice-dates.ts";
import type { Matrix } from "../math/matrix.ts";
import { figureFields } from "./figure-table.ts";
import { fieldMatrix, loadTable } from "./load-table.ts";
import type { DataFile, FigureKind } from "./manifest.ts";
import type { DataSet } from "./open-data.ts";

/** Which part of a daily file to load; everything when left out. */
export interface LoadOptions {
  /** Assets, in the order wanted. */
  readonly assets?: readonly string[];
  /** First date, included. */
  readonly from?: string;
  /** Last date, included. */
  readonly to?: string;
}

/** Figures of a daily file: rows are dates, columns are assets. */
interface DailyPanel {
  readonly dates: readonly string[];
  readonly assets: readonly string[];
  readonly figures: Matrix;
}

/**
 * The only file of a daily kind, cut to the assets and dates asked for.
 *
 * @throws RangeError when the data does not hold an asset or a date; the message says what it holds.
 * @internal
 */
export function loadDailyPanel(
  data: DataSet,
  kind: Exclude<FigureKind, "hourly">,
  options: LoadOptions,
): DailyPanel {
  const file = data.manifest.files.find((entry) => entry.kind === kind);
  if (file === undefined) throw new RangeError(`the data holds no file of kind ${kind}`);
  checkAssets(file, options.assets ?? []);
  checkDates(file, options);
  const table = loadTable(data, file);
  const closes = fieldMatrix(table, figureFields(kind)[0]!);
  const whole = { dates: table.times, assets: table.assets, closes };
  const chosen = options.assets === undefined ? whole : selectAssets(whole, options.assets);
  const { dates, assets, closes: figures } = sliceDates(chosen, options);
  return { dates, assets, figures };
}

function checkAssets(file: DataFile, assets: readonly string[]): void {
  const held = file.assets.map(({ asset }) => asset);
  const missing = assets.filter((asset) => !held.includes(asset));
  if (missing.length === 0) return;
  throw new RangeError(
    `asset ${missing.map(describe).join(", ")} is not in ${file.name}; ` +
      `the data holds ${held.join(", ")}`,
  );
}

function checkDates(file: DataFile, { from, to }: LoadOptions): void {
  checkDate("from", file, from);
  checkDate("to", file, to);
  if (from !== undefined && to !== undefined && from > to) {
    throw new RangeError(`from must not be after to: ${from} and ${to}`);
  }
}

function checkDate(name: string, file: DataFile, date: string | undefined): void {
  if (date === undefined) return;
  if (!isIsoDate(date)) {
    throw new RangeError(`${name} must be a date YYYY-MM-DD that exists: ${describe(date)}`);
  }
  if (date >= file.first && date <= file.last) return;
  const side = date < file.first ? "before" : "after";
  throw new RangeError(`${name} ${date} is ${side} the data: ${file.first} to ${file.last}`);
}
