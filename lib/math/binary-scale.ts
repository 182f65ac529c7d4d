/**
 * The power of two just above the largest absolute value; 1 when all are 0. Dividing by it rounds
 * nothing, so that squares neither overflow nor vanish and results keep every bit. @internal
 */
export function binaryScale(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  if (!(largest > 0 && largest < Infinity)) return 1;
  return 2 ** Math.max(-1022, Math.min(1022, Math.ceil(Math.log2(largest))));
}
