import { createRequire } from "node:module";
import type ts from "@tslab/typescript-for-tslab";

/** The compiler interface of the kernel's TypeScript. */
export type TypeScript = typeof ts;

const require = createRequire(import.meta.url);

/** The TypeScript that the kernel reads cells with. */
export function loadTypeScript(): TypeScript {
  const kernel = createRequire(require.resolve("tslab/package.json"));
  return kernel("@tslab/typescript-for-tslab") as TypeScript;
}
