import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { failed, type PythonEnvironment, pythonEnvironment } from "../python/environment.ts";
import { stressbook } from "./project.ts";

// tslab leaves the status out of one reply, and nbval stops there: it is filled in for it.
const nbvalPatch = `
import nbval.kernel

plain = nbval.kernel.RunningKernel.get_message

def get_message(self, stream, timeout=None):
    message = plain(self, stream, timeout)
    if stream == "shell":
        message["content"].setdefault("status", "ok")
    return message

nbval.kernel.RunningKernel.get_message = get_message
`;

/** A Python environment with the tools and this project's kernel. */
interface PythonTools extends PythonEnvironment {
  /** Its environment: its own programs and kernels, and nothing of the user's. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Does `work` with the tools, and with this project's kernel in a folder that is removed afterwards. Where
 * Python or PyPI is not at hand it says so, does nothing and returns undefined.
 */
export async function withPythonTools<Result>(
  work: (tools: PythonTools) => Promise<Result>,
): Promise<Result | undefined> {
  const environment = pythonEnvironment();
  if (environment === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "stressbook-bench-"));
  try {
    installKernel(folder);
    writeFileSync(join(folder, "tslab_status.py"), nbvalPatch);
    const env = {
      PATH: `${dirname(environment.program("python"))}:${process.env.PATH}`,
      HOME: folder,
      PYTHONPATH: folder,
      JUPYTER_PATH: join(folder, "share/jupyter"),
      LANG: "C.UTF-8",
      TZ: "UTC",
    };
    return await work({ ...environment, env });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The project's own kernel without its live charts, which are no part of a committed notebook. */
function installKernel(folder: string): void {
  const [program, ...args] = stressbook("kernel", "install", "--prefix", folder);
  const problem = failed(program, args);
  if (problem !== undefined) throw new Error(problem);
  const file = join(folder, "share/jupyter/kernels/tslab/kernel.json");
  const spec = JSON.parse(readFileSync(file, "utf8")) as { env: Record<string, string> };
  const { STRESSBOOK_LIVE_SCRIPT: _, ...env } = spec.env;
  writeFileSync(file, JSON.stringify({ ...spec, env }));
}
