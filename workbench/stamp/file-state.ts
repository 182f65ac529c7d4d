import { readdirSync, readFileSync } from "node:fs";
import { shortHash } from "./hash.ts";

// Taken before a notebook's process replaces them by ones that record.
const read = { file: readFileSync, folder: readdirSync };

/** The state of something that is not there. */
export const absent = "absent";

/** What a stamp says of a file (hash of its bytes) or a folder (of its names); `absent` for neither. */
export function fileState(path: string): string {
  try {
    return shortHash(read.file(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return absent;
    if (code !== "EISDIR") throw error;
    return shortHash([...read.folder(path)].sort().join("\n"));
  }
}
