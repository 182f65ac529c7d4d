import { fileURLToPath } from "node:url";
import { build } from "vite";
import { sourceAliases } from "../../vitest.aliases.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `client` makes the charts of a page live; `search` looks through the notebooks of the index. */
export type PageScriptName = "client" | "search";

const entries: Readonly<Record<PageScriptName, string>> = {
  client: "client/main.ts",
  search: "client/search-main.ts",
};

/**
 * Builds the scripts of the pages: a file each, minified, from the sources of page and library, as
 * `client.js` and `search.js` in `folder`. The same sources give the same bytes.
 */
export async function buildPageScripts(folder: string = here("dist")): Promise<void> {
  for (const [name, entry] of Object.entries(entries)) await buildOne(name, entry, folder);
}

async function buildOne(name: string, entry: string, folder: string): Promise<void> {
  await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    root: here("client"),
    logLevel: "warn",
    resolve: { alias: sourceAliases },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: "es2022",
      reportCompressedSize: false,
      rolldownOptions: {
        input: here(entry),
        output: { format: "iife", entryFileNames: `${name}.js`, codeSplitting: false },
      },
    },
  });
}

if (import.meta.main) await buildPageScripts();
