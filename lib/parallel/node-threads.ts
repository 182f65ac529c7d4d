/** Threads of Node, asked for in a way that a browser and its bundlers do not stumble over; undefined elsewhere. */
export function nodeThreads(): typeof import("node:worker_threads") | undefined {
  return globalThis.process?.getBuiltinModule?.("node:worker_threads");
}
