import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../workbench/notebook/json.ts";
import { summarize } from "../../../workbench/web/summary.ts";
import { codeCell, display, markdownCell, notebookOf, onePixel } from "./notebooks.ts";

const chart = (data: JsonObject) =>
  codeCell(
    "show()",
    display({ "image/png": onePixel }, { stressbook: { chart: "x", data, options: {} } }),
  );

describe("summarize", () => {
  test("takes the span of all charts: their dates, or the period they name", () => {
    const notebook = notebookOf(
      chart({ dates: ["2020-01-05", "2020-03-01"], series: [] }),
      chart({ from: "2019-07-01", to: "2019-12-31" }),
      chart({ dates: ["2020-03-12T04:00Z"] }),
      chart({ dates: [{}, 7, "soon"] }),
      chart({}),
    );
    expect(summarize(notebook, "a.ipynb").span).toEqual({ from: "2019-07-01", to: "2020-03-12" });
    expect(summarize(notebookOf(chart({ values: [1] })), "a.ipynb")).not.toHaveProperty("span");
  });

  test("takes tags from either place, once each, and no nonsense", () => {
    const tags = ["stress", " historical ", 5, null, "", "x".repeat(99)] as const;
    const metadata = { tags, stressbook: { tags: ["stress", "LUNA"] } };
    const notebook = { ...notebookOf(markdownCell("# A")), metadata };
    expect(summarize(notebook, "a.ipynb").tags).toEqual(["stress", "historical", "LUNA"]);
    const wrong = { ...notebook, metadata: { tags: "stress", stressbook: 7 } };
    expect(summarize(wrong, "a.ipynb").tags).toEqual([]);
  });

  test("says whether a committed output is an error", () => {
    const error = { kind: "error", name: "Error", value: "no", traceback: [] } as const;
    expect(summarize(notebookOf(codeCell("x", error)), "a.ipynb").failed).toBe(true);
    expect(summarize(notebookOf(codeCell("x")), "a.ipynb").failed).toBe(false);
  });
});
