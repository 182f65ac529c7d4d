// A thread beside the one that runs the cells. It says where the main thread is when a cell passes
// its timeout or memory runs low, since an endless loop cannot say it itself, and ends the process
// when the runner that started it is gone.
import { writeSync } from "node:fs";
import { Session } from "node:inspector";
import { getHeapStatistics } from "node:v8";
import { parentPort } from "node:worker_threads";
import type { CellPosition } from "./cell-failure.ts";
import { type CellMaps, cellOfScript, originalPosition } from "./cell-source-map.ts";
import { formatSighting, type Sighting } from "./messages.ts";
import type { WatchdogMessage } from "./watchdog-client.ts";

const standardError = 2;
const pollMilliseconds = 100;
const patienceMilliseconds = 1000;
const runner = process.ppid;
const memoryLimitBytes = getHeapStatistics().heap_size_limit;
const maps = new Map<number, CellMaps>();
const state = { cell: 0, deadline: Infinity, looking: false };

parentPort?.on("message", (message: WatchdogMessage) => {
  if (message.type === "compiled") {
    maps.set(message.maps.cell, message.maps);
    return;
  }
  state.cell = message.cell;
  state.deadline = performance.now() + message.seconds * 1000;
});

setInterval(() => {
  if (process.ppid !== runner) process.kill(process.pid, "SIGKILL");
  if (state.looking || state.cell === 0) return;
  if (performance.now() > state.deadline) {
    state.deadline = Infinity;
    look("timeout");
  } else if (process.memoryUsage.rss() > memoryLimitBytes) {
    look("memory");
  }
}, pollMilliseconds);

function look(reason: Sighting["reason"]): void {
  state.looking = true;
  const session = new Session();
  const report = (position?: CellPosition): void => {
    clearTimeout(patience);
    const sighting = { cell: state.cell, reason, ...(position && { position }) };
    writeSync(standardError, formatSighting(sighting));
    session.disconnect();
    state.looking = false;
  };
  const patience = setTimeout(report, patienceMilliseconds);
  session.connectToMainThread();
  session.on("Debugger.paused", ({ params }) => {
    report(positionIn(params.callFrames.map(({ url, location }) => ({ url, ...location }))));
  });
  session.post("Debugger.enable");
  session.post("Debugger.pause");
}

function positionIn(
  frames: readonly { readonly url: string; lineNumber: number; columnNumber?: number | undefined }[],
): CellPosition | undefined {
  const places = frames.flatMap(({ url, lineNumber: line, columnNumber: column = 0 }) => {
    const map = maps.get(cellOfScript(url) ?? 0);
    const place = map && originalPosition(map, { line, column });
    return place === undefined ? [] : [place];
  });
  return places.find(({ cell }) => cell === state.cell) ?? places[0];
}
