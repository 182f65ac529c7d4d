// Columns lie four to a panel, a panel's rows of four numbers behind each other.

/** Rows that go to a panel at once: whole cache lines, and no more of them than one set holds. */
const atOnce: usize = 8;

/** Writes `count` rows of `width` numbers, a multiple of 4, into panels that are `stride` bytes apart. */
export function packColumns(panels: usize, rows: usize, count: u32, width: u32, stride: usize): void {
  const bytes = <usize>width << 3;
  for (let from: usize = 0; from < count; from += atOnce) {
    const to = min(from + atOnce, <usize>count);
    for (let at: usize = 0; at < bytes; at += 32) {
      const out = panels + (at >> 5) * stride;
      for (let row = from; row < to; row++) {
        const numbers = rows + row * bytes + at;
        v128.store(out + (row << 5), v128.load(numbers));
        v128.store(out + (row << 5), v128.load(numbers, 16), 16);
      }
    }
  }
}

/**
 * Takes their means out of the columns of panels of `rows` rows; with `unit` scales what is left to length one, by its
 * largest first. A column that does not vary has itself for its mean.
 */
export function scaleColumns(panels: usize, end: usize, rows: u32, unit: bool): void {
  const bytes = <usize>rows << 5;
  for (; panels < end; panels += bytes) {
    scaleTwo(panels, panels + bytes, unit);
    scaleTwo(panels + 16, panels + bytes, unit);
  }
}

// @ts-ignore: decorator
@inline
function scaleTwo(from: usize, end: usize, unit: bool): void {
  let sum = f64x2.splat(0);
  let lost = f64x2.splat(0);
  let least = v128.load(from);
  let most = least;
  for (let at = from; at < end; at += 32) {
    const x = v128.load(at);
    const next = f64x2.add(sum, x);
    // What rounding took off (Neumaier).
    const off = v128.bitselect(
      f64x2.add(f64x2.sub(sum, next), x), f64x2.add(f64x2.sub(x, next), sum),
      f64x2.ge(f64x2.abs(sum), f64x2.abs(x)));
    lost = f64x2.add(lost, off);
    sum = next;
    least = f64x2.pmin(least, x);
    most = f64x2.pmax(most, x);
  }
  const finite = f64x2.eq(f64x2.sub(sum, sum), f64x2.splat(0));
  const whole = v128.bitselect(f64x2.add(sum, lost), sum, finite);
  const mean = f64x2.div(whole, f64x2.splat(<f64>((end - from + 31) >> 5)));
  const constant = v128.and(f64x2.eq(least, most), f64x2.eq(sum, sum));
  const centre = v128.bitselect(v128.load(from), mean, constant);
  if (!unit) {
    for (let at = from; at < end; at += 32) v128.store(at, f64x2.sub(v128.load(at), centre));
    return;
  }
  // Rounding keeps the order, so the largest deviation is that of one end.
  const largest = f64x2.max(
    f64x2.abs(f64x2.sub(least, centre)), f64x2.abs(f64x2.sub(most, centre)));
  let squares = f64x2.splat(0);
  for (let at = from; at < end; at += 32) {
    const scaled = f64x2.div(f64x2.sub(v128.load(at), centre), largest);
    v128.store(at, scaled);
    squares = f64x2.add(squares, f64x2.mul(scaled, scaled));
  }
  const length = f64x2.sqrt(squares);
  for (let at = from; at < end; at += 32) v128.store(at, f64x2.div(v128.load(at), length));
}
