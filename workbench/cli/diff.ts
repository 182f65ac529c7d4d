import { Command } from "commander";
import { exitCodes } from "./exit-codes.ts";
import { notebookFiles } from "./notebook-files.ts";
import { UsageError } from "./usage-error.ts";

const help = `
Shows sources, texts, tables and the values behind charts; no ids, counters or pictures. A cell is
found again by its source, else by its id. More, and how to see this in git diff: docs/diff.md.
Exit code: 0 nothing differs, 1 something does, 2 the files cannot be compared.

Examples:
  stressbook diff before.ipynb after.ipynb
  stressbook diff --text before.ipynb          the text that git compares line by line
  git config diff.stressbook.textconv "node workbench/bin.mjs diff --text"`;

interface DiffFlags {
  readonly text?: boolean;
}

/** `stressbook diff`: what differs between two notebooks; also a diff driver for git. */
export function diffCommand(): Command {
  return new Command("diff")
    .description("show what differs between two notebooks: sources, texts, numbers")
    .argument("<files...>", "two notebooks; or what git gives to a diff driver")
    .option("--text", "print one notebook as text that can be compared line by line")
    .addHelpText("after", help)
    .action(diff);
}

async function diff(files: readonly string[], flags: DiffFlags): Promise<void> {
  const { asText, driveGit, twoNotebooks } = await import("./diff-and-report.ts");
  if (flags.text) {
    if (files.length !== 1) throw new UsageError(`--text takes one file: ${files.length} given`);
    process.stdout.write(asText(files[0]!));
    return;
  }
  // git hands over a path and three values each for the old and the new version; more for a rename,
  // and only the path of a file whose merge is not settled. It wants 0 whatever differs.
  if (files.length >= 7) return driveGit(files);
  if (files.length === 1 && process.env.GIT_DIFF_PATH_COUNTER !== undefined) {
    console.log(`${files[0]}: not merged yet`);
    return;
  }
  if (files.length !== 2) {
    throw new UsageError(
      `diff takes two notebooks: ${files.length} given (for changes since a commit: git diff, with ` +
        "the setting in docs/diff.md)",
    );
  }
  const [before, after] = files.map((file) => oneNotebook(file));
  if (!twoNotebooks(before!, after!)) process.exitCode = exitCodes.failed;
}

function oneNotebook(named: string): string {
  const found = notebookFiles([named], process.cwd());
  if (found.length === 1 && found[0] !== undefined) return found[0];
  throw new UsageError(`${named} holds ${found.length} notebooks: name one`);
}
