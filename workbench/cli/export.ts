import { basename, join, relative } from "node:path";
import { Command } from "commander";
import { projectFolder } from "../notebook/child-environment.ts";
import { untilInterrupted } from "./interrupts.ts";
import { notebookFiles } from "./notebook-files.ts";
import { UsageError } from "./usage-error.ts";

const help = `
The site is a folder that needs no server: open its index.html. A folder that is not an export of
before is never replaced. More: docs/export.md.

Examples:
  stressbook export                                      all notebooks of the project into dist/site
  stressbook export --out site notebooks/02-historical-stress.ipynb
  stressbook export --pdf notebooks/02-historical-stress.ipynb`;

interface ExportFlags {
  readonly out?: string;
  readonly pdf?: string;
}

/** `stressbook export`: writes the notebooks as pages to open from disk, or one of them as a PDF. */
export function exportCommand(): Command {
  return new Command("export")
    .description("write the notebooks as pages that open from disk, or one as a PDF")
    .argument("[files...]", "notebooks or folders (default: all in the project's notebooks/)")
    .option("--out <path>", "the site's folder (default: dist/site), or the PDF's file or folder")
    .option("--pdf <notebook>", "print this notebook to a PDF instead; needs Chromium")
    .addHelpText("after", help)
    .action(exportNotebooks);
}

async function exportNotebooks(named: string[], flags: ExportFlags): Promise<void> {
  const { out, pdf } = flags;
  if (pdf === undefined) return writeSite(notebookFiles(named, process.cwd()), out);
  if (named.length > 0) {
    throw new UsageError(
      `--pdf takes one notebook and no other files: leave out ${named.join(" ")}`,
    );
  }
  const [file, ...more] = notebookFiles([pdf], process.cwd());
  if (file === undefined || more.length > 0) {
    throw new UsageError(`--pdf takes one notebook, not a folder: ${pdf}`);
  }
  return writePdf(file, out);
}

async function writeSite(files: readonly string[], out = defaultOut("site")): Promise<void> {
  const { exportSite } = await import("../export/export-site.ts");
  const site = await untilInterrupted((signal) => refusing(exportSite({ files, out, signal })));
  const size = `${site.files} files, ${(site.bytes / 1e6).toFixed(1)} MB`;
  console.log(`${site.written ? "wrote" : "unchanged:"} ${join(out, "index.html")}  ${size}`);
}

async function writePdf(file: string, out = defaultOut()): Promise<void> {
  const { findChromium } = await import("../export/find-chromium.ts");
  const { exportPdf } = await import("../export/export-pdf.ts");
  const name = `${basename(file).replace(/\.ipynb$/, "")}.pdf`;
  const target = out.endsWith(".pdf") ? out : join(out, name);
  const written = await untilInterrupted((signal) =>
    refusing(
      Promise.resolve().then(() => {
        const chromium = findChromium({ platform: process.platform, env: process.env });
        return exportPdf({ file, out: target, chromium, signal });
      }),
    ),
  );
  console.log(`${written ? "wrote" : "unchanged:"} ${target}`);
}

/** In the project's `dist`, which git ignores; outside a project, in the current folder's. */
function defaultOut(name = ""): string {
  const here = process.cwd();
  return relative(here, join(projectFolder(here) ?? here, "dist", name));
}

/** What cannot be done as asked is the user's to change: a message, and exit code 2. */
async function refusing<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof RangeError) || error.name !== "RangeError") throw error;
    throw new UsageError(error.message, { cause: error });
  }
}
