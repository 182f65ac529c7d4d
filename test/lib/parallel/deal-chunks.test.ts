import { describe, expect, test } from "vitest";
import { type Chunk, chunksOf } from "../../../lib/parallel/chunk.ts";
import {
  type ChunkProgress,
  type DealOptions,
  dealChunks,
  type OpenWorker,
} from "../../../lib/parallel/deal-chunks.ts";

/** Workers without threads that finish each chunk in a task of its own. */
function playWorkers(log: string[], name = "worker"): OpenWorker {
  let count = 0;
  return (events) => {
    const own = `${name} ${++count}`;
    return {
      send: ({ first }: Chunk) => {
        log.push(`${own} at ${first}`);
        setTimeout(events.done);
      },
      release: () => void log.push(`${own} released`),
    };
  };
}

const deal = (count: number, options: Omit<DealOptions, "openHere"> & Partial<DealOptions>) =>
  dealChunks(chunksOf(count, 1), { openHere: playWorkers([], "this thread"), ...options });

describe("chunksOf", () => {
  test("covers every item once, in order", () => {
    expect(chunksOf(10, 4)).toEqual([
      { first: 0, count: 4 },
      { first: 4, count: 4 },
      { first: 8, count: 2 },
    ]);
    expect(chunksOf(4, 4)).toEqual([{ first: 0, count: 4 }]);
  });
});

describe("dealChunks", () => {
  test("gives a worker nothing more before its listener has settled", async () => {
    const log: string[] = [];
    const onProgress = async () => {
      log.push("heard");
      await new Promise((resolve) => setTimeout(resolve, 2));
      log.push("settled");
    };
    const dealt = await deal(3, { jobs: 1, open: playWorkers(log), onProgress });
    expect(dealt).toEqual({ jobs: 1, replaced: 0, failed: 0 });
    const one = (k: number) => [`worker 1 at ${k}`, "heard", "settled"];
    expect(log).toEqual([...one(0), ...one(1), ...one(2), "worker 1 released"]);
  });

  test("ends only when every listener has settled", async () => {
    let settled = 0;
    const onProgress = async (progress: ChunkProgress) => {
      const first = progress.kind === "chunk" && progress.done === 1;
      await new Promise((resolve) => setTimeout(resolve, first ? 20 : 0));
      settled++;
    };
    await deal(4, { jobs: 2, open: playWorkers([]), onProgress });
    expect(settled).toBe(4);
  });

  test("takes no more workers than there are chunks, and releases all it took", async () => {
    const log: string[] = [];
    const dealt = await deal(3, { jobs: 16, open: playWorkers(log) });
    expect(dealt.jobs).toBe(3);
    expect(log.filter((line) => line.endsWith("released")).toSorted()).toEqual(
      [1, 2, 3].map((k) => `worker ${k} released`),
    );
  });

  test("replaces the only worker that dies between two chunks, while its listener thinks", async () => {
    const log: string[] = [];
    let started = 0;
    const play = playWorkers(log);
    const open: OpenWorker = (events) => {
      const first = ++started === 1;
      const done = () => {
        events.done();
        if (first) events.died("killed");
      };
      return play({ ...events, done });
    };
    const onProgress = () => new Promise((resolve) => setTimeout(resolve, 1));
    expect(await deal(3, { jobs: 1, open, onProgress })).toMatchObject({ replaced: 1 });
    expect(log).toEqual(["worker 1 at 0", "worker 2 at 1", "worker 2 at 2", "worker 2 released"]);
  });

  test("does what is left on this thread when a replacement cannot be started", async () => {
    const log: string[] = [];
    let started = 0;
    const open: OpenWorker = (events) => {
      if (++started === 2) throw new Error("no more threads");
      return { send: () => void setTimeout(() => events.died("killed")), release: () => undefined };
    };
    const openHere = playWorkers(log, "this thread");
    const dealt = await deal(2, { jobs: 1, open, openHere });
    expect(dealt).toEqual({ jobs: 1, replaced: 1, failed: 1, reason: "no more threads" });
    expect(log).toEqual(["this thread 1 at 0", "this thread 1 at 1", "this thread 1 released"]);
  });

  test("goes on with the workers that came up, however late the others are known to have failed", async () => {
    const log: string[] = [];
    let started = 0;
    const play = playWorkers(log);
    const open: OpenWorker = (events) => {
      if (++started !== 2) return play(events);
      return {
        send: () => void setTimeout(() => events.failed("404"), 5),
        release: () => undefined,
      };
    };
    const openHere = playWorkers(log, "this thread");
    const dealt = await deal(4, { jobs: 2, open, openHere });
    expect(dealt).toEqual({ jobs: 1, replaced: 0, failed: 1, reason: "404" });
    expect(
      log
        .filter((line) => line.includes(" at "))
        .map((line) => line.at(-1))
        .toSorted(),
    ).toEqual(["0", "1", "2", "3"]);
  });
});
