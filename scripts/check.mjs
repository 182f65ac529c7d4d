import { join } from "node:path";
import { pinnedNode, root, run, setUp } from "./setup.mjs";

setUp();
const steps = [
  ["types", "node_modules/typescript/bin/tsc", "-p", "."],
  ["lint", "node_modules/@biomejs/biome/bin/biome", "check", "."],
];
const failed = steps.filter(
  ([, script, ...args]) => run(pinnedNode(), [join(root, script), ...args], { cwd: root }) !== 0,
);
for (const [name] of failed) console.error(`failed: ${name}`);
process.exitCode = failed.length === 0 ? 0 : 1;
