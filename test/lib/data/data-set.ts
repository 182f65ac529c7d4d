import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The committed data folder. */
export const dataRoot: string = fileURLToPath(new URL("../../../data", import.meta.url));

/** A new folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "stressbook-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the committed data folder, named `data`, that a test may damage. */
export function copyOfData(): string {
  const root = join(temporaryFolder(), "data");
  cpSync(dataRoot, root, { recursive: true });
  return root;
}
