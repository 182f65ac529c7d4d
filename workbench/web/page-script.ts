import { existsSync, readFileSync } from "node:fs";
import type { PageScriptName } from "./build.ts";

const scripts = new Map<PageScriptName, string>();

/** A built page script; throws when the build has not run, naming the command that runs it. */
export function pageScript(name: PageScriptName): string {
  const known = scripts.get(name);
  if (known !== undefined) return known;
  const file = new URL(`dist/${name}.js`, import.meta.url);
  if (!existsSync(file)) throw new Error("The page scripts are not built: run npm run setup.");
  const script = readFileSync(file, "utf8");
  scripts.set(name, script);
  return script;
}
