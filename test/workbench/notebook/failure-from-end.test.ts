import { describe, expect, test } from "vitest";
import { failureFromEnd } from "../../../workbench/notebook/failure-from-end.ts";
import { formatSighting } from "../../../workbench/notebook/messages.ts";

const position = { cell: 2, line: 4, column: 1 };

describe("failureFromEnd", () => {
  test("is nothing for a notebook that finished, however its process was ended", () => {
    expect(failureFromEnd({ cell: 2, stderr: "", finished: true, signal: "SIGKILL" })).toBe(
      undefined,
    );
  });

  test("is what the child reported", () => {
    const failure = { kind: "exception", cell: 1, message: "Error: a" } as const;
    expect(failureFromEnd({ cell: 1, stderr: "", failure, signal: "SIGKILL" })).toBe(failure);
  });

  test("names the line where the watchdog saw a cell past its timeout", () => {
    const stderr = formatSighting({ cell: 2, position, reason: "timeout" });
    expect(failureFromEnd({ cell: 2, stderr, timedOut: true, timeoutSeconds: 3 })).toEqual({
      kind: "timeout",
      cell: 2,
      line: 4,
      column: 1,
      message: "still running after 3 s (--timeout)",
    });
  });

  test("says when the loop turns in a function of another cell", () => {
    const stderr = formatSighting({ cell: 3, position, reason: "timeout" });
    const failure = failureFromEnd({ cell: 3, stderr, timedOut: true, timeoutSeconds: 3 });
    expect(failure).toMatchObject({ cell: 3, trace: ["cell [2], line 4"] });
    expect(failure).not.toHaveProperty("line");
  });

  test("takes the last sighting before memory ran out", () => {
    const stderr = [1, 3]
      .map((line) => formatSighting({ cell: 2, position: { ...position, line }, reason: "memory" }))
      .join("");
    const out = "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory";
    expect(failureFromEnd({ cell: 2, stderr: stderr + out, signal: "SIGABRT" })).toMatchObject({
      kind: "memory",
      line: 3,
    });
  });

  test("takes an earlier sighting of the cell when the last look got no answer", () => {
    const seen = formatSighting({ cell: 2, position, reason: "memory" });
    const mute = formatSighting({ cell: 2, reason: "overflow" });
    const end = { cell: 2, overflowed: true, memoryMegabytes: 400 };
    expect(failureFromEnd({ ...end, stderr: seen + mute })).toEqual({
      kind: "memory",
      cell: 2,
      line: 4,
      column: 1,
      message: "out of memory: the limit is 400 MB (--memory)",
    });
    const other = formatSighting({ cell: 1, position: { ...position, cell: 1 }, reason: "memory" });
    expect(failureFromEnd({ ...end, stderr: other + mute })).not.toHaveProperty("line");
  });

  test("of a stopped run is where the watchdog saw it, whatever else the child said", () => {
    const stderr = formatSighting({ cell: 2, position, reason: "interrupt" });
    const end = { cell: 2, interrupted: true, signal: "SIGKILL" } as const;
    expect(failureFromEnd({ ...end, stderr })).toMatchObject({ kind: "interrupted", line: 4 });
    expect(failureFromEnd({ ...end, stderr: "" })).toEqual({
      kind: "interrupted",
      cell: 2,
      message: "interrupted",
    });
  });

  test("tells a signal, an exit code and a kernel that did not start apart", () => {
    const end = { cell: 1, stderr: "" };
    expect(failureFromEnd({ ...end, signal: "SIGTERM" })?.message).toContain("SIGTERM");
    expect(failureFromEnd({ ...end, code: 3 })?.message).toContain("exit code 3");
    const start = { cell: 0, stderr: "x\nError: tslab must be 1.0.22: 2.0.0\n  at y\n", code: 1 };
    expect(failureFromEnd(start)).toMatchObject({
      kind: "start",
      cell: 0,
      message: "the kernel did not start: Error: tslab must be 1.0.22: 2.0.0",
    });
  });

  test("names a flood of output", () => {
    expect(failureFromEnd({ cell: 1, stderr: "", flooded: true })).toMatchObject({
      kind: "output",
    });
  });
});
