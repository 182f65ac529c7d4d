import { fileURLToPath } from "node:url";
import { build } from "vite";
import { sourceAliases } from "../../vitest.aliases.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the script that makes the charts of a page live: one file, minified, from the sources of
 * page and library, as `client.js` in `folder`. The same sources give the same bytes.
 */
export async function buildClient(folder: string = here("dist")): Promise<void> {
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
        input: here("client/main.ts"),
        output: { format: "iife", entryFileNames: "client.js", codeSplitting: false },
      },
    },
  });
}

if (import.meta.main) await buildClient();
