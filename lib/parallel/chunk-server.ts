import type { Chunk } from "./chunk.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { partsOf, roomFor } from "./output.ts";
import type { TaskPlan } from "./task.ts";
import { loadTask } from "./tasks.ts";

/** Sends an answer; what is transferred leaves this thread. */
export type Answer = (answer: FromWorker, transfer: readonly ArrayBuffer[]) => void;

/** A run that a worker is at. */
interface OpenRun {
  readonly run: number;
  readonly write: (chunk: Chunk) => Promise<Float64Array[] | undefined>;
}

/** What a worker does with the messages it gets, on whichever host. */
export function chunkServer(answer: Answer): (message: ToWorker) => void {
  let open: OpenRun | undefined;
  return (message) => {
    if (message.kind === "open") open = openRun(message);
    else if (message.kind === "close") open = undefined;
    else if (message.kind === "chunk" && message.run === open?.run)
      void serve(open, message.chunk, answer);
  };
}

async function serve({ run, write }: OpenRun, chunk: Chunk, answer: Answer): Promise<void> {
  try {
    const parts = await write(chunk);
    const transfer = parts?.map(({ buffer }) => buffer as ArrayBuffer) ?? [];
    answer({ kind: "done", run, ...(parts && { parts }) }, transfer);
  } catch (error) {
    answer({ kind: "refused", run, error }, []);
  }
}

/** Makes the plan at the first chunk, so that what it throws answers one. */
function openRun({ run, task, spec, memory }: ToWorker & { readonly kind: "open" }): OpenRun {
  const outputs = memory?.map((shared) => new Float64Array(shared));
  let plan: TaskPlan | undefined;
  return {
    run,
    write: async (chunk) => {
      plan ??= (await loadTask(task))(spec as never);
      const parts = outputs
        ? partsOf(outputs, plan.widths, chunk)
        : roomFor({ ...plan, count: chunk.count }, false);
      plan.write(chunk, parts);
      return outputs ? undefined : parts;
    },
  };
}
