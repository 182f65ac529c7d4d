import { posix, win32 } from "node:path";

/** What decides where Jupyter looks for kernels on a machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

/**
 * The folder in which Jupyter looks for kernels: of this user, or of the installation under
 * `prefix` (an environment of venv or conda, `/usr/local`).
 *
 * The rules are those of `jupyter_core.paths.jupyter_data_dir`: `JUPYTER_DATA_DIR` first, then
 * `~/Library/Jupyter` on macOS, `%APPDATA%\jupyter` on Windows, `$XDG_DATA_HOME/jupyter` or
 * `~/.local/share/jupyter` elsewhere.
 */
export function kernelsFolder(machine: Machine, prefix?: string): string {
  const { join, resolve } = machine.platform === "win32" ? win32 : posix;
  if (prefix !== undefined) return join(resolve(prefix), "share", "jupyter", "kernels");
  return join(resolve(dataFolder(machine)), "kernels");
}

function dataFolder({ platform, env, home }: Machine): string {
  const { join } = platform === "win32" ? win32 : posix;
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (platform === "darwin") return join(home, "Library", "Jupyter");
  if (platform === "win32") {
    if (env.APPDATA) return join(env.APPDATA, "jupyter");
    return join(env.JUPYTER_CONFIG_DIR || join(home, ".jupyter"), "data");
  }
  return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
}
