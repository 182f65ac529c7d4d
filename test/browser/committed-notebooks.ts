import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type RunningServer, serveNotebooks } from "../../workbench/server/serve.ts";

const folder = fileURLToPath(new URL("../../notebooks/", import.meta.url));

/** The files of the committed notebooks, in order. */
export const names: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith(".ipynb"))
  .sort();

/** Where a committed notebook lies. */
export function notebookFile(name: string): string {
  return folder + name;
}

/** The address of its page below the server's. */
export function pageOf(name: string): string {
  return `notebooks/${name.replace(/\.ipynb$/, ".html")}`;
}

/** Serves the committed notebooks on a free port. */
export function serveCommitted(): Promise<RunningServer> {
  return serveNotebooks({ files: names.map(notebookFile), port: 0 });
}
