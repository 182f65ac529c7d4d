import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The places of the environment that matter here. */
interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const applications: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/**
 * Where this machine has Chromium or Chrome: what CHROMIUM_PATH names, else on the PATH, else in the
 * usual place.
 *
 * @throws RangeError when there is none, saying what to do
 */
export function findChromium({ platform, env }: Machine): string {
  const wanted = env.CHROMIUM_PATH;
  if (wanted !== undefined && wanted !== "") {
    if (isProgram(wanted)) return wanted;
    throw new RangeError(`CHROMIUM_PATH must name Chromium's executable: ${wanted}`);
  }
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = folders.flatMap((folder) => commands.map((name) => join(folder, name)));
  const found = [...candidates, ...(applications[platform] ?? [])].find(isProgram);
  if (found !== undefined) return found;
  throw new RangeError(
    "a PDF needs Chromium, and there is none: install it (Debian: apt install chromium), set " +
      "CHROMIUM_PATH to its executable, or print the exported page from any browser",
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
