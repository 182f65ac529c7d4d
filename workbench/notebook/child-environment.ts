import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Where the engine keeps compiled code between runs; ignored by git. */
export const compileCacheFolder: string = join(root, ".stressbook", "compile-cache");

/**
 * The environment of a notebook: one time zone and locale for everyone, and nothing of the host's
 * beyond where programs and the home folder are.
 */
export function childEnvironment(host: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const neutral: NodeJS.ProcessEnv = { TZ: "UTC", LANG: "C.UTF-8", LC_ALL: "C.UTF-8" };
  for (const name of ["PATH", "HOME", "USERPROFILE", "SystemRoot", "TEMP", "TMP"]) {
    if (host[name] !== undefined) neutral[name] = host[name];
  }
  return neutral;
}

/**
 * The engine's flags for a notebook: a memory limit, and no writing of files and no processes of
 * its own. Native add-ons stay allowed: charts are drawn by one.
 */
export function childFlags(memoryMegabytes: number): string[] {
  return [
    `--max-old-space-size=${memoryMegabytes}`,
    "--permission",
    "--allow-fs-read=*",
    `--allow-fs-write=${compileCacheFolder}`,
    "--allow-addons",
    "--allow-worker",
    "--allow-inspector",
    "--disable-warning=ExperimentalWarning",
    "--disable-warning=SecurityWarning",
  ];
}

/** The folder of the project that a file belongs to: the nearest above it with `notebooks/`. */
export function projectFolder(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "notebooks")) && existsSync(join(folder, "package.json"))) {
      return folder;
    }
    if (dirname(folder) === folder) return undefined;
  }
}
