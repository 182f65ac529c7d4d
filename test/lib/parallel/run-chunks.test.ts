import { describe, expect, test } from "vitest";
import {
  type Chunk,
  chunksOf,
  runChunks,
  type StartWorker,
} from "../../../lib/parallel/run-chunks.ts";

/** Workers without threads that finish each chunk in a task of its own. */
function playWorkers(log: string[]): StartWorker {
  let count = 0;
  return (events) => {
    const name = `worker ${++count}`;
    return {
      send: ({ first }: Chunk) => {
        log.push(`${name} at ${first}`);
        setTimeout(events.done);
      },
      end: () => void log.push(`${name} ends`),
    };
  };
}

describe("chunksOf", () => {
  test("covers every scenario once, in order", () => {
    expect(chunksOf(10, 4)).toEqual([
      { first: 0, count: 4 },
      { first: 4, count: 4 },
      { first: 8, count: 2 },
    ]);
    expect(chunksOf(4, 4)).toEqual([{ first: 0, count: 4 }]);
  });
});

describe("runChunks", () => {
  test("gives a worker nothing more before its listener has settled", async () => {
    const log: string[] = [];
    const onProgress = async () => {
      log.push("heard");
      await new Promise((resolve) => setTimeout(resolve, 2));
      log.push("settled");
    };
    const plan = { count: 3, chunkSize: 1, jobs: 1, start: playWorkers(log), onProgress };
    expect(await runChunks(plan)).toBe(0);
    const one = (k: number) => [`worker 1 at ${k}`, "heard", "settled"];
    expect(log).toEqual([...one(0), ...one(1), ...one(2), "worker 1 ends"]);
  });

  test("starts no more workers than there are chunks, and ends all it started", async () => {
    const log: string[] = [];
    await runChunks({ count: 3, chunkSize: 1, jobs: 16, start: playWorkers(log) });
    expect(log.filter((line) => line.endsWith("ends")).toSorted()).toEqual(
      [1, 2, 3].map((k) => `worker ${k} ends`),
    );
  });

  test("replaces the only worker that dies between two chunks, while its listener thinks", async () => {
    const log: string[] = [];
    let started = 0;
    const play = playWorkers(log);
    const start: StartWorker = (events) => {
      const first = ++started === 1;
      const done = () => {
        events.done();
        if (first) events.died("killed");
      };
      return play({ ...events, done });
    };
    const onProgress = () => new Promise((resolve) => setTimeout(resolve, 1));
    expect(await runChunks({ count: 3, chunkSize: 1, jobs: 1, start, onProgress })).toBe(1);
    expect(log).toEqual(["worker 1 at 0", "worker 2 at 1", "worker 2 at 2", "worker 2 ends"]);
  });

  test("fails when a replacement cannot be started", async () => {
    let started = 0;
    const start: StartWorker = (events) => {
      if (++started === 2) throw new Error("no more threads");
      return { send: () => void setTimeout(() => events.died("killed")), end: () => undefined };
    };
    await expect(runChunks({ count: 3, chunkSize: 1, jobs: 1, start })).rejects.toThrow(
      "no more threads",
    );
  });
});
