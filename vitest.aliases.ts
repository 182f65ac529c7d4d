import { fileURLToPath } from "node:url";

const source = (path: string): string => fileURLToPath(new URL(`./lib/${path}`, import.meta.url));

/** Tests read the library's sources, so that a failing test never speaks of an old build. */
export const sourceAliases: { find: RegExp; replacement: string }[] = [
  { find: /^stressbook\/(charts|data|notebook|parallel)$/, replacement: `${source("")}$1.ts` },
  { find: /^stressbook$/, replacement: source("index.ts") },
];
