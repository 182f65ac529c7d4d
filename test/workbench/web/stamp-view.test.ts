import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../workbench/notebook/json.ts";
import { stampView } from "../../../workbench/web/stamp-view.ts";

const stamp = {
  format: 1,
  cells: ["a1 source 0f3c outputs 99e1"],
  files: { "data/daily-close.csv": "ab12" },
  packages: {},
  versions: { node: "24.21.0", typescript: "5.0.4" },
  parameters: { seed: 20_200_312 },
  later: { kind: "x" },
  note: "single",
};

describe("a stamp", () => {
  test("answers in the order of the questions, single values first and unknown parts last", () => {
    const { document } = draw(stamp);
    const rows = [...document.querySelectorAll("tr")].map((row) => row.textContent);
    expect(rows).toEqual([
      "notesingle",
      "seed20200312",
      "node24.21.0",
      "typescript5.0.4",
      "data/daily-close.csvab12",
      "a1source 0f3c outputs 99e1",
      "kindx",
    ]);
    const groups = [...document.querySelectorAll("h3")].map((heading) => heading.textContent);
    expect(groups.map((text) => text!.split(",")[0])).toEqual([
      "Parameters",
      "Versions",
      "Library modules",
      "Cells",
      "later",
    ]);
  });

  test("is folded on a screen and unfolded on paper", () => {
    expect(draw(stamp).document.querySelector("details")?.hasAttribute("open")).toBe(false);
    expect(draw(stamp, true).document.querySelector("details")?.hasAttribute("open")).toBe(true);
  });

  test("is text, whatever it holds, and no more of it than a reader can use", () => {
    const html = '<img src=x onerror="alert(1)">';
    const files = Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`${html}${i}`, html]));
    const { document } = draw({ [html]: html, files, deep: { list: [[html.repeat(99)]] } });
    expect(document.querySelectorAll("img")).toHaveLength(0);
    expect(document.querySelectorAll("tr").length).toBeLessThan(510);
    expect(document.querySelector(".quiet")?.textContent).toBe("400 more are in the notebook.");
    for (const cell of document.querySelectorAll("td")) {
      expect(cell.textContent!.length).toBeLessThanOrEqual(200);
    }
  });
});

function draw(value: JsonObject, open = false): { document: Document } {
  const html = `<!doctype html><body>${stampView(value, { open })}</body>`;
  return { document: parseHTML(html).document as unknown as Document };
}
