/** A run of neighbouring items: scenarios, paths, options. */
export interface Chunk {
  readonly first: number;
  readonly count: number;
}

/** Neighbouring chunks of one size, the last one what is left. */
export function chunksOf(count: number, chunkSize: number): Chunk[] {
  return Array.from({ length: Math.ceil(count / chunkSize) }, (_, k) => ({
    first: k * chunkSize,
    count: Math.min(chunkSize, count - k * chunkSize),
  }));
}
