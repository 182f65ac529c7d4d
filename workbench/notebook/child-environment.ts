import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Where the engine keeps compiled code between runs; ignored by git. */
export const compileCacheFolder: string = join(root, ".stressbook", "compile-cache");

/** The variable by which Node keeps compiled code from its first module on; gone before the first cell. */
export const cacheVariable = "NODE_COMPILE_CACHE";

/** The variable that names the folder a notebook may write to; not set when it may write nowhere. */
export const filesVariable = "STRESSBOOK_FILES";

/** What bounds a notebook's process. */
export interface ChildLimits {
  readonly memoryMegabytes: number;
  /** The one folder in which the notebook may write. */
  readonly filesFolder?: string;
}

/**
 * The environment of a notebook: one time zone and locale for everyone, and nothing of the host's
 * but what Windows cannot start a process without.
 */
export function childEnvironment(host: NodeJS.ProcessEnv, filesFolder?: string): NodeJS.ProcessEnv {
  const neutral: NodeJS.ProcessEnv = { TZ: "UTC", LANG: "C.UTF-8", LC_ALL: "C.UTF-8" };
  neutral[cacheVariable] = compileCacheFolder;
  if (host.SystemRoot !== undefined) neutral.SystemRoot = host.SystemRoot;
  return filesFolder === undefined ? neutral : { ...neutral, [filesVariable]: filesFolder };
}

/**
 * The engine's flags for a notebook: a memory limit, no writing of files and no processes of its
 * own. SQLite is off because it writes past the permissions. Native add-ons stay allowed: charts are
 * drawn by one. The cache folder, worker threads and the inspector are for the start alone.
 */
export function childFlags({ memoryMegabytes, filesFolder }: ChildLimits): string[] {
  const writable = filesFolder === undefined ? [] : [`--allow-fs-write=${filesFolder}`];
  return [
    `--max-old-space-size=${memoryMegabytes}`,
    "--permission",
    "--allow-fs-read=*",
    `--allow-fs-write=${compileCacheFolder}`,
    ...writable,
    "--allow-addons",
    "--allow-worker",
    "--allow-inspector",
    "--no-experimental-sqlite",
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
