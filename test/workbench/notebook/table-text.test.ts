import { expect, test } from "vitest";
import type { Notebook } from "../../../workbench/notebook/notebook.ts";
import { tableText } from "../../../workbench/notebook/table-text.ts";

const named = (name: string, text: string): Notebook => ({
  metadata: {},
  cells: [
    { kind: "markdown", id: "m", metadata: {}, source: name },
    {
      kind: "code",
      id: "a",
      metadata: {},
      source: "",
      executionCount: 1,
      outputs: [
        { kind: "stream", name: "stdout", text: name },
        { kind: "display", data: {}, metadata: { stressbook: { table: { name: "other" } } } },
        {
          kind: "display",
          data: { "text/plain": text },
          metadata: { stressbook: { table: { name } } },
        },
      ],
    },
  ],
});

test("a table is found by its name among other outputs, and not by another one", () => {
  expect(tableText(named("pnl", "a  b"), "pnl")).toBe("a  b");
  expect(tableText(named("pnl", "a  b"), "pn")).toBeUndefined();
});
