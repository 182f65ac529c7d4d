import { createRequire } from "node:module";
import type { DisplayBundle } from "../../../lib/notebook/display.ts";

const require = createRequire(import.meta.url);

interface KernelModule {
  lastWriteDisplayData: ((message: DisplayBundle, update: boolean) => void) | null;
}

/** Runs `body` with the kernel's writer in place and returns what was displayed, in order. */
export function displayed(body: () => void): DisplayBundle[] {
  const kernel = require("tslab/dist/jupyter") as KernelModule;
  const written: DisplayBundle[] = [];
  const before = kernel.lastWriteDisplayData;
  kernel.lastWriteDisplayData = (message, update) => {
    if (update) throw new Error("a new output must not be an update");
    written.push(message);
  };
  try {
    body();
  } finally {
    kernel.lastWriteDisplayData = before;
  }
  return written;
}
