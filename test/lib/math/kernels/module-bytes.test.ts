import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { kernels } from "../../../../lib/math/kernels/module.ts";
import { moduleBytes } from "../../../../lib/math/kernels/module-bytes.ts";
import { compileKernels } from "../../../../scripts/kernels.ts";
import { root } from "../../../structure/sources.ts";

test("moduleBytes are what the committed sources compile to, to the byte", async () => {
  const committed = readFileSync(join(root, "lib/math/kernels/module-bytes.ts"), "utf8");
  const checksum = /^\/\/ sources ([0-9a-f]{64})$/m.exec(committed)?.[1];
  expect(checksum).toBeDefined();
  expect(await compileKernels(checksum!)).toBe(committed);
});

test("moduleBytes import nothing: no clock, no chance, no arithmetic of the host", () => {
  const bytes = Uint8Array.from(atob(moduleBytes), (letter) => letter.charCodeAt(0));
  expect(WebAssembly.Module.imports(new WebAssembly.Module(bytes))).toEqual([]);
});

test("kernels() are compiled once and work in a memory that cannot grow", () => {
  const compiled = kernels()!;
  expect(kernels()).toBe(compiled);
  expect(() => compiled.run.memory.grow(1)).toThrow(RangeError);
});
