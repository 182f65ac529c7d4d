import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { kernels, ownKernels } from "../../../../lib/math/kernels/module.ts";
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

test("kernels() are compiled once and work in four mebibytes that stay where they are", () => {
  const compiled = kernels()!;
  expect(kernels()).toBe(compiled);
  expect(compiled.run.memory.buffer.byteLength).toBe(4 << 20);
  const own = ownKernels(1_000_000)!;
  expect(own.work.length).toBeGreaterThanOrEqual(1_000_000);
  own.work.fill(1);
  expect(kernels()?.work).toBe(compiled.work);
  expect(compiled.work.buffer).toBe(compiled.run.memory.buffer);
});

test("ownKernels() are undefined where their room is more than a gibibyte", () => {
  expect(ownKernels(2 ** 27)).toBeUndefined();
  expect(kernels()).toBeDefined();
});
