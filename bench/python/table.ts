import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../workbench/project.ts";
import { missedBy, type Row } from "./row.ts";

/** A record of `npm run bench -- --save python`. */
export interface PythonRecord {
  /** `2026-11-27`, the folder it lies in. */
  readonly date: string;
  readonly machine: {
    readonly cores: number;
    readonly cpu: string;
    readonly memoryBytes: number;
    readonly loadAverage: { readonly before: number; readonly after: number };
  };
  readonly node: string;
  readonly curves: readonly (Row & { readonly file: string; readonly run?: number })[];
}

const page: string = join(root, "docs/performance.md");
const begin = "<!-- beside Python: written by npm run bench -- --save python -->";
const end = "<!-- end -->";

/** The newest whole record; undefined before there is one. */
export function newestRecord(): PythonRecord | undefined {
  const runs = join(root, "bench/runs");
  const date = readdirSync(runs)
    .filter((folder) => readdirSync(join(runs, folder)).includes("python.json"))
    .sort()
    .at(-1);
  if (date === undefined) return undefined;
  const text = readFileSync(join(runs, date, "python.json"), "utf8");
  return { date, ...(JSON.parse(text) as Omit<PythonRecord, "date">) };
}

/** The table of a record, one line a row, as Markdown. */
export function tableOf(record: PythonRecord): string {
  const { cores, cpu, memoryBytes, loadAverage } = record.machine;
  const rows = worstOfRuns(record);
  const runs = Math.max(...record.curves.map(({ run }) => run ?? 1));
  const python = rows.find((row) => row.python !== undefined)?.python;
  const versions = Object.assign({}, ...rows.map((row) => row.python?.packages ?? {}));
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${record.date}, ${cores} cores (${cpu}), ${Math.round(memoryBytes / 2 ** 30)} GiB, load average ` +
      `${loadAverage.before.toFixed(1)} before and ${loadAverage.after.toFixed(1)} after, Node ${record.node.slice(1)}, ` +
      `Python ${python?.python ?? "absent"} with ${packages.join(", ")}; BLAS: ${python?.blas.join(", ") ?? "none"}.`,
    runs === 1 ? "One run." : `Of ${runs} runs each line shows the one with the worst ratio.`,
    "",
    "| work | against | threads | ours | theirs | times as fast (least of nine pairs) | wanted | the same answer |",
    "|---|---|---|---|---|---|---|---|",
    ...rows.map(line),
  ].join("\n");
}

/** For each row the run in which it did worst. */
export function worstOfRuns({ curves }: Pick<PythonRecord, "curves">): readonly Row[] {
  const worst = new Map<string, Row>();
  for (const row of curves.filter((curve) => curve.oursMilliseconds !== undefined)) {
    const key = `${row.name} ${row.against} ${row.threads}`;
    const before = worst.get(key);
    if (before === undefined || isWorse(row, before)) worst.set(key, row);
  }
  return [...worst.values()];
}

function isWorse(row: Row, than: Row): boolean {
  if (row.timesAsFast === undefined || than.timesAsFast === undefined) {
    return row.oursMilliseconds > than.oursMilliseconds;
  }
  return row.timesAsFast < than.timesAsFast;
}

function line(row: Row): string {
  const { against = "", threads, oursMilliseconds, theirsMilliseconds } = row;
  const cells = [
    row.floor === undefined ? row.name : `${row.name}; ${row.floor}`,
    against,
    threads,
    cell(oursMilliseconds, row.oursMegabytes),
    theirsMilliseconds === undefined ? "" : cell(theirsMilliseconds, row.theirsMegabytes),
    row.timesAsFast === undefined ? "" : `${digits(row.timesAsFast)} (${digits(row.leastRatio!)})`,
    wanted(row),
    row.agreement ?? "",
  ];
  return `| ${cells.join(" | ")} |`;
}

function cell(milliseconds: number, megabytes: number | undefined): string {
  const time =
    milliseconds < 1000 ? `${digits(milliseconds)} ms` : `${digits(milliseconds / 1000)} s`;
  return megabytes === undefined ? time : `${time}, ${megabytes} MB`;
}

function wanted(row: Row): string {
  const { wantedTimes, wantedMilliseconds, wantedMegabytes } = row;
  const all = [
    ...(wantedTimes === undefined ? [] : [`${wantedTimes}`]),
    ...(wantedMilliseconds === undefined ? [] : [`under ${wantedMilliseconds} ms`]),
    ...(wantedMegabytes === undefined ? [] : [`under ${wantedMegabytes} MB`]),
  ];
  return missedBy(row) === undefined ? all.join(", ") : `${all.join(", ")}: **missed**`;
}

/** Two digits at least, and all of a large number's. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}

/** The page with the table of the record between its marks. */
export function withTable(text: string, record: PythonRecord): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from || text.includes(begin, from + 1)) {
    throw new Error(`docs/performance.md must have ${begin} and ${end} once`);
  }
  return `${text.slice(0, from + begin.length)}\n\n${tableOf(record)}\n\n${text.slice(to)}`;
}

/** The page on performance as it stands. */
export function readPage(): { readonly path: string; readonly text: string } {
  return { path: page, text: readFileSync(page, "utf8") };
}
