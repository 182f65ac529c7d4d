import { expect, test } from "vitest";
import { collectOutputs } from "../../../workbench/notebook/outputs.ts";

const text = (content: string) => ({ data: { "text/plain": content }, metadata: {} });

test("neighbouring texts of one stream are merged, others keep their order", () => {
  const outputs = collectOutputs();
  outputs.stream(1, "stdout", "a");
  outputs.stream(1, "stdout", "b");
  outputs.stream(1, "stderr", "c");
  outputs.stream(1, "stdout", "d");
  expect(outputs.of(1)).toEqual([
    { kind: "stream", name: "stdout", text: "ab" },
    { kind: "stream", name: "stderr", text: "c" },
    { kind: "stream", name: "stdout", text: "d" },
  ]);
});

test("an update replaces the display of its id, in the cell that showed it", () => {
  const outputs = collectOutputs();
  outputs.display(1, { ...text("old"), id: "x", update: false });
  outputs.display(2, { ...text("new"), id: "x", update: true });
  expect(outputs.of(1)).toEqual([{ kind: "display", ...text("new") }]);
  expect(outputs.of(2)).toEqual([]);
});

test("an update of an id that nobody showed is shown", () => {
  const outputs = collectOutputs();
  outputs.display(3, { ...text("new"), id: "y", update: true });
  expect(outputs.of(3)).toEqual([{ kind: "display", ...text("new") }]);
});
