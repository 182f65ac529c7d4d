import { describe, expect, test } from "vitest";
import { filesUnder, readText } from "./sources.ts";

/** Folders of lib whose functions a reader of numbers has to find on a methods page. */
const measured = ["market", "scenario", "var"];

describe("the methods pages", () => {
  test("name every public function of lib/market, lib/scenario and lib/var", () => {
    const pages = ["docs/methods.md", ...filesUnder("docs/methods", ".md")]
      .map(readText)
      .join("\n");
    const functions = [
      ...readText("lib/index.ts").matchAll(/export \{([^}]*)\} from "\.\/(\w+)\//g),
    ]
      .filter(([, , folder]) => measured.includes(folder!))
      .flatMap(([, names]) => names!.split(",").map((name) => name.trim()))
      .filter((name) => /^[a-z]\w*$/.test(name));
    const unnamed = functions.filter((name) => !new RegExp(`\\b${name}\\b`).test(pages));
    expect(functions.length).toBeGreaterThan(100);
    expect(unnamed, "add a line on docs/methods/*.md").toEqual([]);
  });

  test("list every function of lib/parallel.ts among those on several workers", () => {
    const page = readText("docs/methods/parallel.md");
    const functions =
      readText("lib/parallel.ts").match(/\b(parallel[A-Z]\w+|[a-z]+Pool)\b(?=[,\s]*\})/g) ?? [];
    expect(functions.length).toBeGreaterThan(7);
    expect(functions.filter((name) => !page.includes(`\`${name}(`))).toEqual([]);
  });
});
