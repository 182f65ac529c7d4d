// The script of a worker, in Node as in a browser: answers chunks until it is ended.
import { chunkServer } from "./chunk-server.ts";
import type { ToWorker } from "./messages.ts";
import { nodeThreads } from "./node-threads.ts";

const port = nodeThreads()?.parentPort;
if (port) {
  port.on(
    "message",
    chunkServer((answer, transfer) => port.postMessage(answer, transfer)),
  );
  port.postMessage({ kind: "ready" });
} else {
  const serve = chunkServer((answer, transfer) => {
    globalThis.postMessage(answer, { transfer: [...transfer] });
  });
  const held: MessagePort[] = [];
  globalThis.addEventListener("message", ({ data, ports }: MessageEvent<ToWorker>) => {
    // A port that closes tells the page that this worker is gone; until then it must not be collected.
    if (ports.length > 0) held.push(...ports);
    else serve(data);
  });
  globalThis.postMessage({ kind: "ready" });
}
