import { describe, expect, test } from "vitest";
import { csvText } from "../../../workbench/web/csv.ts";

describe("csvText", () => {
  test("writes numbers with every digit, and a missing one as NaN", () => {
    const rows = [[0.1 + 0.2, -1e-12, Number.NaN, -0, 1e21]];
    expect(csvText({ header: ["a", "b", "c", "d", "e"], rows })).toBe(
      "a,b,c,d,e\r\n0.30000000000000004,-1e-12,NaN,0,1e+21\r\n",
    );
  });

  test("quotes what holds a comma, a quote or a line end", () => {
    const rows = [["a,b", 'say "no"', "two\nlines", "plain"]];
    expect(csvText({ header: [], rows })).toBe('\r\n"a,b","say ""no""","two\nlines",plain\r\n');
  });

  test("leaves a field empty where there is no value", () => {
    expect(csvText({ header: ["a"], rows: [[null], [undefined], [""], [false]] })).toBe(
      "a\r\n\r\n\r\n\r\nfalse\r\n",
    );
  });

  test.each(["=1+1", "+cmd", "-x", "@SUM(A1)", "\t=1", '=HYPERLINK("http://127.0.0.1:9/")'])(
    "a spreadsheet does not run %j",
    (text) => {
      const [, line] = csvText({ header: ["a"], rows: [[text]] }).split("\r\n");
      expect(line!.replace(/^"/, "").startsWith("'")).toBe(true);
    },
  );

  test("a number written as a text stays one", () => {
    expect(csvText({ header: ["a"], rows: [["-5.25"], ["+3"], ["2020-03-12"]] })).toBe(
      "a\r\n-5.25\r\n+3\r\n2020-03-12\r\n",
    );
  });
});
