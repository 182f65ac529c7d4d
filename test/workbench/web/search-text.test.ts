import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { makeTable } from "../../../lib/notebook/make-table.ts";
import { encodePayload } from "../../../lib/notebook/payload.ts";
import { notebookPage } from "../../../workbench/web/page.ts";
import { searchSections } from "../../../workbench/web/search-text.ts";
import { codeCell, display, markdownCell, notebookOf, onePixel, stream } from "./notebooks.ts";

const table = encodePayload(
  makeTable([{ a: 1 }], { title: "P&L *by* desk", caption: "Two desks." }),
);
const notebook = notebookOf(
  markdownCell(
    "Before all.\n\n# Title\n\nThe *question*, with `code` and $x^2$.\n\n```ts\nhidden()\n```",
  ),
  codeCell(
    "const secret = 1;",
    stream("printed"),
    display({ "text/markdown": "## Result\n\nThe answer." }),
    display({ "image/png": onePixel, "text/plain": "# A *chart*\nkey numbers" }),
  ),
  markdownCell("## Result\n\n| a | b |\n|---|---|\n| cell | other |\n\n- item"),
  codeCell("table()", display({ "text/plain": "t" }, { stressbook: { table } })),
);

describe("searchSections", () => {
  const sections = searchSections(notebook);

  test("are the prose and what cells say, under their headings", () => {
    expect(sections).toEqual([
      { text: "Before all." },
      { id: "section-title", heading: "Title", text: "The question, with code and …." },
      { id: "section-result", heading: "Result", text: "The answer. # A *chart*" },
      {
        id: "section-result-2",
        heading: "Result",
        text: "a b cell other item P&L *by* desk Two desks.",
      },
    ]);
  });

  test("have the anchors that the page has", () => {
    const { document } = parseHTML(notebookPage(notebook, { fileName: "x.ipynb" }));
    const ids = [...document.querySelectorAll("h1[id], h2[id]")].map((heading) => heading.id);
    expect(sections.flatMap(({ id }) => id ?? [])).toEqual(ids);
  });

  test("leave out code, printed text and what is too long to be prose", () => {
    const text = JSON.stringify(sections);
    expect(text).not.toMatch(/secret|printed|hidden|key numbers/);
    expect(searchSections(notebookOf(markdownCell(`# Long\n\n${"x".repeat(600_000)}`)))).toEqual(
      [],
    );
  });
});
