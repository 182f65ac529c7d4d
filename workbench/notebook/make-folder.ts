import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it that are missing. Throws the system's error where that cannot be:
 * unlike the engine's own recursive way, which tries for ever in a folder that takes no folders
 * (`/proc`).
 */
export function makeFolder(folder: string): void {
  const path = resolve(folder);
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been quicker.
    if (!existsSync(path) || !statSync(path).isDirectory()) throw error;
  }
}
