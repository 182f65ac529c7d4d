import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { indexPage } from "../web/index-page.ts";
import { checkLibrary, indexEntries, type Library, libraryPage, pageName } from "../web/library.ts";
import { type ReplacedFolder, replaceFolder, type SiteFile } from "./replace-folder.ts";

/** Which notebooks to export, and where. */
interface ExportOptions extends Library {
  /** The folder of the site; made, or replaced when it is an export of before. */
  readonly out: string;
  readonly signal?: AbortSignal;
}

/**
 * Writes the whole site into a folder, to be opened from disk: `index.html`, and under `notebooks/` a
 * page and the file of every notebook. It appears all at once or not at all, and the same notebooks
 * give the same bytes.
 *
 * @throws InvalidInputError for a file that is no TypeScript notebook
 * @throws RangeError for files that are not notebooks or have the same name, and for a folder that is
 *   not an export of before
 */
export async function exportSite(options: ExportOptions): Promise<ReplacedFolder> {
  const { out, signal, ...library } = options;
  checkLibrary(library);
  return replaceFolder(out, siteFiles(library), signal);
}

// One notebook at a time: a page may be large, and only one needs to be in memory.
async function* siteFiles(library: Library): AsyncGenerator<SiteFile> {
  for (const file of library.files) {
    yield { path: `notebooks/${pageName(file)}.html`, contents: await libraryPage(library, file) };
    yield { path: `notebooks/${basename(file)}`, contents: await readFile(file) };
  }
  yield { path: "index.html", contents: indexPage(await indexEntries(library)) };
}
