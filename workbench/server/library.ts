import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { readNotebook } from "../notebook/read-notebook.ts";
import type { RunState } from "../notebook/run-state.ts";
import type { IndexEntry } from "../web/index-page.ts";
import { notebookPage, type PageLink } from "../web/page.ts";
import { summarize } from "../web/summary.ts";

/** The notebooks to show, in the order of the index, and how each stands. */
export interface Library {
  /** Paths of `.ipynb` files; their base names must differ. */
  readonly files: readonly string[];
  /** Run state by base name; a notebook without one counts as not run here. */
  readonly states?: Readonly<Record<string, RunState>>;
}

/** The base name of a notebook's page: `02-historical-stress` of `…/02-historical-stress.ipynb`. */
export function pageName(file: string): string {
  return basename(file).replace(/\.ipynb$/, "");
}

/** Throws a RangeError when a file is not an `.ipynb` or two would have the same page. */
export function checkLibrary({ files }: Library): void {
  const seen = new Map<string, string>();
  for (const file of files) {
    if (!file.endsWith(".ipynb")) throw new RangeError(`files must be .ipynb notebooks: "${file}"`);
    const name = pageName(file);
    const other = seen.get(name);
    if (other !== undefined) {
      throw new RangeError(`files must have different names: "${other}" and "${file}"`);
    }
    seen.set(name, file);
  }
}

/** What the index says of every notebook, read now; one that cannot be read says why. */
export function indexEntries(library: Library): Promise<IndexEntry[]> {
  return Promise.all(library.files.map((file) => indexEntry(file, library)));
}

/** The page of one notebook, rendered from the file as it is now. */
export async function libraryPage(library: Library, file: string): Promise<string> {
  const text = await readFile(file, "utf8");
  const at = library.files.indexOf(file);
  const [previous, next] = await Promise.all(
    [at - 1, at + 1].map((i) => pageLink(library.files[i])),
  );
  return notebookPage(readNotebook(text, basename(file)), {
    fileName: basename(file),
    state: stateOf(file, library),
    ...(previous && { previous }),
    ...(next && { next }),
  });
}

async function indexEntry(file: string, library: Library): Promise<IndexEntry> {
  const fileName = basename(file);
  const known = { fileName, href: `notebooks/${pageHref(file)}`, state: stateOf(file, library) };
  try {
    const notebook = readNotebook(await readFile(file, "utf8"), fileName);
    return { ...known, ...summarize(notebook, fileName) };
  } catch (error) {
    return { ...known, title: pageName(file), charts: 0, tables: 0, problem: messageOf(error) };
  }
}

async function pageLink(file: string | undefined): Promise<PageLink | undefined> {
  if (file === undefined) return undefined;
  const href = pageHref(file);
  try {
    const notebook = readNotebook(await readFile(file, "utf8"), basename(file));
    return { href, title: summarize(notebook, basename(file)).title };
  } catch {
    return { href, title: pageName(file) };
  }
}

function pageHref(file: string): string {
  return `${encodeURIComponent(pageName(file))}.html`;
}

function stateOf(file: string, { states }: Library): RunState {
  return states?.[basename(file)] ?? "not-run";
}

/** What to tell a reader about a notebook that cannot be read. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && error.code === "ENOENT"
    ? "The file is not there any more."
    : error.message;
}
