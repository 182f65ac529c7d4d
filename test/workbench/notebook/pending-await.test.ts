import { describe, expect, test } from "vitest";
import { atPendingAwait } from "../../../workbench/notebook/pending-await.ts";

const failure = { kind: "timeout", cell: 2, message: "still running" } as const;

describe("atPendingAwait", () => {
  test("names the line of the only top-level await, not of those in functions", () => {
    const source = "const f = async () => {\n  await g();\n};\nconst x = 1 + (await f());";
    expect(atPendingAwait(failure, source)).toEqual({ ...failure, line: 4, column: 16 });
  });

  test("lists the lines where there are several", () => {
    const source = "await f();\nfor (const x of y) {\n  await x;\n}\nawait z; await z;";
    expect(atPendingAwait(failure, source)).toEqual({
      ...failure,
      trace: ["one of the awaits on lines 1, 3, 5"],
    });
  });

  test("says nothing about a cell without one", () => {
    expect(atPendingAwait(failure, "f(async () => await g());")).toBe(failure);
  });
});
