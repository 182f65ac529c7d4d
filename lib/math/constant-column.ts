import type { Matrix } from "./matrix.ts";

/** The first column from `first` on whose elements are all the same; undefined for none. */
export function constantColumn({ rows, columns, values }: Matrix, first = 0): number | undefined {
  for (let j = first; j < columns; j++) {
    let at = j + columns;
    while (at < rows * columns && values[at] === values[j]) at += columns;
    if (at >= rows * columns) return j;
  }
  return undefined;
}
