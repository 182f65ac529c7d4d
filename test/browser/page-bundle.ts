import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const isolation = {
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** A page whose script a bundler made, at three addresses. */
export interface ServedPage {
  /** `isolated` has shared memory, `plain` none, and `strict` no workers either. */
  readonly url: (how: "isolated" | "plain" | "strict") => string;
  /** Files of the bundle. */
  readonly files: readonly string[];
  /** What the page sends to `/report` first, parsed. */
  readonly report: Promise<unknown>;
  readonly close: () => void;
}

/** Bundles a script of this folder with the bundler's own settings and serves a page that runs it. */
export async function servedPage(entry: string): Promise<ServedPage> {
  const folder = mkdtempSync(join(tmpdir(), "stressbook-bundle-"));
  await build({
    ...{ configFile: false, envDir: false, publicDir: false, logLevel: "error" },
    root: fileURLToPath(new URL(".", import.meta.url)),
    worker: { format: "es" },
    build: {
      ...{ outDir: folder, emptyOutDir: true, target: "es2022", reportCompressedSize: false },
      rolldownOptions: {
        input: fileURLToPath(new URL(entry, import.meta.url)),
        output: { entryFileNames: "page.js" },
      },
    },
  });
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  let heard: (report: unknown) => void = () => undefined;
  const report = new Promise<unknown>((resolve) => {
    heard = resolve;
  });
  const server = serve(folder, { files, heard });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (how) => `http://127.0.0.1:${port}/${how}`,
    files,
    report,
    close: () => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}

interface Serving {
  readonly files: readonly string[];
  readonly heard: (report: unknown) => void;
}

function serve(folder: string, { files, heard }: Serving): Server {
  return createServer((request, response) => {
    const path = (request.url ?? "/").slice(1);
    if (path === "report") {
      text(request).then((body) => heard(JSON.parse(body)), heard);
      response.end();
      return;
    }
    if (files.includes(path) && extname(path) === ".js") {
      // A page of its own origin may load these whether or not it is isolated.
      response.writeHead(200, { "Content-Type": "text/javascript", ...isolation });
      response.end(readFileSync(join(folder, path)));
      return;
    }
    response.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      ...(path === "isolated" && isolation),
      ...(path === "strict" && { "Content-Security-Policy": "worker-src 'none'" }),
    });
    response.end(
      '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>',
    );
  });
}
