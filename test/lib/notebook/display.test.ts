import { expect, it } from "vitest";
import { display } from "../../../lib/notebook/display.ts";
import { displayed } from "./fake-kernel.ts";

const bundle = { data: { "text/plain": "a" }, metadata: { stressbook: { chart: "x" } } };

it("display fails outside a notebook before and after one has run", () => {
  expect(() => display(bundle)).toThrow(/call them from a cell/);
  displayed(() => display(bundle));
  expect(() => display(bundle)).toThrow(/call them from a cell/);
});

it("display hands data and metadata to the kernel's writer at once, in order", () => {
  const order: string[] = [];
  const written = displayed(() => {
    order.push("before");
    display(bundle);
    order.push("after");
    display({ ...bundle, data: { "text/plain": "b" } });
  });
  expect(order).toEqual(["before", "after"]);
  expect(written).toEqual([
    { ...bundle, transient: {} },
    { ...bundle, data: { "text/plain": "b" }, transient: {} },
  ]);
});
