import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ruleTitles } from "../../../workbench/check/rules/codes.ts";

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
const sections = [...read("../../../docs/check-rules.md").matchAll(/^## (SB\d{3}): (.*)$/gm)];
const tests = readdirSync(fileURLToPath(new URL(".", import.meta.url)))
  .filter((name) => name.endsWith("-rules.test.ts"))
  .map((name) => read(name))
  .join("\n");

describe("every rule", () => {
  test("has a section of docs/check-rules.md under its title, in order, and no section is left", () => {
    expect(sections.map(([, code, title]) => [code, title])).toEqual(Object.entries(ruleTitles));
  });

  test.each(Object.keys(ruleTitles))(
    "%s has a case that breaks it and one that keeps it",
    (code) => {
      expect(tests).toContain(`"${code}: `);
      const keeps = { SB001: "an allowance with", SB002: "an allowance with", SB301: "a title" }[
        code
      ];
      expect(tests).toContain(keeps === undefined ? `"not ${code}: ` : `"${keeps}`);
    },
  );
});
