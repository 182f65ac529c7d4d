import type { DisplayMessage } from "./messages.ts";
import type { Output } from "./notebook.ts";

/** The outputs of the cells of one run, in the order in which they came. */
export interface OutputCollector {
  readonly stream: (cell: number, name: "stdout" | "stderr", text: string) => void;
  readonly display: (cell: number, display: DisplayMessage) => void;
  /** The outputs of a cell; empty when it has none. */
  readonly of: (cell: number) => readonly Output[];
  /** Characters of all texts and displays so far. */
  readonly size: () => number;
}

/** Collects outputs: neighbouring texts of one stream are merged, displays of one id replaced. */
export function collectOutputs(): OutputCollector {
  const cells = new Map<number, Output[]>();
  const displays = new Map<string, { outputs: Output[]; index: number }>();
  let size = 0;
  const outputsOf = (cell: number): Output[] => {
    const outputs = cells.get(cell) ?? [];
    cells.set(cell, outputs);
    return outputs;
  };
  return {
    stream: (cell, name, text) => {
      size += text.length;
      const outputs = outputsOf(cell);
      const last = outputs.at(-1);
      if (last?.kind !== "stream" || last.name !== name) {
        outputs.push({ kind: "stream", name, text });
      } else {
        outputs[outputs.length - 1] = { ...last, text: last.text + text };
      }
    },
    display: (cell, { data, metadata, id, update }) => {
      size += JSON.stringify(data).length;
      const output: Output = { kind: "display", data, metadata };
      const earlier = id === undefined ? undefined : displays.get(id);
      if (update && earlier !== undefined) {
        earlier.outputs[earlier.index] = output;
        return;
      }
      const outputs = outputsOf(cell);
      outputs.push(output);
      if (id !== undefined) displays.set(id, { outputs, index: outputs.length - 1 });
    },
    of: (cell) => cells.get(cell) ?? [],
    size: () => size,
  };
}
