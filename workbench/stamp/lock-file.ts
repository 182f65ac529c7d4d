import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { hashOfJson } from "./hash.ts";
import type { Roots } from "./places.ts";

const entrySchema = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  os: z.unknown().optional(),
  cpu: z.unknown().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const schema = z.object({ packages: z.record(z.string(), entrySchema) });

type LockEntry = z.infer<typeof entrySchema>;
type Lock = Readonly<Record<string, LockEntry>>;

/** The packages that package-lock.json holds fast: the project's, then the installation's. */
export interface LockFile {
  /**
   * A package as a stamp has it, by its key: version and a hash of what npm checks it against, with
   * that of its builds for every platform. Undefined for a key that no lock file has.
   */
  readonly entry: (key: string) => string | undefined;
  /** Whether the package is the build of another one for some platforms only. */
  readonly isPlatformBuild: (key: string) => boolean;
}

/** Reads the lock files around a notebook. Throws an Error for one that is none. */
export function readLockFile({ project, installation }: Roots): LockFile {
  const locks = [...new Set([project, installation])].map(readLock);
  const find = (key: string) => locks.find((lock) => key in lock)?.[key];
  const describe = (key: string): string | undefined => {
    const entry = find(key);
    if (entry === undefined) return undefined;
    const builds = Object.keys(entry.optionalDependencies ?? {})
      .map((name) => find(`node_modules/${name}`))
      .filter((build) => build !== undefined && isForPlatform(build))
      .map((build) => [build?.version ?? "", build?.integrity ?? ""]);
    const checked = [entry.version ?? "", entry.integrity ?? "", ...builds];
    return `${entry.version ?? "linked"} ${hashOfJson(checked)}`;
  };
  return {
    entry: describe,
    isPlatformBuild: (key) => {
      const entry = find(key);
      return entry !== undefined && isForPlatform(entry);
    },
  };
}

function readLock(folder: string): Lock {
  const path = join(folder, "package-lock.json");
  if (!existsSync(path)) return {};
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (parsed.success) return parsed.data.packages;
  throw new Error(`${path} is not a lock file of npm 7 or newer`);
}

function isForPlatform({ os, cpu }: LockEntry): boolean {
  return os !== undefined || cpu !== undefined;
}
