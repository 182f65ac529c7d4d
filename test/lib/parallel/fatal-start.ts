import type { Chunk } from "../../../lib/parallel/chunk.ts";
import type { StartWorker } from "../../../lib/parallel/start-worker.ts";

/** Given the chunk, and how many were sent to all workers so far. */
export type Kills = (chunk: Chunk, sent: number) => boolean;

/**
 * Workers that are ended as a crash would, when they are sent a chunk of which `kills` says so: the host alone
 * tells of it. What was written of that chunk in shared memory is spoilt.
 */
export function fatalStart(start: StartWorker, kills: Kills): StartWorker {
  let sent = 0;
  return (events) => {
    let memory: readonly Float64Array[] = [];
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
      gone: (reason) => {
        if (dying) spoil(dying, memory);
        events.gone(reason);
      },
    });
    return {
      ...worker,
      post: (message) => {
        worker.post(message);
        if (message.kind === "open") memory = message.memory ?? [];
        if (message.kind !== "chunks") return;
        dying ??= message.chunks.find((chunk) => kills(chunk, ++sent));
        if (dying && ready) worker.end();
      },
    };
  };
}

function spoil({ first, count }: Chunk, memory: readonly Float64Array[]): void {
  for (const shared of memory) shared.fill(-1e9, first, first + count);
}
