import { getHeapStatistics } from "node:v8";
import { Worker } from "node:worker_threads";
import type { CellMaps } from "./cell-source-map.ts";

/** What the watchdog's thread is told. */
export type WatchdogMessage =
  | { readonly type: "compiled"; readonly maps: CellMaps }
  | { readonly type: "cell"; readonly cell: number; readonly seconds: number };

/** What the watchdog's thread starts with: the most that the main thread's objects may take. */
export interface WatchdogData {
  readonly heapLimitBytes: number;
}

/** The thread that watches the main one (`watchdog.ts`). */
export interface Watchdog {
  readonly compiled: (maps: CellMaps) => void;
  readonly cellStarts: (cell: number, seconds: number) => void;
}

/** Starts the watchdog's thread; it does not keep the process alive. */
export function startWatchdog(): Watchdog {
  const worker = new Worker(new URL("./watchdog.ts", import.meta.url), {
    workerData: { heapLimitBytes: getHeapStatistics().heap_size_limit } satisfies WatchdogData,
  });
  worker.unref();
  const tell = (message: WatchdogMessage): void => worker.postMessage(message);
  return {
    compiled: (maps) => tell({ type: "compiled", maps }),
    cellStarts: (cell, seconds) => tell({ type: "cell", cell, seconds }),
  };
}
