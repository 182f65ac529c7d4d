import { join } from "node:path";
import { pinnedNode, root, run, setUp } from "./setup.mjs";

setUp();
const cli = join(root, "workbench/cli/main.ts");
process.exitCode = run(pinnedNode(), [cli, "start", ...process.argv.slice(2)]);
