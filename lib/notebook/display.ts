import { createRequire } from "node:module";

/** What one display output holds: MIME type to content, images in base64. */
export interface DisplayBundle {
  readonly data: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

interface KernelMessage extends DisplayBundle {
  readonly transient: object;
}

type WriteDisplayData = (message: KernelMessage, update: boolean) => void;

const kernelModule = /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/;

/**
 * Writes one display output of the cell that runs, in order with what the cell prints.
 *
 * The kernel keeps its writer in the module `tslab/dist/jupyter`; the one that is loaded into this
 * process is used, wherever it is installed. Throws an Error outside a notebook.
 */
export function display(bundle: DisplayBundle): void {
  const write = findWriter();
  if (write === undefined) {
    throw new Error(
      "show, table and say write into a notebook and there is none: call them from a cell that " +
        "tslab or `stressbook run` executes; elsewhere use drawChart, figure or makeTable",
    );
  }
  write({ ...bundle, transient: {} }, false);
}

function findWriter(): WriteDisplayData | undefined {
  const { cache } = createRequire(import.meta.url);
  for (const [path, loaded] of Object.entries(cache)) {
    if (!kernelModule.test(path)) continue;
    const { lastWriteDisplayData } = (loaded?.exports ?? {}) as {
      lastWriteDisplayData?: WriteDisplayData | null;
    };
    if (typeof lastWriteDisplayData === "function") return lastWriteDisplayData;
  }
  return undefined;
}
