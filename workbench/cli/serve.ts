import { Command } from "commander";
import { notebookFiles } from "./notebook-files.ts";
import { portOption } from "./port-option.ts";

const help = `
The pages show the committed outputs with live charts. They are served to this machine only and
follow the files: reload after a run.

Examples:
  stressbook serve
  stressbook serve --port 8080 notebooks/02-historical-stress.ipynb`;

/** `stressbook serve`: shows notebooks as pages. */
export function serveCommand(): Command {
  return new Command("serve")
    .description("show notebooks as pages with interactive charts")
    .argument("[files...]", "notebooks or folders (default: all in the project's notebooks/)")
    .addOption(portOption())
    .addHelpText("after", help)
    .action(serve);
}

async function serve(named: string[], { port }: { readonly port: number }): Promise<void> {
  const files = notebookFiles(named, process.cwd());
  const { serveUntilStopped } = await import("./serve-until-stopped.ts");
  await serveUntilStopped(files, { port });
}
