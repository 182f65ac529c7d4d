import { expect, test } from "vitest";
import { withScratch } from "../../../lib/parallel/scratch.ts";

const bufferOf = (length: number): Promise<ArrayBufferLike> =>
  withScratch([length], async ([array]) => array!.buffer);

test("gives memory of the work before, whatever small work there was", async () => {
  const first = await bufferOf(50_000);
  for (let k = 0; k < 8; k++) await withScratch([10 + 100 * k, 0], async () => undefined);
  const again = await bufferOf(50_000);
  expect(await bufferOf(40_000)).toBe(again);
  expect(again).not.toBe(first);
});

test("gives no two works the same memory at a time, nor what work that threw had", async () => {
  const [one, two] = await Promise.all([bufferOf(9_000), bufferOf(9_000)]);
  expect(one).not.toBe(two);
  let thrown: ArrayBufferLike | undefined;
  const failing = withScratch([9_000], async ([array]) => {
    thrown = array!.buffer;
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  for (let k = 0; k < 3; k++) expect(await bufferOf(9_000)).not.toBe(thrown);
});
