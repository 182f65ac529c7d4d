import { parseHTML } from "linkedom";
import { describe, expect, test, vi } from "vitest";
import type { Notebook } from "../../../workbench/notebook/notebook.ts";
import { type NotebookPageOptions, notebookPage } from "../../../workbench/web/page.ts";
import { codeCell, display, markdownCell, notebookOf, onePixel } from "./notebooks.ts";

vi.mock("../../../workbench/web/page-script.ts", () => ({
  pageScript: (name: string) => `console.log("${name}");`,
}));

const stressbook = { chart: "priceLines", data: { dates: [] }, options: {} };
const chart = display({ "image/png": onePixel, "text/plain": "Prices" }, { stressbook });
const stamped: Notebook = {
  ...notebookOf(markdownCell("# Title"), codeCell("show()", chart), codeCell("show()", chart)),
  metadata: { stressbook: { stamp: { seed: 7 } } },
};

describe("a page", () => {
  test("offers its notebook's file where it can be had", () => {
    const link = pageOf(stamped, { source: "01%20page.ipynb" }).querySelector("a.file")!;
    expect(link.getAttribute("href")).toBe("01%20page.ipynb");
    expect(link.getAttribute("download")).toBe("01-page.ipynb");
    expect(pageOf(stamped).querySelector("a.file")).toBeNull();
    expect(pageOf(stamped).querySelector("span.file")?.textContent).toBe("01-page.ipynb");
  });

  test("says why the notebook stands as it does", () => {
    const document = pageOf(stamped, { state: "stale", problem: "lib/var/tail.ts has changed." });
    expect(document.querySelector(".state")?.textContent).toBe("Stale");
    expect(document.querySelector(".problem")?.textContent).toBe("lib/var/tail.ts has changed.");
  });

  test("ends with the stamp, where the notebook has one", () => {
    expect(pageOf(stamped).querySelector("details.stamp td")?.textContent).toBe("7");
    expect(pageOf(notebookOf(markdownCell("# A"))).querySelector(".stamp")).toBeNull();
    const odd = { ...stamped, metadata: { stressbook: { stamp: "none" } } };
    expect(pageOf(odd).querySelector(".stamp")).toBeNull();
  });

  test("names the downloads of its charts after notebook and chart, each differently", () => {
    const names = [...pageOf(stamped).querySelectorAll(".data a")].map((a) =>
      a.getAttribute("download"),
    );
    expect(names).toEqual([
      "01-page-price-lines.csv",
      "01-page-price-lines.json",
      "01-page-price-lines-2.csv",
      "01-page-price-lines-2.json",
    ]);
  });

  test("leads only to notebooks that have a page", () => {
    const notebook = notebookOf(
      markdownCell("[a](02-a.ipynb#x) [b](03-b.ipynb) **[c](./02-a.ipynb)**"),
    );
    const document = pageOf(notebook, { pages: new Set(["02-a"]) });
    const links = [...document.querySelectorAll("main .prose a")].map((a) =>
      a.getAttribute("href"),
    );
    expect(links).toEqual(["02-a.html#x", "02-a.html"]);
    expect(document.querySelector("span.path")?.getAttribute("title")).toBe("03-b.ipynb");
  });

  test("on paper has no script, no download and its stamp unfolded", () => {
    const document = pageOf(stamped, { paper: true, source: "01-page.ipynb" });
    expect(document.querySelectorAll('script[type="application/json"]')).toHaveLength(0);
    expect(document.documentElement.outerHTML).not.toContain('console.log("client")');
    expect(document.querySelectorAll("a[download]")).toHaveLength(0);
    expect(document.querySelectorAll("figure.chart img")).toHaveLength(2);
    expect(document.querySelector("details.stamp")?.hasAttribute("open")).toBe(true);
  });
});

describe("parameters", () => {
  const tagged = (tag: string, source: string): Notebook => {
    const cell = { ...codeCell(source)("c"), metadata: { tags: [tag] } };
    return { cells: [cell], metadata: {} };
  };

  test("are named as such and stay in sight while code is hidden", () => {
    const details = pageOf(tagged("parameters", "const x = 1;")).querySelector("details.code")!;
    expect(details.querySelector("summary")?.textContent).toBe("Code 1 · parameters");
    expect(details.classList.contains("parameters")).toBe(true);
  });

  test("that a run was given are told from the defaults", () => {
    const document = pageOf(tagged("injected-parameters", "x = 2;"));
    expect(document.querySelector("summary")?.textContent).toBe(
      "Code 1 · parameters given to this run",
    );
  });
});

function pageOf(notebook: Notebook, options: Partial<NotebookPageOptions> = {}): Document {
  const html = notebookPage(notebook, { fileName: "01-page.ipynb", ...options });
  return parseHTML(html).document as unknown as Document;
}
