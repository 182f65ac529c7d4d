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

/** Sources run as they are; a build holds JavaScript. */
const nodeScript: string = import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js";

/** Starts a thread of Node, or a worker of a browser. */
export const startWorker: StartWorker = (events) => {
  const threads = nodeThreads();
  if (threads === undefined) return startWebWorker(events);
  const worker = new threads.Worker(new URL(nodeScript, import.meta.url));
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
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const { port1, port2 } = new MessageChannel();
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => message(data));
  worker.addEventListener("error", (event) => gone(event.message || "its script failed"));
  // A browser says nothing when a worker is ended, but the ports that it held close.
  port1.addEventListener("close", () => gone("it was ended"));
  port1.start();
  worker.postMessage({ kind: "lifeline" }, [port2]);
  return {
    post: (told) => worker.postMessage(told),
    end: () => worker.terminate(),
    hold: () => undefined,
  };
}
