import { describe, expect, test } from "vitest";
import { laterSlice } from "../../../lib/base/later-slice.ts";

const days = (count: number): string[] => Array.from({ length: count }, (_, i) => `day ${i}`);

describe("laterSlice", () => {
  test.each([
    [0, 0],
    [3, 3],
    [3, 1],
    [8_193, 1],
    [8_194, 1],
    [30_000, 250],
  ])("is what slice gives, of %d elements from %d on", (count, start) => {
    const items = days(count);
    expect(laterSlice(items, start)()).toEqual(items.slice(start));
  });

  test("has the elements there were, whatever becomes of them, and gives one array", () => {
    const items = days(20_000);
    const expected = items.slice(7);
    const later = laterSlice(items, 7);
    items.fill("another day");
    expect(later()).toEqual(expected);
    expect(later()).toBe(later());
  });
});
