import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../structure/sources.ts";
import { stressbook } from "../workbench/cli/stressbook.ts";
import { KernelClient } from "./kernel-client.ts";

/** A running kernel and the folder of its own that it runs in. */
export interface InstalledKernel {
  readonly client: KernelClient;
  /** Inside the project, so that cells find its packages. */
  readonly folder: string;
  /** Ends the kernel and removes the folder. */
  readonly close: () => void;
}

/** Starts the kernel that `stressbook kernel install` describes. */
export async function installedKernel(): Promise<InstalledKernel> {
  const parent = join(root, ".stressbook");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "kernel-test-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const { code, err } = await stressbook(["kernel", "install", "--prefix", folder]);
    if (code !== 0) throw new Error(`stressbook kernel install ended with ${code}: ${err}`);
    const file = join(folder, "share/jupyter/kernels/tslab/kernel.json");
    const client = await KernelClient.start(file, folder);
    const close = (): void => {
      client.close();
      remove();
    };
    return { client, folder, close };
  } catch (error) {
    remove();
    throw error;
  }
}
