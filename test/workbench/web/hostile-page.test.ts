import { parseHTML } from "linkedom";
import { describe, expect, test, vi } from "vitest";
import type { JsonObject } from "../../../workbench/notebook/json.ts";
import { notebookPage } from "../../../workbench/web/page.ts";
import {
  type CellMaker,
  codeCell,
  display,
  markdownCell,
  notebookOf,
  onePixel,
  stream,
} from "./notebooks.ts";

vi.mock("../../../workbench/web/page-script.ts", () => ({ pageScript: () => "" }));

describe("more than a page can hold", () => {
  test("of printed text is cut, per output and over all, and counted", () => {
    const { html, document } = pageOf(
      codeCell("log()", ...Array.from({ length: 30 }, () => stream("x".repeat(200_000)))),
    );
    expect(html.length).toBeLessThan(1_200_000);
    const notes = [...document.querySelectorAll(".quiet")].map((note) => note.textContent);
    expect(notes).toHaveLength(30);
    expect(notes[0]).toBe("100,000 more characters are in the notebook.");
    expect(notes[29]).toBe("200,000 more characters are in the notebook.");
  });

  test("of terminal codes takes no time", () => {
    const began = performance.now();
    pageOf(
      codeCell("log()", stream("\u001b]0;".repeat(2_000_000)), stream("\u001b[".repeat(4_000_000))),
    );
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test("of prose or code is shown as the start of its text", () => {
    const { html, document } = pageOf(
      markdownCell(`# Long\n\n${"**a** ".repeat(200_000)}`),
      codeCell("let a = 1; ".repeat(100_000)),
    );
    expect(html.length).toBeLessThan(300_000);
    expect(document.querySelectorAll("main strong, main .hljs-keyword")).toHaveLength(0);
    expect(document.querySelectorAll(".quiet")).toHaveLength(2);
  });

  test("of a chart's figures leaves its picture, of a picture its text", () => {
    const data = { values: "x".repeat(11_000_000) };
    const { html, document } = pageOf(
      codeCell(
        "show()",
        display({ "image/png": onePixel }, { stressbook: { chart: "x", data, options: {} } }),
        display({ "image/png": "A".repeat(21_000_000), "text/plain": "A picture" }),
      ),
    );
    expect(html.length).toBeLessThan(100_000);
    expect(document.querySelectorAll("figure.picture img")).toHaveLength(1);
    expect(document.querySelector("pre.result")?.textContent).toBe("A picture");
  });
});

describe("what is meant to mislead", () => {
  test("direction controls are shown by name, in code, prose, titles and tables", () => {
    const { html, document } = pageOf(
      markdownCell("# Loss \u202e%5 fo\n\nIt is \u2067safe\u2069."),
      codeCell("// \u202e } if (admin) {\nrun();", stream("\u2066x")),
    );
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(document.title).toContain("⟨U+202E⟩");
    expect(document.querySelector("pre code")?.textContent).toContain("// ⟨U+202E⟩ } if (admin) {");
    expect(document.querySelector(".prose p")?.textContent).toBe("It is ⟨U+2067⟩safe⟨U+2069⟩.");
  });

  test("a chart's payload keeps its own, escaped", () => {
    const payload = { chart: "x", data: "\u202e", options: {} };
    const { document } = pageOf(
      codeCell("x", display({ "image/png": onePixel }, { stressbook: payload })),
    );
    const text = document.querySelector('script[type="application/json"]')!.textContent!;
    expect(text).not.toContain("\u202e");
    expect(JSON.parse(text)).toEqual(payload);
  });

  test("prototype keys are data like any other", () => {
    const stressbook = JSON.parse(
      '{"chart": "constructor", "data": {"__proto__": {"polluted": true}}, "options": {}, "__proto__": {"chart": "y"}}',
    ) as JsonObject;
    const { document } = pageOf(codeCell("x", display({ "image/png": onePixel }, { stressbook })));
    expect(document.querySelectorAll("figure.chart")).toHaveLength(1);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("a file's name is text", () => {
    const fileName = '"><img src=x onerror=alert(1)>\u202e.ipynb';
    const html = notebookPage(notebookOf(markdownCell("text")), { fileName, source: fileName });
    expect(parseHTML(html).document.querySelectorAll("main img")).toHaveLength(0);
  });
});

describe("formulas", () => {
  test.each([
    ["nested deeper than the parser follows", `$${"{".repeat(2_400)}${"}".repeat(2_400)}$`],
    ["that expand for ever", "$\\def\\a{\\a\\a}\\a$"],
    ["that expand by doubling", "$\\def\\a#1{#1#1#1#1}\\a{\\a{\\a{\\a{\\a{\\a{x}}}}}}$"],
  ])("%s are shown as they were written", (_, source) => {
    const { document } = pageOf(markdownCell(`Before ${source} after.`));
    expect(document.querySelector(".prose p")?.textContent).toMatch(/^Before .* after\.$/s);
  });

  test("cannot cover the page or carry an address or a style", () => {
    const { html } = pageOf(
      markdownCell(
        "$\\rule{99999em}{99999em}$ $\\href{javascript:alert(1)}{x}$ $\\url{http://127.0.0.1:9/}$ " +
          "$\\includegraphics{http://127.0.0.1:9/x.png}$ $\\htmlStyle{position:fixed}{x}$ $\\htmlId{theme}{x}$",
      ),
    );
    const main = html.slice(html.indexOf("<main"));
    expect(main).not.toMatch(
      /99999em["']|position:fixed"|id="theme"|<img|(href|src)="(javascript|http)/,
    );
  });
});

function pageOf(...cells: readonly CellMaker[]): { html: string; document: Document } {
  const html = notebookPage(notebookOf(...cells), { fileName: "01-page.ipynb" });
  return { html, document: parseHTML(html).document as unknown as Document };
}
