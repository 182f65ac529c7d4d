import { describe, expect, test } from "vitest";
import { type Chunk, chunksOf } from "../../../lib/parallel/chunk.ts";
import {
  type ChunkProgress,
  type DealOptions,
  dealChunks,
  type OpenWorker,
} from "../../../lib/parallel/deal-chunks.ts";

/** Workers without threads that finish what they are sent in a task of its own. */
function playWorkers(log: string[], { name = "worker", most = 1 } = {}): OpenWorker {
  let count = 0;
  return (events) => {
    const own = `${name} ${++count}`;
    return {
      most,
      send: (chunks: readonly Chunk[]) => {
        log.push(`${own} at ${chunks.map(({ first }) => first)}`);
        setTimeout(() => events.done(chunks.length));
      },
      release: () => void log.push(`${own} released`),
    };
  };
}

const deal = (count: number, options: Omit<DealOptions, "openHere"> & Partial<DealOptions>) =>
  dealChunks(chunksOf(count, 1), {
    openHere: playWorkers([], { name: "this thread" }),
    ...options,
  });

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
      const done = (count: number) => {
        events.done(count);
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
      return {
        most: 1,
        send: () => void setTimeout(() => events.died("killed")),
        release: () => undefined,
      };
    };
    const openHere = playWorkers(log, { name: "this thread" });
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
        most: 4,
        send: () => void setTimeout(() => events.failed("404"), 5),
        release: () => undefined,
      };
    };
    const openHere = playWorkers(log, { name: "this thread" });
    const dealt = await deal(4, { jobs: 2, open, openHere });
    expect(dealt).toEqual({ jobs: 1, replaced: 0, failed: 1, reason: "404" });
    expect(
      log
        .filter((line) => line.includes(" at "))
        .map((line) => line.at(-1))
        .toSorted(),
    ).toEqual(["0", "1", "2", "3"]);
  });

  test("sends several chunks at once while many wait, half a fair share of them, where nobody listens", async () => {
    const log: string[] = [];
    await deal(12, { jobs: 1, open: playWorkers(log, { most: 4 }) });
    expect(log).toEqual(
      ["0,1,2,3", "4,5,6,7", "8,9", "10", "11"]
        .map((at) => `worker 1 at ${at}`)
        .concat("worker 1 released"),
    );
    const heard: string[] = [];
    await deal(3, { jobs: 1, open: playWorkers(heard, { most: 4 }), onProgress: () => undefined });
    expect(heard).toEqual([0, 1, 2].map((k) => `worker 1 at ${k}`).concat("worker 1 released"));
  });

  test("sends the next chunks to a worker that is at the last of those it had", async () => {
    const log: string[] = [];
    const open: OpenWorker = (events) => ({
      most: 4,
      send: ([first, ...more]: readonly Chunk[]) => {
        log.push(`${first?.first} and ${more.length} more`);
        if (more.length > 0) setTimeout(() => events.done(more.length));
        setTimeout(() => log.push("at its last"));
        setTimeout(() => events.done(1), 5);
      },
      release: () => void log.push("released"),
    });
    await deal(8, { jobs: 1, open });
    expect(log.slice(0, 3)).toEqual(["0 and 3 more", "4 and 1 more", "at its last"]);
  });

  /** Dies when sent one of some chunks, and says how many chunks it had then. */
  function deadly(ends: readonly number[], log: string[]): OpenWorker {
    return (events) => ({
      most: 4,
      send: (chunks: readonly Chunk[]) => {
        const dies = chunks.some(({ first }) => ends.includes(first));
        log.push(`${chunks.map(({ first }) => first)}${dies ? " died" : ""}`);
        setTimeout(() => (dies ? events.died("killed") : events.done(chunks.length)));
      },
      release: () => undefined,
    });
  }

  test("deals the chunks of a dead worker alone, and blames the one that ends workers", async () => {
    const log: string[] = [];
    const dealt = deal(8, { jobs: 1, open: deadly([2], log) });
    await expect(dealt).rejects.toThrow("workers must survive items 2 to 2: 3 died, killed");
    expect(log).toEqual(["0,1,2,3 died", "0", "1", "2 died", "2 died", "2 died"]);
  });

  test("blames no chunk for a worker that had others, too", async () => {
    let alone = 0;
    const open: OpenWorker = (events) => ({
      most: 4,
      send: (chunks) => {
        const dies = chunks.length > 1 || (chunks[0]!.first === 0 && ++alone < 3);
        setTimeout(() => (dies ? events.died("killed") : events.done(chunks.length)));
      },
      release: () => undefined,
    });
    const dealt = await deal(8, { jobs: 1, open });
    expect(alone).toBe(3);
    expect(dealt.replaced).toBeGreaterThan(3);
  });

  test("hears nothing more of a worker that is gone", async () => {
    let started = 0;
    const play = playWorkers([]);
    const open: OpenWorker = (events) => {
      if (++started > 1) return play(events);
      const send = () => {
        setTimeout(() => {
          events.died("killed");
          events.done(1);
        });
      };
      return { most: 1, send, release: () => undefined };
    };
    const done: number[] = [];
    const onProgress = (told: ChunkProgress) => {
      if (told.kind === "chunk") done.push(told.done);
    };
    expect(await deal(3, { jobs: 1, open, onProgress })).toMatchObject({ replaced: 1 });
    expect(done).toEqual([1, 2, 3]);
  });
});
