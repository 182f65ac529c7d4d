import type { RunEvent } from "../notebook/run-notebooks.ts";

/** Where progress goes: a terminal gets a line that is rewritten, anything else nothing. */
interface ProgressTarget {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

interface Progress {
  readonly onEvent: (event: RunEvent) => void;
  /** Takes the progress line away, so that something can be printed in its place. */
  readonly clear: () => void;
}

/** A line that says which cell of which notebook is running. */
export function createProgress(target: ProgressTarget): Progress {
  const running = new Map<string, { cell: number; cells: number }>();
  const clear = (): void => {
    if (target.isTTY) target.write("\r\u001b[2K");
  };
  const draw = (): void => {
    if (!target.isTTY) return;
    const parts = [...running].map(([file, { cell, cells }]) => `${file} [${cell}/${cells}]`);
    const line = parts.length === 0 ? "" : `running ${parts.join(", ")}`;
    target.write(`\r\u001b[2K${line.slice(0, (target.columns ?? 80) - 1)}`);
  };
  return {
    clear,
    onEvent: (event) => {
      if (event.type === "started") running.set(event.file, { cell: 0, cells: event.cells });
      else if (event.type === "finished" || event.type === "stopped") running.delete(event.file);
      else {
        const cells = running.get(event.file)?.cells ?? event.cell;
        running.set(event.file, { cell: event.cell, cells });
      }
      draw();
    },
  };
}
