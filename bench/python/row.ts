import type { PeerSystem } from "./python-peer.ts";

/** One line of the table in `docs/performance.md`, as a record under `bench/runs` keeps it. */
export interface Row {
  /** The work. */
  readonly name: string;
  /** What it is measured beside; left out where the target is a time. */
  readonly against?: string | undefined;
  /** How many threads both sides may use. */
  readonly threads: 1 | 2;
  /** Medians over the rounds. */
  readonly oursMilliseconds: number;
  readonly theirsMilliseconds?: number | undefined;
  /** Median and least of the ratios theirs / ours of neighbouring runs. */
  readonly timesAsFast?: number | undefined;
  readonly leastRatio?: number | undefined;
  /** Peak memory of a process that does nothing else, start included. */
  readonly oursMegabytes?: number | undefined;
  readonly theirsMegabytes?: number | undefined;
  readonly wantedTimes?: number | undefined;
  readonly wantedMilliseconds?: number | undefined;
  readonly wantedMegabytes?: number | undefined;
  /** How close the answers are. */
  readonly agreement?: string | undefined;
  /** What the machine cannot go below, where that is near. */
  readonly floor?: string | undefined;
  /** Processes that wanted to run, over the minute before. */
  readonly loadAverage: number;
  readonly python?: PeerSystem;
}

/** Prints a row, and once more as the record that `npm run bench -- --save` keeps. */
export function reportRow(row: Row): void {
  const { name, against, threads, oursMilliseconds, theirsMilliseconds, agreement, floor } = row;
  const beside = against === undefined ? "" : `, against ${against}`;
  console.log(`\n${name}${beside}, ${threads === 1 ? "one thread" : "two threads"}`);
  const times = [
    oursMilliseconds,
    ...(theirsMilliseconds === undefined ? [] : [theirsMilliseconds]),
  ];
  const ratio =
    row.timesAsFast === undefined
      ? ""
      : `  ${row.timesAsFast.toFixed(2)} times as fast (least ${row.leastRatio?.toFixed(2)})`;
  console.log(`  ${times.map((time) => `${time.toFixed(3)} ms`).join("  ")}${ratio}`);
  const memory = [row.oursMegabytes, row.theirsMegabytes].filter((one) => one !== undefined);
  if (memory.length > 0)
    console.log(`  peak memory ${memory.map((one) => `${one} MB`).join("  ")}`);
  for (const line of [agreement, floor, missedBy(row)]) if (line) console.log(`  ${line}`);
  console.log(JSON.stringify(row));
}

/** What of a row's targets is missed, in words; undefined where none is. */
export function missedBy(row: Row): string | undefined {
  const misses: string[] = [];
  const { wantedTimes, wantedMilliseconds, wantedMegabytes } = row;
  if (wantedTimes !== undefined && !(row.timesAsFast! >= wantedTimes)) {
    misses.push(`wanted ${wantedTimes} times`);
  }
  if (wantedMilliseconds !== undefined && !(row.oursMilliseconds <= wantedMilliseconds)) {
    misses.push(`wanted ${wantedMilliseconds} ms`);
  }
  if (wantedMegabytes !== undefined && !(row.oursMegabytes! <= wantedMegabytes)) {
    misses.push(`wanted ${wantedMegabytes} MB`);
  }
  return misses.length === 0 ? undefined : `missed: ${misses.join(", ")}`;
}
