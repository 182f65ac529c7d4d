import { expect, test } from "vitest";
import { overlap } from "../../../lib/base/overlap.ts";

test("is true of views with a byte in common, and of no others", () => {
  const memory = new ArrayBuffer(64);
  const bytes = (first: number, length: number) => new Uint8Array(memory, first, length);
  const numbers = new Float64Array(memory, 16, 2);
  expect(overlap(numbers, numbers)).toBe(true);
  expect(overlap(numbers, bytes(31, 1))).toBe(true);
  expect(overlap(bytes(0, 17), numbers)).toBe(true);
  expect(overlap(bytes(0, 64), numbers)).toBe(true);
  expect(overlap(numbers, bytes(0, 64))).toBe(true);
  expect(overlap(bytes(0, 16), numbers)).toBe(false);
  expect(overlap(numbers, bytes(32, 4))).toBe(false);
  expect(overlap(bytes(16, 0), numbers)).toBe(false);
  expect(overlap(new Uint8Array(64), numbers)).toBe(false);
});
