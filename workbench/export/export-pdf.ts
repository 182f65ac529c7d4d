import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { libraryPage } from "../web/library.ts";
import { printPage } from "./print-page.ts";
import { stablePdf } from "./stable-pdf.ts";

/** One notebook to print, and where to. */
interface PdfOptions {
  readonly file: string;
  /** The PDF; replaced when it is one. */
  readonly out: string;
  /** Chromium's executable. */
  readonly chromium: string;
  readonly signal?: AbortSignal;
}

/**
 * Prints a notebook to a PDF: the page of the export in its print style, with the committed pictures,
 * the stamp unfolded, and without any script. Returns whether a byte of the file changed.
 *
 * @throws InvalidInputError for a file that is no TypeScript notebook
 * @throws RangeError when something that is not a PDF stands in the way, or Chromium cannot print
 */
export async function exportPdf({ file, out, chromium, signal }: PdfOptions): Promise<boolean> {
  const target = resolve(out);
  const before = existsSync(target) ? await readFile(target) : undefined;
  if (before !== undefined && !isPdf(before)) {
    throw new RangeError(`out must be a new file or a PDF: ${out} is something else`);
  }
  const html = await libraryPage({ files: [file] }, file, { paper: true });
  const folder = await mkdtemp(join(tmpdir(), "stressbook-pdf-"));
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    const page = join(folder, "page.html");
    await writeFile(page, html);
    const printed = await printPage(pathToFileURL(page).href, { folder, chromium, signal });
    const pdf = stablePdf(printed);
    if (before?.equals(pdf)) return false;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(temporary, pdf, { flush: true });
    await rename(temporary, target);
    return true;
  } finally {
    await rm(temporary, { force: true });
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function isPdf(bytes: Buffer): boolean {
  return bytes.length === 0 || bytes.subarray(0, 5).toString("latin1") === "%PDF-";
}
