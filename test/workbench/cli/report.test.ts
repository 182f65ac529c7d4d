import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { stressbook } from "./stressbook.ts";

const cwd = fileURLToPath(new URL("../../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "stressbook-report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const report = (...args: string[]) => stressbook(["report", ...args], { cwd });
const longOnly = "seeds/books/long-only.json";
const names = [
  "asset-concentration.csv",
  "daily-risk-report-with-severity.csv",
  "daily-risk-report.csv",
  "summary.txt",
  "trader-concentration.csv",
];

describe("stressbook report", () => {
  test("prints the summary, writes it and the four tables, and leaves what else is there", async () => {
    const out = join(folder, "new/reports");
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, "mine.txt"), "mine");
    const ended = await report(longOnly, "--missing", "exclude", "--out", out);
    expect({ code: ended.code, files: readdirSync(out).sort() }).toEqual({
      code: 0,
      files: [...names, "mine.txt"].sort(),
    });
    expect(ended.out).toContain("Desk risk report");
    expect(readFileSync(join(out, "summary.txt"), "utf8").trimEnd()).toBe(ended.out.trimEnd());
    expect(ended.err.trim().split("\n")).toHaveLength(names.length);
  });

  test("writes nothing when the book cannot be valued", async () => {
    const out = join(folder, "none");
    const ended = await report(longOnly, "--out", out, "--asof", "2019-07-02");
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(ended.err).toContain("must be an asset with a price on 2019-07-02");
    expect(readdirSync(folder)).not.toContain("none");
  });

  test("gives everything as JSON", async () => {
    const { code, out } = await report(longOnly, "--missing", "exclude", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ unit: "USD", asOf: "2022-11-05", traders: [{}, {}] });
  });
});

describe("what was typed wrong is said with what to type", () => {
  test.each([
    [["--confidence", "0.95"], "95 is 95 %"],
    [["--warning", "0.7"], "70 is 70 %"],
    [["--volatility", "BTC"], "BTC=0.65"],
    [["--volatility", "BTC=65"], "a yearly fraction below 10: BTC=0.65 is 65 %"],
    [["--missing", "exclude", "--volatility", "NOPE=0.5"], "options on (none): NOPE"],
    [["--missing", "exclude", "--critical", "60"], "here: --critical above --warning, in percent"],
    [["--out", "README.md"], "README.md is a file, name a folder"],
  ])("%j", async (args, message) => {
    const { code, out, err } = await report(longOnly, ...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("a date of another calendar, too few days", async () => {
    const dated = report(longOnly, "--missing", "exclude", "--asof", "5/11/2022");
    const short = report(longOnly, "--missing", "exclude", "--days", "10");
    expect((await dated).err).toContain("--asof must be a day of the market data, 2019-07-01 to");
    expect((await short).err).toContain("here: more --days");
    expect([(await dated).code, (await short).code]).toEqual([2, 2]);
  });
});
