import { describe, expect, test } from "vitest";
import { makeReport } from "../../../workbench/desk/make-report.ts";
import { reportFiles } from "../../../workbench/desk/report-files.ts";

const request = {
  book: "seeds/books/three-desk.json",
  volatility: {},
  policy: { warningUtilisation: 0.7, criticalUtilisation: 0.85, mostLeverage: 10 },
  confidence: 0.95,
  days: 120,
  missing: { proxy: "BTC" },
  scenarios: ["luna-2022"],
};
const report = makeReport(request);
const files = reportFiles(report);

/** Rows of a CSV file by column; no field of these files holds a line break. */
function rowsOf(name: string): Record<string, string>[] {
  const [header, ...lines] = files.get(name)!.trimEnd().split("\r\n").map(fieldsOf);
  return lines.map((line) => Object.fromEntries(header!.map((key, i) => [key, line[i]!])));
}

function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map((match) =>
    match[1]!.replace(/^"|"$/g, "").replaceAll('""', '"'),
  );
}

describe("reportFiles", () => {
  test("are the four tables and a summary, the same bytes each time", () => {
    expect([...files.keys()]).toEqual([
      "daily-risk-report.csv",
      "daily-risk-report-with-severity.csv",
      "asset-concentration.csv",
      "trader-concentration.csv",
      "summary.txt",
    ]);
    expect([...reportFiles(makeReport(request))]).toEqual([...files]);
  });

  test("hold a row per position with every digit of its figures", () => {
    const rows = rowsOf("daily-risk-report.csv");
    expect(rows).toHaveLength(report.positions.length);
    report.positions.forEach((one, i) => {
      expect(Number(rows[i]!.notional_usd)).toBe(one.notionalUsd);
      expect(rows[i]!.liquidation_price_usd).toBe(String(one.liquidationPrice ?? ""));
      expect(rows[i]).toMatchObject({ date: "2022-05-05", position: one.position });
    });
  });

  test("say severity and every reason in the second table, and are otherwise the first", () => {
    const plain = rowsOf("daily-risk-report.csv");
    const severe = rowsOf("daily-risk-report-with-severity.csv");
    severe.forEach(({ severity, reasons, ...rest }, i) => {
      expect(rest).toEqual(plain[i]);
      expect(severity).toBe(report.positions[i]!.severity);
      expect(reasons === "").toBe(severity === "normal");
    });
    const alone = severe.find(({ position }) => position === "majors-04")!;
    expect(alone.reasons).toContain("leverage 20.0x is above 10x");
    expect(alone.reasons).toContain("account majors-ftx: ");
  });

  test.each(["asset", "trader"] as const)("divide the whole gross by %s", (name) => {
    const rows = rowsOf(`${name}-concentration.csv`);
    const sum = (key: string): number => rows.reduce((total, row) => total + Number(row[key]), 0);
    expect(sum("share")).toBeCloseTo(1, 12);
    expect(sum("gross_usd") / report.whole.grossUsd).toBeCloseTo(1, 12);
    expect(sum("net_usd") / report.whole.netUsd).toBeCloseTo(1, 9);
    expect(rows.reduce((total, row) => total + Number(row.share) ** 2, 0)).toBeCloseTo(
      Number(rows[0]!.book_hhi),
      12,
    );
  });

  test("quote, and take the formula out of names; the summary shows no control characters", () => {
    const hostile = structuredClone(report) as { book: string } & typeof report;
    Object.assign(hostile.positions[0]!, { trader: "=HYPERLINK(1)", desk: 'a,"b"\nc' });
    Object.assign(hostile, { book: "+evil\u001b[2J" });
    const out = reportFiles(hostile);
    const csv = out.get("daily-risk-report.csv")!;
    expect(csv).toContain(`,'=HYPERLINK(1),`);
    expect(csv).toContain('"a,""b""\nc"');
    expect(csv.split("\r\n")[1]).toMatch(/^2022-05-05,'\+evil/);
    expect(out.get("summary.txt")).toContain("+evil⟨U+001B⟩[2J");
  });
});

describe("the summary", () => {
  const text = files.get("summary.txt")!;

  test("has each desk, breach, scenario and warning", () => {
    for (const { key, subject, reason } of report.breaches) {
      expect(text).toContain(`${subject} ${key}: ${reason}`);
    }
    for (const { key } of [...report.desks, ...report.traders, ...report.accounts]) {
      expect(text).toMatch(new RegExp(`^${key} `, "m"));
    }
    expect(text).toContain("Terra/LUNA");
    for (const { code } of report.warnings) expect(text).toContain(`${code}: `);
  });

  test("says when prices are of another day than the book", () => {
    const later = makeReport({ ...request, asOf: "2022-05-09" });
    expect(reportFiles(later).get("summary.txt")).toContain(
      "as of 2022-05-09, holdings of 2022-05-05",
    );
  });

  test("margins options and portfolio accounts by the model that is named", () => {
    expect(() => makeReport({ ...request, model: "data/parameters/none.json" })).toThrow(
      "none.json",
    );
    const modelled = makeReport({ ...request, model: "data/parameters/deribit-2024-06.json" });
    expect(modelled.accounts).toEqual(report.accounts);
  });
});
