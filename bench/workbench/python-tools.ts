import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, stressbook } from "./project.ts";

/** The tools beside which this project is measured, as PyPI has them. */
export const packages: readonly string[] = [
  "papermill==2.7.0",
  "nbval==0.11.0",
  "pytest==9.2.0",
  "pytest-xdist==3.8.0",
  "jupyter-client==8.10.0",
  "ipykernel==7.4.0",
];

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
interface PythonTools {
  /** The path of one of its programs. */
  program(name: string): string;
  /** Its environment: its own programs and kernels, and nothing of the user's. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Does `work` with the tools, installed into a folder of their own that is removed afterwards. Where
 * Python or PyPI is not at hand it says so, does nothing and returns undefined.
 */
export async function withPythonTools<Result>(
  work: (tools: PythonTools) => Promise<Result>,
): Promise<Result | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "stressbook-bench-"));
  const venv = join(folder, "venv");
  const program = (name: string): string => join(venv, "bin", name);
  try {
    const problem =
      failed("python3", ["-m", "venv", venv]) ??
      failed(program("pip"), ["install", "--quiet", "--disable-pip-version-check", ...packages]);
    if (problem !== undefined) {
      console.log(`\nnot measured beside papermill and nbval: ${problem}`);
      return undefined;
    }
    installKernel(venv);
    writeFileSync(join(folder, "tslab_status.py"), nbvalPatch);
    const env = {
      PATH: `${join(venv, "bin")}:${process.env.PATH}`,
      HOME: folder,
      PYTHONPATH: folder,
      JUPYTER_PATH: join(venv, "share/jupyter"),
      LANG: "C.UTF-8",
      TZ: "UTC",
    };
    return await work({ program, env });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What kept a program from ending well, in a line; undefined when nothing did. */
function failed(program: string, args: readonly string[]): string | undefined {
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (error) return `${program}: ${error.message}`;
  if (status === 0) return undefined;
  const line = stderr.trim().split("\n").at(-1);
  return `${program} ${args.slice(0, 2).join(" ")} ended with code ${status}: ${line}`;
}

/** The project's own kernel without its live charts, which are no part of a committed notebook. */
function installKernel(venv: string): void {
  const [program, ...args] = stressbook("kernel", "install", "--prefix", venv);
  const problem = failed(program, args);
  if (problem !== undefined) throw new Error(problem);
  const file = join(venv, "share/jupyter/kernels/tslab/kernel.json");
  const spec = JSON.parse(readFileSync(file, "utf8")) as { env: Record<string, string> };
  const { STRESSBOOK_LIVE_SCRIPT: _, ...env } = spec.env;
  writeFileSync(file, JSON.stringify({ ...spec, env }));
}

/** The version of the Python that made the environment: `Python 3.11.2`. */
export function pythonVersion(): string {
  return spawnSync("python3", ["--version"], { cwd: root, encoding: "utf8" }).stdout.trim();
}
