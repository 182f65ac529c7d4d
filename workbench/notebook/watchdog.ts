// A thread beside the one that runs the cells. It says where the main thread is when a cell passes
// its timeout, memory runs low or the runner is stopped, since an endless loop cannot say it itself,
// and ends the process when the runner that started it is gone.
import { writeSync } from "node:fs";
import { Session } from "node:inspector";
import { Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import type { CellPosition } from "./cell-failure.ts";
import { type CellMaps, cellOfScript, originalPosition } from "./cell-source-map.ts";
import { dropPermissions } from "./drop-permissions.ts";
import { controlDescriptor, formatSighting, type Sighting } from "./messages.ts";
import type { WatchdogData, WatchdogMessage } from "./watchdog-client.ts";

const standardError = 2;
const pollMilliseconds = 25;
/** How long the main thread has to say where it is; one that sleeps inside the engine never does. */
const patienceMilliseconds = 1400;
/** How long it has once it has heard the question; one that waits for an event has no place. */
const idleMilliseconds = 200;
const { heapLimitBytes } = workerData as WatchdogData;
/** From this share of the heap limit on, the process is looked at as it may run out of memory. */
const lowMemoryShare = 0.5;
/** It is looked at again when it has grown by this share: looking costs it some 50 ms. */
const growthShare = 0.03;
/** What the process may take beside the heap: the engine itself, pictures, typed arrays. */
const besideHeapBytes = 256 * 2 ** 20;
const maps = new Map<number, CellMaps>();
const state = {
  cell: 0,
  deadline: Infinity,
  looking: false,
  notableBytes: lowMemoryShare * heapLimitBytes,
};

dropPermissions();

parentPort?.on("message", (message: WatchdogMessage) => {
  if (message.type === "compiled") {
    maps.set(message.maps.cell, message.maps);
    return;
  }
  state.cell = message.cell;
  state.deadline = performance.now() + message.seconds * 1000;
});

const control = new Socket({ fd: controlDescriptor, readable: true, writable: false });
control.on("data", () => look("interrupt"));
control.on("error", () => {});
control.on("close", () => process.kill(process.pid, "SIGKILL"));

setInterval(() => {
  if (state.looking || state.cell === 0) return;
  const bytes = process.memoryUsage.rss();
  if (performance.now() > state.deadline) {
    state.deadline = Infinity;
    look("timeout");
  } else if (bytes > heapLimitBytes + besideHeapBytes) {
    look("overflow");
  } else if (bytes > state.notableBytes) {
    state.notableBytes = bytes + growthShare * heapLimitBytes;
    look("memory");
  }
}, pollMilliseconds);

function look(reason: Sighting["reason"]): void {
  state.looking = true;
  const session = new Session();
  const report = (seen: Pick<Sighting, "position" | "idle">): void => {
    clearTimeout(patience);
    const sighting = { cell: state.cell, reason, ...seen };
    writeSync(standardError, formatSighting(sighting));
    session.disconnect();
    state.looking = false;
  };
  let patience = setTimeout(() => report({}), patienceMilliseconds);
  session.connectToMainThread();
  const urls = new Map<string, string>();
  session.on("Debugger.scriptParsed", ({ params: { scriptId, url } }) => urls.set(scriptId, url));
  session.on("Debugger.paused", ({ params }) => {
    const frames = params.callFrames.map(({ location }) => location);
    const places = frames.map((place) => ({ ...place, url: urls.get(place.scriptId) ?? "" }));
    const position = positionIn(places);
    report(position === undefined ? {} : { position });
  });
  session.post("Debugger.enable");
  session.post("Debugger.pause", () => {
    clearTimeout(patience);
    patience = setTimeout(() => report({ idle: true }), idleMilliseconds);
  });
}

function positionIn(
  frames: readonly {
    readonly url: string;
    lineNumber: number;
    columnNumber?: number | undefined;
  }[],
): CellPosition | undefined {
  const places = frames.flatMap(({ url, lineNumber: line, columnNumber: column = 0 }) => {
    const map = maps.get(cellOfScript(url) ?? 0);
    const place = map && originalPosition(map, { line, column });
    return place === undefined ? [] : [place];
  });
  return places.find(({ cell }) => cell === state.cell) ?? places[0];
}
