import { type JsonObject, notJson } from "./json.ts";
import type { DisplayMessage } from "./messages.ts";
import type { KernelDisplay } from "./tslab.ts";

type StreamName = "stdout" | "stderr";

/** Sends everything written to standard output and standard error to `write` instead. */
export function captureOutput(write: (name: StreamName, text: string) => void): void {
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new TextDecoder();
    const capture = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      write(name, typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }));
      const callback = rest.find((value) => typeof value === "function");
      if (callback !== undefined) queueMicrotask(callback as () => void);
      return true;
    };
    process[name].write = capture;
  }
}

/**
 * A kernel's display as plain JSON. Throws a TypeError, in the cell that displays, for anything
 * that JSON cannot hold, e.g. `display.metadata.stressbook.data[3] is not JSON: NaN`.
 */
export function displayMessage(display: KernelDisplay, update: boolean): DisplayMessage {
  const { data, metadata = {}, transient } = display;
  const found = notJson(data, "display.data") ?? notJson(metadata, "display.metadata");
  if (found !== undefined) throw new TypeError(found.replace(":", " is not JSON:"));
  const id = transient?.display_id;
  return {
    data: data as JsonObject,
    metadata: metadata as JsonObject,
    ...(id !== undefined && { id }),
    update,
  };
}
