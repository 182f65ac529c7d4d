import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { readDuration } from "../notebook/durations.ts";
import type { Notebook } from "../notebook/notebook.ts";
import { readNotebook } from "../notebook/read-notebook.ts";
import type { RunState } from "../notebook/run-state.ts";
import type { IndexEntry } from "./index-page.ts";
import { type NotebookPageOptions, notebookPage, type PageLink } from "./page.ts";
import { searchSections } from "./search-text.ts";
import { type Standing, standing } from "./standing.ts";
import { summarize } from "./summary.ts";

/** The notebooks to show, in the order of the index, and how each stands. */
export interface Library {
  /** Paths of `.ipynb` files; their base names must differ. */
  readonly files: readonly string[];
  /** Run state by base name; the others stand as their outputs and stamps say. */
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
    // As file systems compare that do not tell small letters from capitals.
    const name = pageName(file).normalize("NFC").toLowerCase();
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
export async function libraryPage(
  library: Library,
  file: string,
  options: Pick<NotebookPageOptions, "paper"> = {},
): Promise<string> {
  const { files } = library;
  const notebook = await read(file);
  const at = files.indexOf(file);
  const [previous, next] = await Promise.all([at - 1, at + 1].map((i) => pageLink(files[i])));
  return notebookPage(notebook, {
    ...options,
    fileName: basename(file),
    ...standingOf(file, notebook, library),
    source: encodeURIComponent(basename(file)),
    // On paper no page is beside this one.
    pages: new Set(options.paper ? [] : files.map(pageName)),
    ...(previous && { previous }),
    ...(next && { next }),
  });
}

async function indexEntry(file: string, library: Library): Promise<IndexEntry> {
  const fileName = basename(file);
  const known = { fileName, href: `notebooks/${pageHref(file)}` };
  try {
    const notebook = await read(file);
    const milliseconds = readDuration(file);
    return {
      ...known,
      ...summarize(notebook, fileName),
      ...standingOf(file, notebook, library),
      sections: searchSections(notebook),
      ...(milliseconds !== undefined && { milliseconds }),
    };
  } catch (error) {
    return { ...known, ...unreadable, title: pageName(file), problem: messageOf(error) };
  }
}

const unreadable = {
  state: "failed",
  tags: [],
  charts: 0,
  tables: 0,
  failed: true,
  sections: [],
} as const;

async function pageLink(file: string | undefined): Promise<PageLink | undefined> {
  if (file === undefined) return undefined;
  const href = pageHref(file);
  try {
    return { href, title: summarize(await read(file), basename(file)).title };
  } catch {
    return { href, title: pageName(file) };
  }
}

async function read(file: string): Promise<Notebook> {
  return readNotebook(await readFile(file, "utf8"), basename(file));
}

function pageHref(file: string): string {
  return `${encodeURIComponent(pageName(file))}.html`;
}

function standingOf(file: string, notebook: Notebook, { states }: Library): Standing {
  const state = states?.[basename(file)];
  const now = standing(file, notebook);
  // What a command found is true until something changes.
  return state === undefined || now.state === "stale" ? now : { state };
}

/** What to tell a reader about a notebook that cannot be read. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && error.code === "ENOENT"
    ? "The file is not there any more."
    : error.message;
}
