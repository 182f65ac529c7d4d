import { expect, test } from "vitest";
import { shareLarge } from "../../../lib/parallel/share-large.ts";

test("copies large arrays into shared memory once, and leaves everything else as it is", () => {
  const prices = Float64Array.from({ length: 10_000 }, (_, k) => k + 0.5);
  const codes = new Uint8Array(100_000).fill(7);
  const few = Float64Array.of(1, 2);
  const sides = new Int8Array(70_000).fill(-1);
  const names = ["BTC", "ETH"];
  const market = new Map([["BTC", 1]]);
  const data = Object.freeze({
    ...{ prices, few, sides, names, market, note: "as it is", none: undefined },
    rows: [{ prices, codes }, null],
  });
  const shared = shareLarge(data);
  expect(shared).toEqual(data);
  expect(shared.prices).toBeInstanceOf(Float64Array);
  expect(shared.prices.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(shared.rows[0]?.prices).toBe(shared.prices);
  expect(shared.rows[0]?.codes.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(shared.sides.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(shared.few).toBe(few);
  expect(shared.names).toBe(names);
  expect(shared.market).toBe(market);
  expect(shareLarge(shared).prices).toBe(shared.prices);
  shared.prices[0] = -1;
  expect(prices[0]).toBe(0.5);
});

test("copies a part of an array alone, not all the memory behind it", () => {
  const all = Float64Array.from({ length: 100_000 }, (_, k) => k);
  const shared = shareLarge({ part: all.subarray(10, 20_010) });
  expect(shared.part.buffer.byteLength).toBe(160_000);
  expect([shared.part[0], shared.part.at(-1)]).toEqual([10, 20_009]);
  const { few } = shareLarge({ few: all.subarray(3, 5) });
  expect([few.buffer.byteLength, ...few]).toEqual([16, 3, 4]);
});
