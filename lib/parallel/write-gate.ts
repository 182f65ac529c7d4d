/** How many workers write, and whether the run is over. */
const writing = 0;
const over = 1;

/** Tells the caller of a run that was given up when no worker writes to its memory any more. */
export function writeGate(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** In a worker: writes, unless the run is over. */
export function writeThrough(gate: Int32Array, write: () => void): void {
  Atomics.add(gate, writing, 1);
  try {
    if (Atomics.load(gate, over) === 0) write();
  } finally {
    Atomics.sub(gate, writing, 1);
  }
}

/** From here on no worker begins to write. */
export function closeGate(gate: Int32Array): void {
  Atomics.store(gate, over, 1);
}

/** Whether none writes; one that died writing counts as if it did. */
export function isQuiet(gate: Int32Array): boolean {
  return Atomics.load(gate, writing) === 0;
}
