import { compareNumbers, defaultTolerance, type Tolerance } from "./compare-numbers.ts";
import { type DifferenceSink, relativeDifference } from "./difference.ts";

/** What comparisons need besides the two values. */
export interface CompareOptions {
  readonly sink: DifferenceSink;
  readonly tolerance: Tolerance;
}

/** A number and the text that stands for it in a report. */
interface WrittenNumber {
  readonly value: number;
  readonly text: string;
}

/** Compares two numbers and tells the sink; returns whether they count as the same. */
export function compareNumberPair(
  path: string,
  { committed, now }: { readonly committed: WrittenNumber; readonly now: WrittenNumber },
  { sink, tolerance }: CompareOptions,
): boolean {
  const relative = relativeDifference(committed.value, now.value);
  const kind = compareNumbers(committed.value, now.value, tolerance);
  if (kind === "same") {
    const strict = compareNumbers(committed.value, now.value, defaultTolerance);
    if (strict !== "same") sink.tolerated(relative ?? Infinity);
    return true;
  }
  const texts = { committed: committed.text, now: now.text };
  sink.add({ path, kind, ...texts, ...(relative !== undefined && { relative }) });
  return false;
}
