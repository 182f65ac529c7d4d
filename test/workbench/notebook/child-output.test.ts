import { expect, test } from "vitest";
import { displayMessage } from "../../../workbench/notebook/child-output.ts";

test("a display with a NaN is refused by its path, as JSON would make it null", () => {
  const display = { data: { "text/plain": "x" }, metadata: { rows: [1, { pnl: Number.NaN }] } };
  expect(() => displayMessage(display, false)).toThrow(
    new TypeError("display.metadata.rows[1].pnl is not JSON: NaN"),
  );
});

test("a display with a typed array, a function or a date is refused", () => {
  for (const value of [new Float64Array(1), () => 1, new Date(0), Infinity, 1n]) {
    const display = { data: {}, metadata: { value } };
    expect(() => displayMessage(display, false), String(value)).toThrow("display.metadata.value");
  }
});

test("a display without metadata has none, and keeps its id only when it has one", () => {
  const data = { "text/plain": "x" };
  expect(displayMessage({ data }, false)).toEqual({ data, metadata: {}, update: false });
  const named = displayMessage({ data, transient: { display_id: "a" } }, true);
  expect(named).toEqual({ data, metadata: {}, id: "a", update: true });
});
