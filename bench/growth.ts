import { performance } from "node:perf_hooks";

/** One measured size: the median of several runs, in milliseconds, and how it grew. */
export interface GrowthPoint {
  readonly size: number;
  readonly medianMilliseconds: number;
  /** Exponent b of time ~ size^b since the size before; 1 is linear. Undefined for the first. */
  readonly exponent?: number;
}

/** A hot function over growing inputs: `prepare` is not timed, `run` is. */
export interface GrowthCase<Input> {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly prepare: (size: number) => Input;
  readonly run: (input: Input) => unknown;
}

const repetitions = 7;
/** Keeps results alive so that the engine cannot drop the work being measured. */
const sink: unknown[] = [];

/** Measures a growth curve, prints it as a table and returns the points. */
export function growthCurve<Input>(subject: GrowthCase<Input>): GrowthPoint[] {
  const points: GrowthPoint[] = [];
  for (const size of subject.sizes) {
    const medianMilliseconds = medianTime(subject, size);
    const before = points.at(-1);
    points.push({
      size,
      medianMilliseconds,
      ...(before && {
        exponent:
          Math.log(medianMilliseconds / before.medianMilliseconds) / Math.log(size / before.size),
      }),
    });
  }
  console.log(`\n${subject.name}`);
  for (const point of points) console.log(line(point));
  console.log(JSON.stringify({ name: subject.name, points }));
  return points;
}

function medianTime<Input>(subject: GrowthCase<Input>, size: number): number {
  const input = subject.prepare(size);
  subject.run(input);
  const times = Array.from({ length: repetitions }, () => {
    const start = performance.now();
    sink[0] = subject.run(input);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(repetitions / 2)]!;
}

function line({ size, medianMilliseconds, exponent }: GrowthPoint): string {
  const growth = exponent === undefined ? "" : `  ~ n^${exponent.toFixed(2)}`;
  return `  n = ${String(size).padStart(8)}  ${medianMilliseconds.toFixed(3).padStart(10)} ms${growth}`;
}
