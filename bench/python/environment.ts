import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../workbench/project.ts";

/** A Python of its own with the pinned packages of `requirements.txt`. */
export interface PythonEnvironment {
  /** `Python 3.11.7`. */
  readonly version: string;
  /** What is installed: `numpy==2.4.6`. */
  readonly packages: readonly string[];
  /** The path of one of its programs. */
  program(name: string): string;
}

/** Set to anything, nothing beside Python is measured, and nothing is said of it. */
const withoutPython = "STRESSBOOK_BENCH_WITHOUT_PYTHON";
const requirements = join(root, "bench/python/requirements.txt");
const cache = join(root, "node_modules/.cache/stressbook-bench");

/**
 * The environment, installed where that was not done yet; it stays for the next time. Where Python or
 * PyPI is not at hand it says so in a line and returns undefined.
 */
export function pythonEnvironment(): PythonEnvironment | undefined {
  if (process.env[withoutPython] !== undefined) return undefined;
  const version = pythonVersion();
  const pinned = readFileSync(requirements, "utf8");
  const hash = createHash("sha256").update(version).update(pinned);
  const folder = join(cache, hash.digest("hex").slice(0, 12));
  const program = (name: string): string => join(folder, "bin", name);
  const done = join(folder, "installed");
  const problem = existsSync(done) ? undefined : install(folder, program("pip"));
  if (problem !== undefined) {
    console.log(`\nnot measured beside Python: ${problem}`);
    return undefined;
  }
  writeFileSync(done, "");
  return { version, packages: pinned.match(/^[^#\s].*$/gm) ?? [], program };
}

/** Takes the place of what was installed for other pins; what went wrong in a line. */
function install(folder: string, pip: string): string | undefined {
  mkdirSync(cache, { recursive: true });
  const noVenv = failed("python3", ["-m", "venv", folder]);
  if (noVenv !== undefined) return noVenv;
  console.log("\ninstalling Python packages for the benchmarks, once ...");
  const quiet = ["--quiet", "--disable-pip-version-check", "--retries", "1"];
  const problem = failed(pip, ["install", ...quiet, "--requirement", requirements]);
  if (problem !== undefined) return problem;
  for (const other of readdirSync(cache)) {
    if (other !== basename(folder)) rmSync(join(cache, other), { recursive: true });
  }
  return undefined;
}

/** What kept a program from ending well, in a line; undefined when nothing did. */
export function failed(program: string, args: readonly string[]): string | undefined {
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (error) return `${program}: ${error.message}`;
  if (status === 0) return undefined;
  const line = stderr.trim().split("\n").at(-1);
  return `${program} ${args.slice(0, 2).join(" ")} ended with code ${status}: ${line}`;
}

/** Empty where there is no Python. */
function pythonVersion(): string {
  return (spawnSync("python3", ["--version"], { encoding: "utf8" }).stdout ?? "").trim();
}

// Run by itself it installs; the exit code says whether the environment is there.
if (import.meta.main) process.exitCode = pythonEnvironment() === undefined ? 1 : 0;
