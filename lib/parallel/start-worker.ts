import type { FromWorker, ToWorker } from "./messages.ts";
import { nodeThreads } from "./node-threads.ts";

/** What a worker tells of itself. */
export interface HostEvents {
  readonly message: (answer: FromWorker) => void;
  /** It is gone, or never came; may be told more than once. */
  readonly gone: (reason: string) => void;
}

/** A worker of the host. */
export interface HostWorker {
  readonly post: (message: ToWorker) => void;
  readonly end: () => void;
  /** Whether the process goes on for it; it does not when it starts. */
  readonly hold: (held: boolean) => void;
}

/** Starts a worker; throws where there can be none. */
export type StartWorker = (events: HostEvents) => HostWorker;

/** Starts a thread of Node, or a worker of a browser. */
export const startWorker: StartWorker = (events) => {
  const threads = nodeThreads();
  if (threads === undefined) return startWebWorker(events);
  // Sources run as they are; a build holds JavaScript.
  const script = import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js";
  const worker = new threads.Worker(new URL(script, import.meta.url));
  worker.unref();
  worker.on("message", events.message);
  worker.on("error", (error) => events.gone(error instanceof Error ? error.message : `${error}`));
  worker.on("exit", (code) => events.gone(`exit code ${code}`));
  return {
    post: (message) => worker.postMessage(message),
    end: () => void worker.terminate(),
    hold: (held) => void (held ? worker.ref() : worker.unref()),
  };
};

function startWebWorker({ message, gone }: HostEvents): HostWorker {
  if (typeof Worker === "undefined") throw new Error("this host has no workers");
  // Bundlers know this form and bundle the script; the build gives it the name of its JavaScript.
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  // A browser says nothing when a worker is ended, but a lock that it held falls to who waits for it.
  const lock = globalThis.navigator?.locks && `stressbook worker ${crypto.randomUUID()}`;
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === "ready" && data.locked) {
      navigator.locks.request(lock, () => gone("it was ended")).catch(() => undefined);
    }
    message(data);
  });
  worker.addEventListener("error", (event) => gone(event.message || "its script failed"));
  worker.postMessage({ kind: "begin", ...(lock && { lock }) } satisfies ToWorker);
  return {
    post: (told) => worker.postMessage(told),
    end: () => worker.terminate(),
    hold: () => undefined,
  };
}
