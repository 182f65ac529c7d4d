import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { pictureOf, pictures } from "../../scripts/pictures.ts";
import { readText, root, sourcesUnder } from "./sources.ts";

const samplePath = join(root, `readme-sample.${process.pid}.tmp.ts`);
afterAll(() => rmSync(samplePath, { force: true }));

describe("the README", () => {
  test("has a sample that runs as it stands", () => {
    const [sample] = [...readText("README.md").matchAll(/```ts\n([\s\S]*?)```/g)].map((m) => m[1]!);
    writeFileSync(samplePath, sample!);
    const printed = execFileSync(process.execPath, [samplePath], { cwd: root, encoding: "utf8" });
    expect(printed).toContain("'luna-2022'");
    expect(printed).toContain("'alt-coins'");
  });

  test.each(pictures)("shows $path as the notebook has it", (picture) => {
    const shown = readFileSync(join(root, picture.path));
    expect(shown.equals(pictureOf(picture)), "run: npm run pictures").toBe(true);
  });

  test("names every notebook that there is", () => {
    const named = [...readText("README.md").matchAll(/\((notebooks\/[^)]+\.ipynb)\)/g)];
    const tracked = execFileSync("git", ["ls-files", "notebooks/*.ipynb"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(named.map((match) => match[1]!).sort()).toEqual(tracked.trim().split("\n").sort());
  });
});

describe("docs/errors.md", () => {
  test("lists every code and no other", () => {
    const declared = sourcesUnder("lib").flatMap(({ text }) =>
      [
        ...text
          .replace(/\/\*[\s\S]*?\*\//g, "")
          .matchAll(/(?:export type \w+Code =|readonly code:)([\s\S]*?);/g),
      ].flatMap((union) =>
        [...union[1]!.matchAll(/^\s*(?:\| )?"([\w-]+)"|= "([\w-]+)"| \| "([\w-]+)"/gm)].map(
          (match) => (match[1] ?? match[2] ?? match[3])!,
        ),
      ),
    );
    const listed = [...readText("docs/errors.md").matchAll(/^\| `([\w-]+)` \|/gm)].map(
      (m) => m[1]!,
    );
    expect([...new Set(declared)].sort()).toEqual(listed.sort());
  });
});
