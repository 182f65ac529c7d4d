import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pathOf, placeOf, rootsOf } from "../../../workbench/stamp/places.ts";
import { project, root } from "./projects.ts";

const here = realpathSync(root);
const place = (name: string) => placeOf(join(here, name), rootsOf(join(here, "notebooks")));

test("a file of the project goes by its path in it", () => {
  expect(place("data/daily-close.csv")).toMatchObject({
    kind: "file",
    name: "data/daily-close.csv",
  });
});

test("a built module of the library goes by the source it was built from", () => {
  const source = { kind: "file", name: "lib/var/tail.ts", path: join(here, "lib/var/tail.ts") };
  expect(place("lib/dist/var/tail.js")).toEqual(source);
  expect(place("lib/dist/var/tail.d.ts")).toEqual(source);
  expect(place("lib/dist/none.js")).toMatchObject({ name: "lib/dist/none.js" });
});

test.each([
  ["node_modules/d3/src/index.js", "node_modules/d3"],
  ["node_modules/@observablehq/plot/src/x.js", "node_modules/@observablehq/plot"],
  ["node_modules/a/node_modules/@b/c/d.js", "node_modules/a/node_modules/@b/c"],
  ["lib/node_modules/x/y.js", "lib/node_modules/x"],
])("%s belongs to a package", (name, key) => {
  expect(place(name)).toEqual({ kind: "package", key });
});

test("what runs notebooks, and its working files, are no inputs of theirs", () => {
  expect(place("workbench/notebook/tslab.ts")).toEqual({ kind: "runner" });
  expect(place(".stressbook/compile-cache/x")).toEqual({ kind: "runner" });
});

test("a file elsewhere is outside and keeps its base name only", () => {
  const roots = rootsOf(project());
  expect(placeOf("/somewhere/else/prices.csv", roots)).toEqual({
    kind: "outside",
    name: "prices.csv",
  });
  expect(placeOf(`${roots.project}-other/x.csv`, roots)).toMatchObject({ kind: "outside" });
});

test("a notebook in another project is stamped from there, and from here for what only we have", () => {
  const folder = realpathSync(project());
  const roots = rootsOf(join(folder, "notebooks"));
  expect(roots).toEqual({ project: folder, installation: here });
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "data/own.csv"), "1");
  expect(pathOf("data/own.csv", roots)).toBe(join(folder, "data/own.csv"));
  expect(pathOf("lib/index.ts", roots)).toBe(join(here, "lib/index.ts"));
});
