import { describe, expect, test } from "vitest";
import { notebookText } from "../../../workbench/diff/notebook-text.ts";
import { chart, code, notebook, printed, text } from "./notebooks.ts";

describe("notebookText", () => {
  test("writes sources, texts and one line for each value, and no ids, counters or pictures", () => {
    const whole = notebook(
      [
        text("id-1", "# Question"),
        { ...code("id-2", "n\n", printed("1\n2\n")), metadata: { tags: ["parameters"] } },
        code("id-3", "show()", chart({ pnl: [1, { $number: "NaN" }], book: "b" })),
      ],
      { kernelspec: { name: "tslab" }, stamp: { "lib/a.ts": "0123456789abcdef0123" } },
    );
    expect(notebookText(whole)).toBe(`===== text
# Question
===== cell
metadata tags[0] = "parameters"
n

----- stdout
1
2
===== cell
show()
----- chart pnlByScenario
Title
key 1
image/png 929e08d5
data.pnl[0] = 1
data.pnl[1] = NaN
data.book = "b"
options = {}
metadata stamp.lib/a.ts = "01234567"
`);
  });

  test("of two notebooks differs where a value beyond the five thousandth does", () => {
    const of = (last: number) => {
      const pnl = [...Array.from({ length: 6000 }, () => 0), last];
      return notebookText(notebook([code("a", "show()", chart({ pnl }))]));
    };
    expect(of(1).split("\n").length).toBeLessThan(5010);
    expect(of(1)).not.toBe(of(2));
    expect(of(1)).toBe(of(1));
  });
});
