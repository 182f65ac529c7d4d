import { homedir } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  formatKernelSpec,
  kernelOwner,
  removeKernelFile,
  writeKernelFile,
} from "../kernel/kernel-file.ts";
import { kernelName, kernelSpec } from "../kernel/kernel-spec.ts";
import { kernelsFolder } from "../kernel/kernels-folder.ts";
import { UsageError } from "./usage-error.ts";

const help = `
JupyterLab, Notebook and VS Code then open the notebooks with this project's Node and tslab, and
charts are interactive there. Python is not needed to write the file. More: docs/jupyter.md.

Examples:
  stressbook kernel install --dry-run         print the file, write nothing
  stressbook kernel install                   for this user
  stressbook kernel install --prefix ./venv   into a Python environment
  stressbook kernel uninstall`;

interface KernelFlags {
  readonly prefix?: string;
  readonly name: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

/** `stressbook kernel`: tells Jupyter how to open the notebooks. */
export function kernelCommand(): Command {
  return new Command("kernel")
    .description("let JupyterLab, Notebook and VS Code open the notebooks")
    .addHelpText("after", help)
    .addCommand(installCommand())
    .addCommand(uninstallCommand());
}

function installCommand(): Command {
  const command = new Command("install").description("write the kernel's file where Jupyter looks");
  return withPlace(command)
    .option("--force", "replace a kernel of that name that Stressbook did not write")
    .action(install);
}

function uninstallCommand(): Command {
  const command = new Command("uninstall").description("remove the file that install wrote");
  return withPlace(command).action(uninstall);
}

function withPlace(command: Command): Command {
  return command
    .addOption(new Option("--user", "for this user (the default)").conflicts("prefix"))
    .option("--prefix <folder>", "for the installation under a folder: a venv, /usr/local")
    .addOption(
      new Option("--name <name>", "the kernel's name; the notebooks ask for the default")
        .argParser(parseName)
        .default(kernelName),
    )
    .option("--dry-run", "print what would happen and change nothing");
}

// Jupyter's own rule; no dot in front, so that the name is always a folder of its own.
function parseName(text: string): string {
  if (/^[a-z0-9_-][a-z0-9._-]*$/.test(text)) return text;
  throw new InvalidArgumentError("use small letters, digits, dots, hyphens and underscores.");
}

function install(flags: KernelFlags): void {
  const { name, dryRun, force } = flags;
  const file = kernelFile(flags);
  const spec = kernelSpec();
  refusing(file, () => {
    if (kernelOwner(file) === "other" && !force) {
      throw new UsageError(
        `${file} is of another installation: add --force to replace it, or choose --prefix`,
      );
    }
    if (dryRun) console.log(`${file}\n${formatKernelSpec(spec).trimEnd()}`);
    else console.log(`${writeKernelFile(file, spec) ? "wrote" : "is up to date:"} ${file}`);
  });
  if (name !== kernelName) {
    console.error(`note: the notebooks ask for "${kernelName}": choose "${name}" by hand`);
  }
}

function uninstall(flags: KernelFlags): void {
  const file = kernelFile(flags);
  refusing(file, () => {
    const owner = kernelOwner(file);
    if (owner === "other") {
      throw new UsageError(`${file} is of another installation and stays: remove it by hand`);
    }
    if (owner === "nobody") console.log(`nothing to remove: no ${file}`);
    else {
      if (!flags.dryRun) removeKernelFile(file);
      console.log(`${flags.dryRun ? "would remove" : "removed"} ${file}`);
    }
  });
}

function kernelFile({ prefix, name }: KernelFlags): string {
  const machine = { platform: process.platform, env: process.env, home: homedir() };
  return join(kernelsFolder(machine, prefix), name, "kernel.json");
}

/** Says of a file that cannot be read or written what stands in the way, and what to do. */
function refusing(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""];
    if (reason === undefined) throw error;
    throw new UsageError(`${file}: ${reason}; choose another place with --prefix <folder>`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "no permission",
  ENOENT: "its folder cannot be made",
  EPERM: "no permission",
  EROFS: "the file system cannot be written",
  ENOTDIR: "a file stands where a folder must be",
  EEXIST: "a file stands where a folder must be",
  EISDIR: "a folder stands where the file must be",
  ENOSPC: "no space is left",
};
