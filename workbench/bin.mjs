#!/usr/bin/env node
// `npx stressbook …`: brings the build up to date and hands over to the pinned Node.
import { join } from "node:path";
import { build, pinnedNode, root, run } from "../scripts/setup.mjs";

build();
process.exitCode = run(
  pinnedNode(),
  [join(root, "workbench/cli/main.ts"), ...process.argv.slice(2)],
  // Compiled code is kept: without it half of the start goes into compiling the command again.
  { env: { NODE_COMPILE_CACHE: join(root, ".stressbook/compile-cache"), ...process.env } },
);
