// Columns stand side by side in rows of `width` numbers, an even count; each column is worked on from row to row.

/** Adds the rows to the sums of their columns, and what rounding takes off to `lost` (Neumaier). */
export function sumColumns(rows: usize, end: usize, width: u32, sums: usize, lost: usize): void {
  const bytes = <usize>width << 3;
  for (; rows < end; rows += bytes) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const x = v128.load(rows + at);
      const sum = v128.load(sums + at);
      const next = f64x2.add(sum, x);
      const off = v128.bitselect(
        f64x2.add(f64x2.sub(sum, next), x), f64x2.add(f64x2.sub(x, next), sum),
        f64x2.ge(f64x2.abs(sum), f64x2.abs(x)));
      v128.store(lost + at, f64x2.add(v128.load(lost + at), off));
      v128.store(sums + at, next);
    }
  }
}

/** Raises `largest` to the size of the columns' deviations from their centres. */
export function largestDeviations(
  rows: usize, end: usize, width: u32, centres: usize, largest: usize,
): void {
  const bytes = <usize>width << 3;
  for (; rows < end; rows += bytes) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const size = f64x2.abs(f64x2.sub(v128.load(rows + at), v128.load(centres + at)));
      v128.store(largest + at, f64x2.max(v128.load(largest + at), size));
    }
  }
}

/** Adds the squares of the deviations over `units`. */
export function squareDeviations(
  rows: usize, end: usize, width: u32, centres: usize, units: usize, squares: usize,
): void {
  const bytes = <usize>width << 3;
  for (; rows < end; rows += bytes) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const apart = f64x2.sub(v128.load(rows + at), v128.load(centres + at));
      const scaled = f64x2.div(apart, v128.load(units + at));
      v128.store(squares + at, f64x2.add(v128.load(squares + at), f64x2.mul(scaled, scaled)));
    }
  }
}

/** Rows that go to a panel at once: whole cache lines, and no more of them than one set holds. */
const atOnce: usize = 8;

/**
 * Writes deviations from the centres over `units` over `lengths` four columns to a panel, whose rows follow each
 * other; `width` is a multiple of 4.
 */
export function packColumns(
  panels: usize, rows: usize, count: u32, width: u32,
  centres: usize, units: usize, lengths: usize,
): void {
  const bytes = <usize>width << 3;
  const panel = <usize>count << 5;
  for (let from: usize = 0; from < count; from += atOnce) {
    const to = min(from + atOnce, <usize>count);
    for (let at: usize = 0; at < bytes; at += 16) {
      const centre = v128.load(centres + at);
      const unit = v128.load(units + at);
      const length = v128.load(lengths + at);
      const out = panels + (at >> 5) * panel + (at & 16);
      for (let row = from; row < to; row++) {
        const apart = f64x2.sub(v128.load(rows + row * bytes + at), centre);
        v128.store(out + (row << 5), f64x2.div(f64x2.div(apart, unit), length));
      }
    }
  }
}
