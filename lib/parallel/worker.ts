// The script of a worker, in Node as in a browser: answers chunks until it is ended.
import { type Answer, chunkServer } from "./chunk-server.ts";
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
  const answer: Answer = (told, transfer) => {
    globalThis.postMessage(told, { transfer: [...transfer] });
  };
  const serve = chunkServer(answer);
  globalThis.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    if (data.kind === "begin") void begin(data.lock, answer);
    else serve(data);
  });
}

/** Takes the lock by whose fall the page learns that this worker is gone, and says that it is ready. */
async function begin(lock: string | undefined, answer: Answer): Promise<void> {
  const ready = (locked: boolean): void => answer({ kind: "ready", locked }, []);
  if (lock === undefined) {
    ready(false);
    return;
  }
  const held = (): Promise<never> => {
    ready(true);
    return new Promise(() => undefined);
  };
  await navigator.locks.request(lock, held).catch(() => ready(false));
}
