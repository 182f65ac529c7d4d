import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { filesUnder, readText, root } from "./sources.ts";

const pages = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  ...filesUnder("docs", ".md"),
  ...filesUnder("data", ".md"),
];

describe("links in the documents", () => {
  test.each(pages)("%s points only at what exists", (page) => {
    const dead = linksOf(readText(page)).filter((link) => !resolves(page, link));
    expect(dead).toEqual([]);
  });
});

describe("doc blocks", () => {
  test("point with @see only at notebooks and pages that exist", () => {
    const dead = filesUnder("lib", ".ts").flatMap((path) =>
      [...readText(path).matchAll(/@see ((?:notebooks|docs)\/[\w./-]+)/g)]
        .map((match) => match[1]!)
        .filter(
          (target) => !existsSync(join(root, target)) && !existsSync(join(root, `${target}.ipynb`)),
        )
        .map((target) => `${path}: ${target}`),
    );
    expect(dead).toEqual([]);
  });
});

function linksOf(markdown: string): string[] {
  const outsideCode = markdown.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "");
  return [...outsideCode.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
}

function resolves(page: string, link: string): boolean {
  if (/^(https?|mailto):/.test(link)) return true;
  const [path, anchor] = link.split("#");
  const target = path === "" ? page : normalize(join(dirname(page), path!));
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || !target.endsWith(".md") || anchorsOf(readText(target)).has(anchor);
}

function anchorsOf(markdown: string): Set<string> {
  const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map((match) => match[1]!);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replace(/\s/g, "-"),
    ),
  );
}
