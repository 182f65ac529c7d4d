import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { InvalidInputError } from "../base/invalid-input.ts";
import { jsonFault } from "./json-fault.ts";

/**
 * A JSON file read and checked; refusals name the file.
 *
 * @internal
 */
export function loadDocument<T>(
  path: string,
  { subject, parse }: { readonly subject: string; readonly parse: (input: unknown) => T },
): T {
  // Editors on Windows begin a file with a byte order mark.
  const text = readFileSync(findFile(path, process.cwd()), "utf8").replace(/^\uFEFF/, "");
  try {
    return parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof InvalidInputError) {
      throw new InvalidInputError(`${subject} ${path}`, error.issues);
    }
    if (!(error instanceof SyntaxError)) throw error;
    const issue = { path: "", rule: "must be JSON", value: jsonFault(text, error.message) };
    throw new InvalidInputError(`${subject} ${path}`, [issue]);
  }
}

function findFile(path: string, start: string): string {
  if (isAbsolute(path)) {
    if (isFile(path)) return path;
    if (existsSync(path)) throw notFile(path);
    throw new RangeError(`file must exist: ${JSON.stringify(path)}`);
  }
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, path);
    if (isFile(candidate)) return candidate;
    if (dirname(folder) === folder) break;
  }
  if (existsSync(join(start, path))) throw notFile(path);
  throw new RangeError(
    `file must exist in the working directory or a folder above it: ${JSON.stringify(path)}`,
  );
}

function notFile(path: string): RangeError {
  return new RangeError(`path must be that of a file: ${JSON.stringify(path)} is a folder`);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
