// Set-up for a fresh clone, in plain JavaScript that any Node from 20.19 runs: installs from the
// lock file when it changed, builds what notebooks and pages import when its sources changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const minimumNode = [20, 19];
const pinnedMajor = 24;
const lock = join(root, ".stressbook", "setup.lock");
const installStamp = join(root, "node_modules", ".stressbook-install");
const lockFile = "package-lock.json";

/** Installs and builds what is missing or out of date; ends the process with a message on failure. */
export function setUp() {
  checkNode();
  oneAtATime(() => {
    install();
    buildChanged();
  });
}

/** The Node that runs everything: the one npm installed, or the host's where npm has none for it. */
export function pinnedNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const folder = join(root, "node_modules", `node-${platform}-${process.arch}`, "bin");
  const pinned = join(folder, process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(pinned)) return pinned;
  if (Number.parseInt(process.versions.node, 10) === pinnedMajor) return process.execPath;
  return fail(
    `npm has no Node ${pinnedMajor} for ${process.platform}-${process.arch}: ` +
      `install Node ${pinnedMajor} and run this again with it (this is ${process.versions.node}).`,
  );
}

/** Builds library and page script whose sources changed since the last build. */
export function build() {
  oneAtATime(buildChanged);
}

function buildChanged() {
  compileKernelsWhenChanged();
  buildWhenChanged("lib", ["lib"], () => {
    const next = join(root, ".stressbook/lib-dist");
    rmSync(next, { recursive: true, force: true });
    runOrFail("build of lib", pinnedNode(), [tsc, "-p", join(root, "lib"), "--outDir", next]);
    rewriteDeclarations(next);
    rewriteWorkerScripts(next);
    rmSync(join(root, "lib/dist"), { recursive: true, force: true });
    renameSync(next, join(root, "lib/dist"));
  });
  if (!existsSync(join(root, "workbench/web/build.ts"))) return;
  buildWhenChanged("workbench/web", ["lib", "workbench/web"], () => {
    runOrFail("build of the page script", pinnedNode(), [join(root, "workbench/web/build.ts")]);
  });
}

// Their output is committed and names the sources it was made from: no stamp, and no compiler after a clone.
function compileKernelsWhenChanged() {
  const output = "lib/math/kernels/module-bytes.ts";
  const wanted = hashFiles([...sourcesUnder("kernels"), "scripts/kernels.ts"]);
  if (read(join(root, output))?.includes(wanted)) return;
  console.log(`Compiling kernels/ into ${output} ...`);
  runOrFail("build of the kernels", pinnedNode(), [join(root, "scripts/kernels.ts"), wanted]);
}

/** Runs a command with the terminal attached; returns its exit code. */
export function run(command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { stdio: "inherit", ...options });
  if (error) fail(`${command}: ${error.message}`);
  return signal ? 1 : (status ?? 1);
}

const tsc = join(root, "node_modules/typescript/bin/tsc");

// Two commands started together must not install or build into the same folders: the second waits.
// A lock whose holder died is taken over.
function oneAtATime(work) {
  mkdirSync(dirname(lock), { recursive: true });
  while (!takeLock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  const release = () => rmSync(lock, { force: true });
  process.once("exit", release);
  work();
  process.off("exit", release);
  release();
}

function takeLock() {
  const mine = `${lock}.${process.pid}`;
  try {
    writeFileSync(mine, String(process.pid));
    linkSync(mine, lock); // atomic, and never seen empty
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") fail(`The set-up cannot write ${lock}: ${error.message}`);
    if (!isAlive(Number(read(lock)))) rmSync(lock, { force: true });
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

function isAlive(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > minimumNode[0] || (major === minimumNode[0] && minor >= minimumNode[1])) return;
  fail(
    `Stressbook needs Node ${minimumNode.join(".")} or newer: this is ${process.versions.node}.`,
  );
}

function install() {
  const wanted = hashFiles([lockFile]);
  if (read(installStamp) === wanted) return;
  console.log("Installing dependencies from package-lock.json ...");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const status = npm
    ? run(process.execPath, [npm, ...args], { cwd: root })
    : run(process.platform === "win32" ? "npm.cmd" : "npm", args, {
        cwd: root,
        shell: process.platform === "win32",
      });
  if (status !== 0) fail("npm ci failed: see its messages above; nothing was built.");
  writeFileSync(installStamp, wanted);
}

function buildWhenChanged(name, folders, make) {
  const stamp = join(root, name, "dist", ".build");
  const wanted = hashFiles([...folders.flatMap(sourcesUnder), lockFile, "tsconfig.base.json"]);
  if (read(stamp) === wanted) return;
  make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function runOrFail(what, command, args) {
  if (run(command, args, { cwd: root }) !== 0) fail(`The ${what} failed: see the messages above.`);
}

// TypeScript leaves `.ts` in the relative imports of declarations; the kernel's older one wants `.js`.
function rewriteDeclarations(folder) {
  for (const path of filesUnder(folder).filter((file) => file.endsWith(".d.ts"))) {
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace(/((?:from|import\()\s*"\.[^"]*)\.ts"/g, '$1.js"'));
  }
}

// Nor does it touch the script of a worker, which bundlers look for by this very form.
function rewriteWorkerScripts(folder) {
  for (const path of filesUnder(folder).filter((file) => file.endsWith(".js"))) {
    const text = readFileSync(path, "utf8");
    const next = text.replace(/(new Worker\(new URL\("\.[^"]*)\.ts"/g, '$1.js"');
    if (next !== text) writeFileSync(path, next);
  }
}

function sourcesUnder(folder) {
  return filesUnder(join(root, folder))
    .filter((path) => /\.(ts|css|html|json)$/.test(path))
    .map((path) => path.slice(root.length + 1));
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== "dist" && entry.name !== "node_modules")
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    })
    .sort();
}

function hashFiles(paths) {
  const hash = createHash("sha256");
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  return hash.digest("hex");
}

function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) setUp();
