import { expect, test } from "vitest";
import { inOrder } from "../../../workbench/cli/in-order.ts";

test("texts come in the order of the files, whatever finishes first", () => {
  const printed: string[] = [];
  const { add } = inOrder(["a", "b", "c"], (text) => printed.push(text));
  add("c", "third");
  add("a", "first");
  expect(printed).toEqual(["first"]);
  add("b", "second");
  expect(printed).toEqual(["first", "second", "third"]);
});

test("what still waits when the work stops is printed once", () => {
  const printed: string[] = [];
  const { add, flush } = inOrder(["a", "b"], (text) => printed.push(text));
  add("b", "second");
  flush();
  flush();
  expect(printed).toEqual(["second"]);
});
