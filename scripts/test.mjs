import { join } from "node:path";
import { pinnedNode, root, run, setUp } from "./setup.mjs";

setUp();
const vitest = join(root, "node_modules/vitest/vitest.mjs");
process.exitCode = run(pinnedNode(), [vitest, "run", ...process.argv.slice(2)], { cwd: root });
