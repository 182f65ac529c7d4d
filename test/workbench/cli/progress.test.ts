import { expect, test } from "vitest";
import { createProgress } from "../../../workbench/cli/progress.ts";

function written(isTTY: boolean): string {
  let text = "";
  const write = (part: string): void => {
    text += part;
  };
  const { onEvent } = createProgress({ isTTY, columns: 40, write });
  onEvent({ type: "started", file: "a.ipynb", cells: 3 });
  onEvent({ type: "cell", file: "a.ipynb", cell: 2 });
  return text;
}

test("a terminal gets a line that says which cell runs; anything else gets nothing", () => {
  expect(written(true)).toContain("running a.ipynb [2/3]");
  expect(written(false)).toBe("");
});
