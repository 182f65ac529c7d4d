import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

const door = join(import.meta.dirname, "../../../lib/charts.ts");
const allowed = ["@observablehq/plot", "d3"];

/** Every module that is loaded with a source file: relative ones followed, packages by name. */
function loadedBy(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = readFileSync(file, "utf8");
  const statements = source.match(/^(?:import|export)\s[^;]*?from\s+"[^"]+"/gm) ?? [];
  for (const statement of statements.filter((text) => !/^(?:import|export) type\s/.test(text))) {
    const module = /"([^"]+)"$/.exec(statement)![1]!;
    if (module.startsWith(".")) loadedBy(join(dirname(file), module), seen);
    else seen.add(module);
  }
  return seen;
}

it("stressbook/charts loads nothing that a browser does not have", () => {
  const loaded = [...loadedBy(door)];
  expect(loaded.filter((name) => name.endsWith(".ts")).length).toBeGreaterThan(20);
  expect(loaded.filter((name) => !name.endsWith(".ts")).toSorted()).toEqual(allowed);
});
