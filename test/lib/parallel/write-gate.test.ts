import { expect, test } from "vitest";
import { closeGate, isQuiet, writeGate, writeThrough } from "../../../lib/parallel/write-gate.ts";

test("is quiet when nobody writes, whatever came of it", () => {
  const gate = writeGate();
  writeThrough(gate, () => expect(isQuiet(gate)).toBe(false));
  expect(isQuiet(gate)).toBe(true);
  const refused = (): never => {
    throw new RangeError("no");
  };
  expect(() => writeThrough(gate, refused)).toThrow("no");
  expect(isQuiet(gate)).toBe(true);
});

test("lets who writes end when it closes, and nobody begin", () => {
  const gate = writeGate();
  let written = 0;
  writeThrough(gate, () => {
    closeGate(gate);
    expect(isQuiet(gate)).toBe(false);
    written++;
  });
  writeThrough(gate, () => written++);
  expect(written).toBe(1);
  expect(isQuiet(gate)).toBe(true);
});
