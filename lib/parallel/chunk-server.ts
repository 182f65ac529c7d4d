import type { Chunk } from "./chunk.ts";
import { eventLoopTurns } from "./event-loop-turns.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { partsOf, roomFor } from "./output.ts";
import type { TaskPlan } from "./task.ts";
import { loadTask } from "./tasks.ts";
import { writeThrough } from "./write-gate.ts";

/** Sends an answer; what is transferred leaves this thread. */
export type Answer = (answer: FromWorker, transfer: readonly ArrayBuffer[]) => void;

/** A run that a worker is at. */
interface OpenRun {
  readonly run: number;
  readonly waiting: Chunk[];
  /** Written, and not told of yet. */
  readonly written: Chunk[];
  readonly write: (chunk: Chunk) => Promise<Float64Array[] | undefined>;
}

/**
 * What a worker does with the messages it gets, on whichever host. Between two chunks it hears what has come, so that
 * a run that is over ends with the chunk it is at.
 */
export function chunkServer(answer: Answer): (message: ToWorker) => void {
  const turns = eventLoopTurns();
  let open: OpenRun | undefined;
  let serving = false;
  const serve = async (): Promise<void> => {
    serving = true;
    while (open !== undefined && open.waiting.length > 0) {
      await serveOne(open, answer);
      await new Promise<void>(turns.next);
    }
    serving = false;
  };
  return (message) => {
    if (message.kind === "open") open = openRun(message);
    else if (message.kind === "close") open = undefined;
    else if (message.kind === "chunks" && message.run === open?.run) {
      open.waiting.push(...message.chunks);
      if (!serving) void serve();
    }
  };
}

/** Writes the next chunk, and answers when there is little left to do or there are parts to send. */
async function serveOne({ run, write, waiting, written }: OpenRun, answer: Answer): Promise<void> {
  try {
    const chunk = waiting.shift()!;
    const parts = await write(chunk);
    written.push(chunk);
    if (parts === undefined && waiting.length > 1) return;
    const transfer = parts?.map(({ buffer }) => buffer as ArrayBuffer) ?? [];
    answer({ kind: "done", run, chunks: written.splice(0), ...(parts && { parts }) }, transfer);
  } catch (error) {
    answer({ kind: "refused", run, error }, []);
  }
}

/** Makes the plan at the first chunk, so that what it throws answers one. */
function openRun({ run, task, spec, memory, gate }: ToWorker & { readonly kind: "open" }): OpenRun {
  let plan: TaskPlan | undefined;
  return {
    run,
    waiting: [],
    written: [],
    write: async (chunk) => {
      plan ??= (await loadTask(task))(spec as never);
      const { widths, write } = plan;
      const parts = memory
        ? partsOf(memory, widths, chunk)
        : roomFor({ ...plan, count: chunk.count }, false);
      if (gate) writeThrough(gate, () => write(chunk, parts));
      else write(chunk, parts);
      return memory ? undefined : parts;
    },
  };
}
