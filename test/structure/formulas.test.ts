import katex from "katex";
import { describe, expect, test } from "vitest";
import { filesUnder, readText } from "./sources.ts";

interface Cell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
}

describe("displayed formulas", () => {
  test.each(filesUnder("notebooks", ".ipynb"))("of %s are TeX without a fault", (path) => {
    const { cells } = JSON.parse(readText(path)) as { readonly cells: readonly Cell[] };
    const faults = cells
      .filter(({ cell_type }) => cell_type === "markdown")
      .flatMap(({ source }) => [
        ...[source]
          .flat()
          .join("")
          .matchAll(/\$\$([^$]+)\$\$/g),
      ])
      .map((match) => faultOf(match[1]!))
      .filter((fault) => fault !== undefined);
    expect(faults).toEqual([]);
  });

  test("are refused with a doubled backslash or a part missing", () => {
    expect(faultOf(String.raw`\\frac{a}{b}`)).toBe(String.raw`doubled backslash: \\frac`);
    expect(faultOf(String.raw`\frac{a}{b}`)).toBeUndefined();
    expect(faultOf(String.raw`\frac{a}`)).toContain("KaTeX parse error");
  });
});

/** What speaks against it: KaTeX's refusal, or a command whose backslash is doubled, which breaks the line. */
function faultOf(tex: string): string | undefined {
  const doubled = /\\\\[a-zA-Z]+/.exec(tex);
  if (doubled !== null) return `doubled backslash: ${doubled[0]}`;
  try {
    katex.renderToString(tex, { displayMode: true, throwOnError: true });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
