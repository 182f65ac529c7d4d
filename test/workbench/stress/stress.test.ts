import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "stressbook-book-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface LooseBook {
  positions: Record<string, unknown>[];
  accounts: unknown[];
  [field: string]: unknown;
}

const longOnly = (): LooseBook =>
  JSON.parse(readFileSync(join(root, "seeds/books/long-only.json"), "utf8"));

function stress(...args: string[]): { code: number | null; out: string; err: string } {
  const cli = join(root, "workbench/cli/main.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "stress", ...args], {
    cwd: root,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

function stressOf(book: string | object): ReturnType<typeof stress> {
  const path = join(folder, "book.json");
  writeFileSync(path, typeof book === "string" ? book : JSON.stringify(book));
  return stress(path);
}

describe("stressbook stress", () => {
  test("prints a row per crash and a column per desk, the parts summing to the book", () => {
    const { code, out } = stress("seeds/books/three-desk.json", "--missing", "proxy:BTC");
    expect(code).toBe(0);
    expect(out).toMatch(/scenario +alt-coins +basis +majors +book/);
    const numbers = (line: string): number[] =>
      [...line.matchAll(/(−?)\$([\d,]+)/g)].map(
        ([, sign, digits]) => (sign ? -1 : 1) * Number(digits!.replaceAll(",", "")),
      );
    const rows = out
      .split("\n")
      .map(numbers)
      .filter(({ length }) => length === 4);
    expect(rows).toHaveLength(5);
    for (const [alts, basis, majors, whole] of rows) {
      expect(Math.abs(alts! + basis! + majors! - whole!)).toBeLessThanOrEqual(2);
    }
  });

  test("refuses an asset that did not trade unless it is told what to do", () => {
    const { code, err } = stress("seeds/books/three-desk.json");
    expect(code).toBe(2);
    expect(err).toContain("SOL (no close on 2020-03-07 and 2020-03-12)");
    expect(err).toContain("--missing exclude or --missing proxy:BTC");
  });

  test("gives everything it knows as JSON", () => {
    const { code, out } = stress("seeds/books/long-only.json", "--missing", "exclude", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ method: "full revaluation", unit: "USD" });
  });
});

describe("a wrong book ends with exit code 2 and says where", () => {
  const changed = (change: (book: LooseBook) => void): LooseBook => {
    const book = longOnly();
    change(book);
    return book;
  };
  test.each<[string, string | object, string]>([
    [
      "a misspelt field",
      changed((b) => Object.assign(b.positions[0]!, { entryprice: 1 })),
      "positions[0].entryprice is not a known field",
    ],
    [
      "an unknown asset",
      changed((b) =>
        Object.assign(b.positions[0]!, { instrument: { type: "spot", underlying: "BTX" } }),
      ),
      'positions[0].instrument.underlying must be an asset with a price on 2022-11-05 (did you mean BTC?): "BTX"',
    ],
    [
      "NaN for a price",
      JSON.stringify(longOnly()).replace(/"entryPrice":[\d.]+/, '"entryPrice":NaN'),
      "JSON",
    ],
    [
      "a negative price",
      changed((b) => Object.assign(b.positions[0]!, { entryPrice: -1 })),
      "positions[0].entryPrice must be a positive number: -1",
    ],
    ["an empty list", changed((b) => Object.assign(b, { positions: [] })), "positions must"],
    ["an empty file", "", "JSON"],
  ])("%s", (_, book, message) => {
    const { code, err, out } = stressOf(book);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("a missing file, an unknown scenario, a word that is no policy", () => {
    expect(stress("nobook.json").err).toContain('"nobook.json"');
    expect(stress("seeds/books/long-only.json", "--scenario", "ftx-2023").err).toContain(
      "ftx-2022",
    );
    expect(stress("seeds/books/long-only.json", "--missing", "proxy").err).toContain("proxy:BTC");
    expect(stress("nobook.json").code).toBe(2);
  });
});
