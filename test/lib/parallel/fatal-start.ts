import type { Chunk } from "../../../lib/parallel/chunk.ts";
import type { ToWorker } from "../../../lib/parallel/messages.ts";
import { partsOf } from "../../../lib/parallel/output.ts";
import type { StartWorker } from "../../../lib/parallel/start-worker.ts";
import { loadTask } from "../../../lib/parallel/tasks.ts";

/** Given the chunk, and how many were sent to all workers so far. */
export type Kills = (chunk: Chunk, sent: number) => boolean;

/**
 * Workers that are ended as a crash would, when they are sent a chunk of which `kills` says so: the host alone
 * tells of it. What was written of that chunk in shared memory is spoilt.
 */
export function fatalStart(start: StartWorker, kills: Kills): StartWorker {
  let sent = 0;
  return (events) => {
    let spoil: (chunk: Chunk) => Promise<void> = async () => undefined;
    let dying: Chunk | undefined;
    let ready = false;
    const worker = start({
      message: (answer) => {
        if (answer.kind === "ready") {
          ready = true;
          events.message(answer);
          if (dying) worker.end();
        } else if (dying === undefined) events.message(answer);
      },
      gone: async (reason) => {
        if (dying) await spoil(dying);
        events.gone(reason);
      },
    });
    return {
      ...worker,
      post: (message) => {
        worker.post(message);
        if (message.kind === "open") spoil = spoilerOf(message);
        if (message.kind !== "chunks") return;
        dying ??= message.chunks.find((chunk) => kills(chunk, ++sent));
        if (dying && ready) worker.end();
      },
    };
  };
}

type Opening = Extract<ToWorker, { readonly kind: "open" }>;

/** Spoils what a chunk has in the outputs of a run. */
function spoilerOf({ task, spec, memory = [] }: Opening): (chunk: Chunk) => Promise<void> {
  const widths = loadTask(task).then((make) => make(spec as never).widths);
  return async (chunk) => {
    for (const part of partsOf(memory, await widths, chunk)) part.fill(-1e9);
  };
}
