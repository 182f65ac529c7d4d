import { afterEach, expect, test, vi } from "vitest";
import { lendArrays } from "../../../lib/parallel/lend-arrays.ts";

afterEach(() => {
  vi.useRealTimers();
});

const shared = (length: number): Float64Array<ArrayBufferLike> =>
  new Float64Array(new SharedArrayBuffer(8 * length));
const refusal = "price must be free: another call may still write to it";

/** A run that is given up while a worker writes: what ends the worker's chunk. */
async function givenUp(price: Float64Array): Promise<() => void> {
  let gate: Int32Array | undefined;
  const run = lendArrays({ price }, async (given) => {
    gate = given;
    Atomics.add(gate!, 0, 1);
    throw new Error("given up");
  });
  await expect(run).rejects.toThrow("given up");
  return () => void Atomics.sub(gate!, 0, 1);
}

test("lends memory to one run at a time, its other parts to others", async () => {
  const all = shared(8);
  let end: (value: string) => void = () => undefined;
  const long = new Promise<string>((resolve) => {
    end = resolve;
  });
  const first = lendArrays({ price: all.subarray(0, 4) }, () => long);
  const again = lendArrays({ price: all.subarray(3, 6) }, async () => "again");
  await expect(again).rejects.toThrow(refusal);
  const apart = lendArrays({ price: all.subarray(4) }, async () => "apart");
  expect(await apart).toBe("apart");
  end("first");
  expect(await first).toBe("first");
  expect(await lendArrays({ price: all }, async () => "then")).toBe("then");
});

test("waits for the last writer of a run that was given up", async () => {
  const price = shared(3);
  const endChunk = await givenUp(price);
  let begun = false;
  const next = lendArrays({ price }, async () => {
    begun = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(begun).toBe(false);
  endChunk();
  await next;
  expect(begun).toBe(true);
});

test("refuses in the end memory that a worker died at, and lends what only this thread writes to", async () => {
  vi.useFakeTimers();
  const price = shared(3);
  await givenUp(price);
  const next = expect(lendArrays({ price }, async () => "next")).rejects.toThrow(refusal);
  await vi.advanceTimersByTimeAsync(5_000);
  await next;
  const plain = new Float64Array(3);
  await givenUp(plain);
  expect(await lendArrays({ price: plain }, async () => "plain")).toBe("plain");
});
