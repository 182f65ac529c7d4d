import { describe, expect, test } from "vitest";
import { type Source, sourcesUnder } from "./sources.ts";

/** Folder of `lib` -> folders it may import besides itself; the order of the table is the order of the layers. */
const mayImport: Record<string, readonly string[]> = {
  base: [],
  math: ["base"],
  market: ["base", "math"],
  instruments: ["base", "math"],
  portfolio: ["base", "math", "market", "instruments"],
  scenario: ["base", "math", "market", "instruments", "portfolio"],
  var: ["base", "math", "market", "instruments", "portfolio", "scenario"],
  sizing: ["base", "math", "market", "instruments", "portfolio", "scenario", "var"],
  report: ["base", "math", "market", "instruments", "portfolio", "scenario", "var"],
  data: ["base", "math", "market", "portfolio", "scenario"],
  parallel: ["base", "math", "market", "instruments", "portfolio", "scenario", "var"],
  charts: ["base"],
  notebook: ["base", "charts"],
};

/** Packages and node modules that each folder of `lib` may use; the core uses none but these. */
const mayUse: Record<string, readonly RegExp[]> = {
  math: [/^ml-matrix$/],
  portfolio: [/^zod$/],
  scenario: [/^zod$/],
  instruments: [/^zod$/],
  data: [/^node:(fs|path|crypto|url)$/, /^zod$/],
  parallel: [/^node:worker_threads$/],
  charts: [/^@observablehq\/plot$/, /^d3$/],
  notebook: [
    /^node:(fs|path|url|module|zlib)$/,
    /^linkedom$/,
    /^@resvg\/resvg-js$/,
    /^d3$/,
    /^@observablehq\/plot$/,
  ],
};

const doors = ["index", "charts", "data", "notebook", "parallel"];
const library = sourcesUnder("lib");
const workbench = sourcesUnder("workbench");

const folderOf = (path: string): string => path.split("/")[1]!;
const isDoor = (path: string): boolean => doors.some((door) => path === `lib/${door}.ts`);
const inLayers = library.filter((source) => !isDoor(source.path));

/** Imports that only name types cost nothing at run time; charts may take types from anywhere below. */
function runtimeImports(source: Source): string[] {
  const typeOnly = new Set(
    [...source.text.matchAll(/import type [^;]*?from\s*["']([^"']+)["']/g)].map(
      (match) => match[1]!,
    ),
  );
  return source.local.filter((_, i) => !typeOnly.has(localSpecifiers(source)[i]!));
}

function localSpecifiers(source: Source): string[] {
  return [
    ...source.text.matchAll(/\bfrom\s*["'](\.[^"']+)["']|\bimport\s*\(\s*["'](\.[^"']+)["']/g),
  ].map((match) => (match[1] ?? match[2])!);
}

describe("layers of lib", () => {
  test("every folder is in the table", () => {
    const folders = new Set(inLayers.map((source) => folderOf(source.path)));
    expect([...folders].filter((folder) => !(folder in mayImport))).toEqual([]);
  });

  test("a file imports only from the layers below it", () => {
    const wrong = inLayers.flatMap((source) => {
      const from = folderOf(source.path);
      const imports = from === "charts" ? runtimeImports(source) : source.local;
      return imports
        .filter((path) => folderOf(path) !== from && !mayImport[from]?.includes(folderOf(path)))
        .map((path) => `${source.path} -> ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  test("a file uses only the packages its layer may use", () => {
    const wrong = inLayers.flatMap((source) =>
      source.packages
        .filter((name) => !mayUse[folderOf(source.path)]?.some((allowed) => allowed.test(name)))
        .map((name) => `${source.path} -> ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test("the doors only export from, and nothing inside imports a door", () => {
    for (const door of library.filter((source) => isDoor(source.path))) {
      const rest = door.text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*/g, "");
      expect(rest.replace(/export\s+(type\s+)?\{[^}]*\}\s+from\s+"[^"]+";/g, "").trim()).toBe("");
    }
    expect(inLayers.filter((source) => source.local.some(isDoor)).map((s) => s.path)).toEqual([]);
  });

  test("index reaches neither Plot nor the file system", () => {
    const reached = reachable("lib/index.ts");
    const packages = library
      .filter((source) => reached.has(source.path))
      .flatMap((source) => source.packages);
    expect(packages.filter((name) => name !== "zod" && name !== "ml-matrix")).toEqual([]);
  });
});

describe("imports everywhere", () => {
  test("have no cycles", () => {
    expect(findCycles([...library, ...workbench])).toEqual([]);
  });

  test("reach the library from the workbench only through its doors", () => {
    const wrong = workbench.flatMap((source) =>
      source.local
        .filter((path) => path.startsWith("lib/"))
        .map((path) => `${source.path} -> ${path}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("the core", () => {
  const outside = /\b(Math\.random|Date\.now|performance\.now|new Date\(\)|process\.|fetch\()/;
  const core = inLayers.filter((source) => !["data", "notebook"].includes(folderOf(source.path)));

  test("reads no clock, chance, process or network", () => {
    const wrong = core.filter((source) => outside.test(stripComments(source.text)));
    expect(wrong.map((source) => source.path)).toEqual([]);
  });
});

function stripComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*/g, "");
}

function reachable(start: string): Set<string> {
  const byPath = new Map(library.map((source) => [source.path, source]));
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const next of byPath.get(path)?.local ?? []) visit(next);
  };
  visit(start);
  return seen;
}

function findCycles(sources: readonly Source[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const state = new Map<string, "open" | "done">();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
      return;
    }
    state.set(path, "open");
    for (const next of byPath.get(path)?.local ?? []) visit(next, [...trail, path]);
    state.set(path, "done");
  };
  for (const source of sources) visit(source.path, []);
  return cycles;
}
