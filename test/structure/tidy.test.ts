import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { filesUnder, readText, root, sourcesUnder } from "./sources.ts";

const maximumLines = 300;
const maximumFunctionLines = 70;
const sources = sourcesUnder("lib", "workbench");
const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" })
  .trim()
  .split("\n");

describe("sources", () => {
  test(`have at most ${maximumLines} lines, but for the doors, which are tables of contents`, () => {
    const long = sources
      .filter((source) => !/^lib\/(index|charts|data|notebook|parallel)\.ts$/.test(source.path))
      .filter((source) => source.text.split("\n").length > maximumLines);
    expect(long.map((source) => source.path)).toEqual([]);
  });

  test("are named in kebab-case", () => {
    const wrong = sources.filter(
      (source) => !/^[a-z0-9-]+(\.d)?\.ts$/.test(source.path.split("/").at(-1)!),
    );
    expect(wrong.map((source) => source.path)).toEqual([]);
  });

  test(`have no function longer than ${maximumFunctionLines} lines`, () => {
    const long = sources.flatMap((source) =>
      functionLengths(source.text)
        .filter(({ lines }) => lines > maximumFunctionLines)
        .map(({ name, lines }) => `${source.path} ${name}: ${lines}`),
    );
    expect(long).toEqual([]);
  });

  test("have no type holes", () => {
    const holes = /:\s*any\b|\bas any\b|@ts-ignore|@ts-expect-error|@ts-nocheck|<any>/;
    expect(sources.filter((source) => holes.test(source.text)).map((s) => s.path)).toEqual([]);
  });

  test("say in a doc block what each exported function of the library does", () => {
    const wrong = sourcesUnder("lib").flatMap((source) =>
      [...source.text.matchAll(/(\*\/\s*\n)?export (?:async )?function (\w+)/g)]
        .filter((match) => match[1] === undefined)
        .map((match) => `${source.path}: ${match[2]}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("what a source exports", () => {
  test("is imported by another file or reaches the outside through a door", () => {
    const texts = [...sources, ...sourcesUnder("test", "bench")].map(({ path, text }) => ({
      path,
      text,
    }));
    const unused = sources
      .filter((source) => !/^lib\/(index|charts|data|notebook|parallel)\.ts$/.test(source.path))
      .flatMap((source) =>
        exportedNames(source.text)
          .filter((name) => !isSignatureType(source.text, name))
          .filter(
            (name) => !texts.some((other) => other.path !== source.path && uses(other.text, name)),
          )
          .map((name) => `${source.path}: ${name}`),
      );
    expect(unused).toEqual([]);
  });
});

describe("tests", () => {
  test("are neither skipped nor singled out", () => {
    const wrong = sourcesUnder("test").filter((source) =>
      /\b(test|it|describe)\.(skip|only|todo)\b/.test(source.text.replace(/\/\\b.*$/gm, "")),
    );
    expect(wrong.map((source) => source.path)).toEqual([]);
  });
});

describe("tracked files", () => {
  test("name no path of a machine", () => {
    const text = tracked.filter((path) => /\.(ts|mjs|json|md|ipynb|yml|html|css)$/.test(path));
    const pattern = /(^|[^A-Za-z0-9_.-])\/(home|root|tmp|work|Users|farm)\/[a-z]/;
    const allowed = new Set(["package-lock.json"]);
    const wrong = text.filter(
      (path) => !allowed.has(path) && !isThisTest(path) && pattern.test(readText(path)),
    );
    expect(wrong).toEqual([]);
  });

  test("hold no mark of unfinished work", () => {
    const wrong = tracked
      .filter((path) => /\.(ts|mjs|md)$/.test(path) && !isThisTest(path))
      .filter((path) => /\b(TODO|FIXME|XXX)\b/.test(readText(path)));
    expect(wrong).toEqual([]);
  });

  test("mirror: every test file stands where its source stands", () => {
    const known = new Set(sources.map((source) => source.path));
    const orphans = filesUnder("test/lib", ".test.ts").filter((path) => {
      const source = path.replace(/^test\//, "").replace(/\.test\.ts$/, ".ts");
      const folder = source.slice(0, source.lastIndexOf("/"));
      return !known.has(source) && ![...known].some((other) => other.startsWith(`${folder}/`));
    });
    expect(orphans).toEqual([]);
  });
});

function isThisTest(path: string): boolean {
  return path.startsWith("test/structure/");
}

function exportedNames(text: string): string[] {
  const pattern =
    /^export (?:declare )?(?:async )?(?:abstract )?(?:function\*?|const|class|interface|type) (\w+)/gm;
  return [...text.matchAll(pattern)].map((match) => match[1]!);
}

/** A type that an exported function of its own file takes or gives. */
function isSignatureType(text: string, name: string): boolean {
  if (!new RegExp(`^export (?:interface|type) ${name}\\b`, "m").test(text)) return false;
  return (text.match(new RegExp(`\\b${name}\\b`, "g")) ?? []).length > 1;
}

function uses(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}

/** Lengths of functions that start a line, found by the indentation of their closing brace. */
function functionLengths(text: string): { name: string; lines: number }[] {
  const lines = text.split("\n");
  return lines.flatMap((line, start) => {
    const match =
      /^(\s*)(?:export )?(?:async )?function\*? (\w+)|^(\s*)(?:export )?const (\w+)[^=]*= (?:async )?\(.*=> \{$/.exec(
        line,
      );
    if (match === null) return [];
    const indent = match[1] ?? match[3] ?? "";
    const end = lines.findIndex((other, i) => i > start && other.startsWith(`${indent}}`));
    return [{ name: (match[2] ?? match[4])!, lines: end < 0 ? 1 : end - start + 1 }];
  });
}
