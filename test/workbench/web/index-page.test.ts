import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { type IndexEntry, indexPage } from "../../../workbench/web/index-page.ts";

const entry: IndexEntry = {
  href: "notebooks/02-stress.html",
  fileName: "02-stress.ipynb",
  title: "Who loses <what>?",
  question: "Three desks & one book.",
  tags: ["stress", "long/short"],
  state: "stale",
  problem: "data/daily-close.csv has changed since.",
  charts: 1,
  tables: 2,
  failed: false,
  span: { from: "2019-07-01", to: "2023-06-30" },
  milliseconds: 3240,
  sections: [{ id: "section-a", heading: "A", text: "</script><script>alert(1)</script>" }],
};

describe("the index", () => {
  test("gives of a notebook title, question, state and why, size, data span, duration, tags", () => {
    const item = pageOf([entry]).querySelector(".item")!;
    expect(item.querySelector(".state")?.textContent).toBe("Stale");
    expect(item.querySelector("a.entry")?.textContent).toBe("Who loses <what>?");
    expect(item.querySelector(".question")?.textContent).toBe("Three desks & one book.");
    expect(item.querySelector(".problem")?.textContent).toBe(entry.problem);
    expect(item.querySelector(".facts")?.textContent).toBe(
      "1 chart · 2 tables · data 2019-07-01 to 2023-06-30 · runs in 3.2 s",
    );
    const tags = [...item.querySelectorAll(".tags a")];
    expect(tags.map((tag) => tag.getAttribute("href"))).toEqual(["#q=stress", "#q=long%2Fshort"]);
  });

  test("leaves out what is not known", () => {
    const { span: _, milliseconds: __, question: ___, problem: ____, ...rest } = entry;
    const item = pageOf([{ ...rest, tags: [] }]).querySelector(".item")!;
    expect(item.querySelector(".facts")?.textContent).toBe("1 chart · 2 tables");
    expect(item.querySelectorAll(".question, .problem, .tags")).toHaveLength(0);
  });

  test("carries what the search looks through, in the order of the list", () => {
    const data = pageOf([entry, { ...entry, title: "Second" }]).querySelector("#search-data")!;
    expect(JSON.parse(data.textContent!)).toEqual([
      {
        href: entry.href,
        title: entry.title,
        about: "Three desks & one book. 02-stress.ipynb stress long/short",
        sections: entry.sections,
      },
      expect.objectContaining({ title: "Second" }),
    ]);
  });

  test("without script shows every notebook and no search", () => {
    const document = pageOf([entry]);
    expect(document.querySelector(".finder")?.hasAttribute("hidden")).toBe(true);
    expect(document.querySelector(".item")?.hasAttribute("hidden")).toBe(false);
  });

  test("of nothing says so", () => {
    expect(pageOf([]).querySelector("main")?.textContent).toContain("There is no notebook yet.");
    expect(pageOf([]).querySelector("#search-data")).toBeNull();
  });
});

function pageOf(entries: readonly IndexEntry[]): Document {
  return parseHTML(indexPage(entries)).document as unknown as Document;
}
