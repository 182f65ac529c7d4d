// Runs in a notebook's process: notes every file of the project and every package that is touched.
import fs from "node:fs";
import { registerHooks, syncBuiltinESMExports } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { fileState } from "./file-state.ts";
import { placeOf, rootsOf } from "./places.ts";

/** What a run touched. */
export interface Touched {
  /** Files of the project by name, folders too, with their state when they were first touched. */
  readonly files: Readonly<Record<string, string>>;
  /** Packages by their keys in package-lock.json. */
  readonly packages: readonly string[];
  /** Base names of files outside the project. */
  readonly outside: readonly string[];
}

/** Records what the process touches from now on. */
export interface Recorder {
  readonly touched: () => Touched;
  /** Runs the type checker, whose look-ups of types and folders are no inputs of a result. */
  readonly whileChecking: <Result>(work: () => Result) => Result;
}

/**
 * Starts recording for a notebook in `folder`: modules as they are resolved (imports, requires and
 * `require.resolve`), files and folders as `node:fs` reads them. Each is hashed when it is first
 * touched, so that a later change cannot pass for what ran. Not seen: whether a file exists or how
 * large it is, when it is asked without reading it. Threads a notebook cannot start.
 */
export function recordTouched(folder: string): Recorder {
  const log = touchLog(folder);
  let isChecking = false;
  registerHooks({
    resolve: (specifier, context, next) => {
      const result = next(specifier, context);
      if (result.url.startsWith("file:")) log.note(fileURLToPath(result.url));
      return result;
    },
  });
  const onRead = (target: unknown, isFolder: boolean): void => {
    const path = pathOf(target);
    if (path === undefined || (isChecking && (isFolder || ofTypes.test(path)))) return;
    log.note(resolve(path));
  };
  observeReads(fs, [...readers, ...callbackReaders], onRead);
  observeReads(fs.promises, callbackReaders, onRead);
  syncBuiltinESMExports();
  return {
    touched: log.touched,
    whileChecking: (work) => {
      isChecking = true;
      try {
        return work();
      } finally {
        isChecking = false;
      }
    },
  };
}

const ofTypes = /\.d\.[cm]?ts$|[\\/](?:package|[tj]sconfig[\w.-]*)\.json$/;
const readers = [
  "readFileSync",
  "openSync",
  "readdirSync",
  "opendirSync",
  "copyFileSync",
  "cpSync",
];
const callbackReaders = [
  "readFile",
  "open",
  "readdir",
  "opendir",
  "copyFile",
  "cp",
  "createReadStream",
];

function touchLog(folder: string): Pick<Recorder, "touched"> & { note: (path: string) => void } {
  const roots = rootsOf(folder);
  const realpath = fs.realpathSync.native;
  const seen = new Set<string>();
  const files = new Map<string, string>();
  const packages = new Set<string>();
  const outside = new Set<string>();
  return {
    note: (path) => {
      if (seen.has(path)) return;
      seen.add(path);
      const place = placeOf(realPath(path, realpath), roots);
      if (place.kind === "package") packages.add(place.key);
      else if (place.kind === "outside") outside.add(place.name);
      else if (place.kind === "file" && !files.has(place.name)) {
        files.set(place.name, fileState(place.path));
      }
    },
    touched: () => ({
      files: Object.fromEntries(files),
      packages: [...packages],
      outside: [...outside],
    }),
  };
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

function observeReads(
  module: object,
  names: readonly string[],
  onRead: (target: unknown, isFolder: boolean) => void,
): void {
  const functions = module as Record<string, AnyFunction | undefined>;
  for (const name of names) {
    const original = functions[name];
    if (original === undefined) continue;
    const isFolder = name.includes("dir");
    const observed: AnyFunction = function (...args) {
      onRead(args[0], isFolder);
      return original.apply(this, args);
    };
    functions[name] = Object.assign(observed, original);
  }
}

function pathOf(target: unknown): string | undefined {
  if (typeof target === "string") return target;
  if (target instanceof URL) return target.protocol === "file:" ? fileURLToPath(target) : undefined;
  return target instanceof Uint8Array ? Buffer.from(target).toString() : undefined;
}

/** The path without symbolic links, as far as it exists. */
function realPath(path: string, realpath: (path: string) => string): string {
  try {
    return realpath(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPath(above, realpath), path.slice(above.length));
  }
}
