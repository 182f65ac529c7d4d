import { existsSync, readFileSync } from "node:fs";

const built = new URL("dist/client.js", import.meta.url);

let script: string | undefined;

/** The built page script; throws when the build has not run, naming the command that runs it. */
export function clientScript(): string {
  if (script === undefined) {
    if (!existsSync(built)) throw new Error("The page script is not built: run npm run setup.");
    script = readFileSync(built, "utf8");
  }
  return script;
}
