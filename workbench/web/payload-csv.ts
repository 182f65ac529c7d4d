import { type CsvTable, type CsvValue, csvText } from "./csv.ts";

type Fields = Readonly<Record<string, unknown>>;
type Values = ArrayLike<CsvValue>;

/**
 * The figures that a chart was drawn from as CSV, by their shape: records as rows, series over dates
 * as columns, a matrix with the names of its rows, values along a list as a row for each place, a list
 * of values as one column. Single values beside them are in the JSON only. Undefined for a shape that is none of these.
 */
export function payloadCsv(data: unknown): string | undefined {
  const table = tableOf(data);
  return table === undefined ? undefined : csvText(table);
}

function tableOf(data: unknown): CsvTable | undefined {
  if (Array.isArray(data)) return listTable("value", data);
  if (!isFields(data)) return undefined;
  if (isScalars(data.dates)) return datedTable(data.dates, data);
  const matrix = Object.values(data).find(isMatrix);
  if (matrix !== undefined) return matrixTable(data, matrix);
  const along = axisTable(data);
  if (along !== undefined) return along;
  const lists = Object.entries(data).filter(([, value]) => Array.isArray(value));
  const [list] = lists;
  return list === undefined || lists.length > 1
    ? undefined
    : listTable(list[0], list[1] as unknown[]);
}

function listTable(name: string, list: readonly unknown[]): CsvTable | undefined {
  if (list.length === 0) return undefined;
  if (isScalars(list)) {
    return { header: [name.replace(/s$/, "")], rows: Array.from(list, (value) => [value]) };
  }
  if (!list.every(isFields)) return undefined;
  const records = list.flatMap(unfold);
  const header = [...new Set(records.flatMap(Object.keys))];
  const rows = records.map((record) =>
    header.map((key) => (Object.hasOwn(record, key) ? scalar(record[key]) : undefined)),
  );
  return { header, rows };
}

/** A record that holds a list of records becomes a row for each of them, and one without any. */
function unfold(record: Fields): Fields[] {
  const inner = Object.entries(record).find(
    ([, value]) => Array.isArray(value) && value.every(isFields),
  );
  if (inner === undefined) return [record];
  const [name, list] = inner as [string, Fields[]];
  const own = Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
  return list.length === 0 ? [own] : list.map((item) => ({ ...own, ...item }));
}

function datedTable(dates: Values, data: Fields): CsvTable | undefined {
  const own = Object.entries(data).filter(([key, value]) => key !== "dates" && isScalars(value));
  const series = Array.isArray(data.series) ? data.series.filter(isFields) : [];
  const columns = [
    ...own.map(([name, values]) => ({ name, values: values as Values })),
    ...series
      .filter(({ values }) => isScalars(values))
      .map(({ name, values }) => ({ name: String(name), values: values as Values })),
  ];
  if (columns.length === 0 || columns.some(({ values }) => values.length !== dates.length)) {
    return undefined;
  }
  return {
    header: ["date", ...columns.map(({ name }) => name)],
    rows: Array.from(dates, (date, i) => [date, ...columns.map(({ values }) => values[i])]),
  };
}

interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Values;
}

/** Rows are named by the last list of their number, columns by the first of theirs. */
function matrixTable(data: Fields, { rows, columns, values }: Matrix): CsvTable | undefined {
  const lists = Object.values(data).filter(isScalars);
  const across = lists.find(({ length }) => length === columns);
  const down = lists.findLast(({ length }) => length === rows);
  if (across === undefined || down === undefined || values.length !== rows * columns) {
    return undefined;
  }
  return {
    header: ["", ...Array.from(across, String)],
    rows: Array.from(down, (label, i) => [
      label,
      ...Array.from({ length: columns }, (_, j) => values[i * columns + j]),
    ]),
  };
}

/**
 * Records that hold values along a list beside them (hours, prices), or along its pairs (assets): a row for
 * each record and place.
 */
function axisTable(data: Fields): CsvTable | undefined {
  const [axisName, axis] = Object.entries(data).find(([, value]) => isScalars(value)) ?? [];
  const records = Object.values(data).find(
    (value): value is Fields[] =>
      Array.isArray(value) && value.length > 0 && value.every((one) => placesOf(one, axis) > 0),
  );
  if (records === undefined || axisName === undefined) return undefined;
  const names = axis as readonly CsvValue[];
  const one = axisName.replace(/s$/, "");
  return listTable(
    "value",
    records.flatMap((record) => {
      const count = placesOf(record, axis);
      const own = Object.entries(record).filter(([, value]) => isScalar(value));
      const along = Object.entries(record).filter(
        ([, value]) => isScalars(value) && value.length === count,
      ) as [string, readonly CsvValue[]][];
      return Array.from({ length: count }, (_, i) => ({
        ...Object.fromEntries(own),
        ...(count === names.length
          ? { [one]: names[i] }
          : { [one]: names[Math.floor(i / names.length)], with: names[i % names.length] }),
        ...Object.fromEntries(along.map(([name, values]) => [name, values[i]])),
      }));
    }),
  );
}

/** How many places of an axis, or pairs of them, a record has values for; 0 for none. */
function placesOf(record: unknown, axis: unknown): number {
  if (!isFields(record) || !isScalars(axis)) return 0;
  const counts = [axis.length, axis.length ** 2];
  const lists = Object.values(record).filter(isScalars);
  return counts.find((count) => count > 1 && lists.some(({ length }) => length === count)) ?? 0;
}

function isMatrix(value: unknown): value is Matrix {
  return (
    isFields(value) &&
    Number.isInteger(value.rows) &&
    Number.isInteger(value.columns) &&
    isScalars(value.values)
  );
}

function scalar(value: unknown): CsvValue {
  if (value === undefined || isScalar(value)) return value;
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}

function isScalars(value: unknown): value is readonly (string | number | boolean | null)[] {
  return Array.isArray(value) && value.every(isScalar);
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function isFields(value: unknown): value is Fields {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}
