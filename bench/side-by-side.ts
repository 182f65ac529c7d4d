import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";

/** One way of doing the same work, over input that `prepare` made. */
export interface Side<Input> {
  readonly name: string;
  readonly run: (input: Input) => unknown;
}

/** Two ways of doing the same work over growing inputs, compared by the ratio of their times. */
export interface SideBySideCase<Input> {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly prepare: (size: number) => Input;
  /** What every ratio is over. */
  readonly reference: Side<Input>;
  readonly subject: Side<Input>;
}

interface ComparedPoint {
  readonly size: number;
  readonly referenceMilliseconds: number;
  readonly subjectMilliseconds: number;
  /** Median of the ratios reference / subject of neighbouring runs: how many times as fast. */
  readonly timesAsFast: number;
  readonly smallestRatio: number;
}

const repetitions = 9;
/** Keeps results alive so that the engine cannot drop the work being measured. */
const sink: unknown[] = [];

/**
 * Measures both sides in turns, so that other work on the machine slows both alike, after short calls
 * that let the engine replace its first code. Prints medians and ratios with the load of the machine.
 */
export function sideBySide<Input>(compared: SideBySideCase<Input>): void {
  const { name, sizes, prepare, reference, subject } = compared;
  const small = prepare(sizes[0]!);
  for (let i = 0; i < 50; i++) for (const side of [reference, subject]) sink[0] = side.run(small);
  const points = sizes.map((size) => compare(compared, size));
  console.log(`\n${name}: ${subject.name} against ${reference.name}`);
  for (const point of points) console.log(line(point));
  console.log(
    JSON.stringify({
      ...{ name, subject: subject.name, reference: reference.name, points },
      loadAverage: loadavg()[0],
    }),
  );
}

function compare<Input>(compared: SideBySideCase<Input>, size: number): ComparedPoint {
  const input = compared.prepare(size);
  const pairs = Array.from({ length: repetitions }, () => ({
    reference: time(compared.reference, input),
    subject: time(compared.subject, input),
  }));
  const ratios = pairs.map((pair) => pair.reference / pair.subject);
  return {
    size,
    referenceMilliseconds: median(pairs.map((pair) => pair.reference)),
    subjectMilliseconds: median(pairs.map((pair) => pair.subject)),
    timesAsFast: median(ratios),
    smallestRatio: Math.min(...ratios),
  };
}

function time<Input>(side: Side<Input>, input: Input): number {
  const start = performance.now();
  sink[0] = side.run(input);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function line(point: ComparedPoint): string {
  const times = [point.referenceMilliseconds, point.subjectMilliseconds].map((ms) =>
    `${ms.toFixed(3)} ms`.padStart(14),
  );
  const ratio = `${point.timesAsFast.toFixed(1)} times as fast`;
  return `  n = ${String(point.size).padStart(8)}  ${times.join(" ")}  ${ratio} (least ${point.smallestRatio.toFixed(1)})`;
}
