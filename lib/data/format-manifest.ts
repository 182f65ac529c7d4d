import type { Manifest } from "./manifest.ts";

/** The text of a manifest: JSON, a line per asset and per block, so that a diff reads well. */
export function formatManifest({ format, files }: Manifest): string {
  const entries = files.map(({ assets, digests, ...facts }) =>
    [
      ...Object.entries(facts).map(([key, value]) => `      "${key}": ${JSON.stringify(value)}`),
      listOf("assets", assets),
      listOf("digests", digests),
    ].join(",\n"),
  );
  const body = entries.map((entry) => `    {\n${entry}\n    }`).join(",\n");
  return `{\n  "format": ${format},\n  "files": [\n${body}\n  ]\n}\n`;
}

function listOf(key: string, items: readonly unknown[]): string {
  const lines = items.map((item) => `        ${JSON.stringify(item)}`);
  return `      "${key}": [\n${lines.join(",\n")}\n      ]`;
}
