import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const project = dirname(fileURLToPath(new URL("../package.json", import.meta.url)));

/** Under this name the notebooks ask for their kernel: `metadata.kernelspec.name`. */
export const kernelName = "tslab";

/** What Jupyter reads from `kernel.json`. */
export interface KernelSpec {
  readonly argv: readonly string[];
  /** As in the notebooks, so that saving one in Jupyter does not change it. */
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode: "signal";
  readonly env: Readonly<Record<string, string>>;
  readonly metadata: {
    /** Marks the file as ours and names the copy of the workbench that it starts. */
    readonly stressbook: { readonly workbench: string };
  };
}

/**
 * The kernel of this copy of the project: tslab on the Node that runs this command, in the time
 * zone and locale of `stressbook run`, with the page script that makes charts live.
 */
export function kernelSpec(): KernelSpec {
  const tslab = join(dirname(require.resolve("tslab/package.json")), "bin", "tslab");
  return {
    argv: [process.execPath, tslab, "kernel", "--config-path={connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
    interrupt_mode: "signal",
    env: {
      TZ: "UTC",
      LANG: "C.UTF-8",
      LC_ALL: "C.UTF-8",
      // Started from a terminal, the kernel would colour what it prints.
      NO_COLOR: "1",
      STRESSBOOK_LIVE_SCRIPT: join(project, "web", "dist", "client.js"),
    },
    metadata: { stressbook: { workbench: project } },
  };
}
