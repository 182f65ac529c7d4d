import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type StartWorker, startWorker } from "../../../lib/parallel/start-worker.ts";
import { poolOn, workerPool } from "../../../lib/parallel/worker-pool.ts";
import { bitsOf, oneVar } from "./one-var.ts";

const { chunks, plain, parallel } = oneVar.monteCarloVar;

/** Counts the workers that were started and that are ended. */
function counted() {
  const counts = { started: 0, ended: 0 };
  const start: StartWorker = (events) => {
    counts.started++;
    const worker = startWorker(events);
    return {
      ...worker,
      end: () => {
        counts.ended++;
        worker.end();
      },
    };
  };
  return { counts, start };
}

describe("workerPool", () => {
  test("starts its workers once for many calls, and ends those past its number", async () => {
    const { counts, start } = counted();
    const pool = poolOn(start, { jobs: 2 });
    expect(counts.started).toBe(0);
    for (let call = 0; call < 4; call++) await parallel({ jobs: 2, pool });
    expect(counts).toEqual({ started: 2, ended: 0 });
    await parallel({ jobs: 3, pool });
    expect(counts).toEqual({ started: 3, ended: 1 });
    pool.close();
    expect(counts).toEqual({ started: 3, ended: 3 });
  });

  test("serves calls at the same time, and calls from a listener", async () => {
    using pool = workerPool({ jobs: 2 });
    let inner: Promise<{ valueAtRisk: number }> | undefined;
    const onProgress = () => {
      inner ??= parallel({ jobs: 2, pool });
      return inner;
    };
    const found = await Promise.all([
      parallel({ jobs: 2, pool, onProgress }),
      oneVar.pathVar.parallel({ jobs: 2, pool }),
    ]);
    expect(bitsOf(found[0])).toBe(bitsOf(plain()));
    expect(bitsOf(found[1])).toBe(bitsOf(oneVar.pathVar.plain()));
    expect((await inner)?.valueAtRisk).toBe(found[0].valueAtRisk);
  });

  test("when closed rejects what it is at and whatever comes later", async () => {
    const { counts, start } = counted();
    const pool = poolOn(start, { jobs: 2 });
    let heard = 0;
    const onProgress = () => {
      if (++heard === 2) pool.close();
    };
    const closed = "pool must be open: it was closed";
    await expect(parallel({ jobs: 2, pool, onProgress })).rejects.toThrow(closed);
    expect(heard).toBeLessThan(chunks);
    await expect(parallel({ jobs: 2, pool })).rejects.toThrow(closed);
    pool.close();
    expect(counts).toEqual({ started: 2, ended: 2 });
  });

  test("replaces a worker that died while it waited", async () => {
    const { counts, start } = counted();
    const ends: (() => void)[] = [];
    const pool = poolOn(
      (events) =>
        start({
          ...events,
          message: (answer) => {
            events.message(answer);
            if (answer.kind === "ready") ends.push(() => events.gone("killed while idle"));
          },
        }),
      { jobs: 2 },
    );
    await parallel({ jobs: 2, pool });
    for (const end of ends) end();
    const found = await parallel({ jobs: 2, pool });
    expect(found).toMatchObject({ jobs: 2, replaced: 0 });
    expect(counts).toEqual({ started: 4, ended: 2 });
    pool.close();
  });

  test.each([0, 1.5, Number.NaN])("refuses %o jobs", (jobs) => {
    expect(() => workerPool({ jobs })).toThrow(`jobs must be an integer of at least 1: ${jobs}`);
  });

  test("keeps no process alive that has nothing else to do, and a call keeps it until it is done", () => {
    const script = fileURLToPath(new URL("idle-process.ts", import.meta.url));
    const printed = execFileSync(process.execPath, [script], { encoding: "utf8", timeout: 20_000 });
    expect(printed).toBe("jobs 2\n");
  });
});
