import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { describeFigures } from "../../../lib/data/describe-figures.ts";
import { formatManifest } from "../../../lib/data/format-manifest.ts";
import { parseManifest } from "../../../lib/data/parse-manifest.ts";
import { dataRoot } from "./data-set.ts";
import { anyTable } from "./tables.ts";

test("reads back as the same manifest, for any figures", () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      const files = [describeFigures(table, { name: "mine", source: 'say "so", \u00fc' })];
      const text = formatManifest({ format: 1, files });
      expect(parseManifest("manifest.json", text)).toEqual({ format: 1, files });
    }),
  );
});

test("writes the committed manifest again, byte for byte", () => {
  const text = readFileSync(join(dataRoot, "manifest.json"), "utf8");
  expect(formatManifest(parseManifest("manifest.json", text))).toBe(text);
});

test("a damaged manifest is refused with every path, rule and value", () => {
  const text = readFileSync(join(dataRoot, "manifest.json"), "utf8")
    .replace('"rows": 1461', '"rows": -1')
    .replace('"kind": "funding"', '"kind": "weekly"');
  expect(() => parseManifest("manifest.json", text)).toThrow(
    /files\[0\]\.rows .*: -1\n {2}files\[1\]\.kind .*: "weekly"$/,
  );
});
