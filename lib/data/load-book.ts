import type { Book } from "../portfolio/book.ts";
import { parseBook } from "../portfolio/parse-book.ts";
import { loadDocument } from "./load-document.ts";

/**
 * A book from a JSON file. A relative path is looked for in the working directory and then in each
 * folder above it, so that `seeds/books/three-desk.json` is found from anywhere in the project.
 *
 * @throws RangeError when there is no such file; InvalidInputError when it is not JSON or not a
 * valid book, listing every refusal with path, rule and value.
 * @example loadBook("seeds/books/three-desk.json")
 */
export function loadBook(path: string): Book {
  return loadDocument(path, { subject: "book", parse: parseBook });
}
