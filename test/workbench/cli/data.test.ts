import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { afterEach, describe, expect, test, vi } from "vitest";
import { loadDailyCloses } from "../../../lib/data/load-daily-closes.ts";
import { openData } from "../../../lib/data/open-data.ts";
import { priceAt } from "../../../lib/market/price-at.ts";
import { dataCommand } from "../../../workbench/cli/data.ts";
import { decide, stageFiles } from "../../../workbench/data/commit-files.ts";
import { copyOfData, dataRoot, temporaryFolder } from "../../lib/data/data-set.ts";
import { snapshot } from "../data/sets.ts";

interface Ended {
  readonly out: string;
  readonly error: string;
  readonly exitCode: number;
}

/** Runs `stressbook data …` in this process. */
function stressbookData(...words: string[]): Ended {
  const written = { out: "", error: "" };
  const keep = (stream: keyof typeof written) => (text: string | Uint8Array) => {
    written[stream] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(keep("out"));
  vi.spyOn(process.stderr, "write").mockImplementation(keep("error"));
  process.exitCode = 0;
  new Command("stressbook").addCommand(dataCommand()).parse(["data", ...words], { from: "user" });
  const { exitCode } = process;
  vi.restoreAllMocks();
  process.exitCode = 0;
  return { ...written, exitCode: Number(exitCode) };
}

function fileWith(text: string): string {
  const path = join(temporaryFolder(), "mine.csv");
  writeFileSync(path, text);
  return path;
}

afterEach(() => vi.restoreAllMocks());

describe("stressbook data check", () => {
  test("ends with 0 on the committed data set", () => {
    expect(stressbookData("check", "--root", dataRoot)).toEqual({
      out: "data: 7 files with 37,825 observations are as the manifest says.\n",
      error: "",
      exitCode: 0,
    });
  });

  test("ends with 1 and a line per difference", () => {
    const root = copyOfData();
    const path = join(root, "daily-close.csv");
    writeFileSync(path, readFileSync(path, "utf8").replace("12,4841.67", "12,4861.67"));
    const { out, exitCode } = stressbookData("check", "--root", root);
    expect(out).toBe(
      "data/daily-close.csv: 2020-03-12, BTC: figure changed: now 4861.67, was 4841.67\n" +
        "data: 1 difference from the manifest.\n",
    );
    expect(exitCode).toBe(1);
    const json = JSON.parse(stressbookData("check", "--json", "--root", root).out) as unknown;
    expect(json).toMatchObject({
      ok: false,
      recovery: "none",
      files: 7,
      differences: [{ path: "daily-close.csv", time: "2020-03-12", column: "BTC" }],
    });
  });

  test("ends with 2 where there is no data set", () => {
    const { error, exitCode } = stressbookData("check", "--root", temporaryFolder());
    expect(error).toMatch(/^error: --root is not valid:\n {2}must be a folder that holds manifest/);
    expect(exitCode).toBe(2);
  });

  test("completes an import that was stopped while it replaced files, and says so", () => {
    const root = copyOfData();
    const report = readFileSync(join(root, "report.md"), "utf8");
    stageFiles(root, new Map([["report.md", report]]));
    decide(root);
    expect(() => openData({ root })).toThrow("was interrupted");
    expect(stressbookData("check", "--root", root)).toMatchObject({
      out: expect.stringContaining("it is now complete.\ndata: 7 files") as string,
      exitCode: 0,
    });
    expect(openData({ root }).manifest.files).toHaveLength(7);
  });
});

describe("stressbook data import", () => {
  test("begins a data set, which loads and checks", () => {
    const root = join(temporaryFolder(), "data");
    const file = fileWith("date,BTC\n2020-01-01,7200\n2020-01-02,12000\n");
    const { out, exitCode } = stressbookData("import", file, "--root", root, "--source", "me");
    expect(out).toBe(
      "data/daily-close.csv: 1 asset, 2020-01-01 to 2020-01-02; 2 figures added, 0 replaced.\n" +
        "  jump: BTC, 2020-01-02: 7200 to 12000, +66.67 %\n" +
        "1 new finding; data/report.md lists all.\n" +
        "Written: data/daily-close.csv, data/report.md, data/manifest.json.\n",
    );
    expect(exitCode).toBe(0);
    const closes = loadDailyCloses(openData({ root }));
    expect(priceAt(closes, { asset: "BTC", date: "2020-01-02" })).toBe(12_000);
    expect(stressbookData("check", "--root", root).exitCode).toBe(0);
  });

  test("adds to the committed set without touching a figure of it", () => {
    const root = copyOfData();
    const before = loadDailyCloses(openData({ root }));
    const file = fileWith("date,BTC,NEW\n2023-06-30,30474.5,5\n2023-07-01,60600,6\n");
    const { out, exitCode } = stressbookData("import", file, "--root", root, "--source", "me");
    expect([exitCode, out.split("\n").slice(0, 2)]).toEqual([
      0,
      [
        "data/daily-close.csv: 23 assets, 2019-07-01 to 2023-07-01; 3 figures added, 0 replaced.",
        "  jump: BTC, 2023-07-01: 30474.5 to 60600, +98.85 %",
      ],
    ]);
    const after = openData({ root });
    expect(loadDailyCloses(after, { assets: before.assets, to: "2023-06-30" })).toEqual(before);
    expect(after.manifest.files[0]!.source).toMatch(/CoinGecko; me$/);
    expect(stressbookData("check", "--root", root).exitCode).toBe(0);
  });

  test("done twice changes no byte", () => {
    const root = copyOfData();
    const before = snapshot(root);
    for (const path of ["daily-close.csv", "hourly/2022-05-luna.csv", "funding-daily.csv"]) {
      const event = path.startsWith("hourly") ? ["--event", "2022-05-luna"] : [];
      const kind = path.startsWith("funding") ? ["--kind", "funding"] : [];
      const words = ["import", join(dataRoot, path), "--root", root, ...event, ...kind];
      expect(stressbookData(...words).exitCode).toBe(0);
    }
    expect(snapshot(root)).toEqual(before);
  });

  test("refuses a figure that contradicts the set until told to overwrite", () => {
    const root = copyOfData();
    const before = snapshot(root);
    const words = ["import", fileWith("date,BTC\n2020-03-12,4861.67\n"), "--root", root];
    expect(stressbookData(...words)).toEqual({
      out: "",
      error:
        "error: mine.csv is not valid:\n  2020-03-12, BTC close must agree with the data set " +
        "(--overwrite to replace): 4861.67, the data set holds 4841.67\n",
      exitCode: 2,
    });
    expect(snapshot(root)).toEqual(before);
    const { out, exitCode } = stressbookData(...words, "--overwrite");
    expect(out).toContain("  replaced: 2020-03-12, BTC close: 4841.67 by 4861.67\n");
    expect(exitCode).toBe(0);
    expect(stressbookData("check", "--root", root).exitCode).toBe(0);
  });

  test("that is refused, or dry, writes nothing", () => {
    const root = copyOfData();
    const before = snapshot(root);
    const refused = fileWith("date,BTC\n2023-07-01,-1\n");
    expect(stressbookData("import", refused, "--root", root).exitCode).toBe(2);
    const good = fileWith("date,BTC\n2023-07-01,30600\n");
    const dry = stressbookData("import", good, "--root", root, "--dry-run");
    expect(dry.out).toContain("Nothing written; it would be data/daily-close.csv");
    expect(snapshot(root)).toEqual(before);
  });

  test("does not build on a damaged set", () => {
    const root = copyOfData();
    const path = join(root, "funding-daily.csv");
    writeFileSync(path, readFileSync(path, "utf8").replace("0.0003", "0.0004"));
    const before = snapshot(root);
    const file = fileWith("date,BTC\n2023-07-01,30600\n");
    const { error, exitCode } = stressbookData("import", file, "--root", root);
    expect(error).toContain("data/funding-daily.csv is not the file that the manifest describes");
    expect([exitCode, snapshot(root)]).toEqual([2, before]);
  });

  test("says so when the file is missing or a folder", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "sub"));
    const missing = stressbookData("import", join(folder, "missing.csv"), "--root", folder);
    expect(missing.error).toContain(
      "missing.csv is not valid:\n  must be a file that can be read: there is none",
    );
    const sub = stressbookData("import", join(folder, "sub"), "--root", folder);
    expect(sub.error).toContain("must be a file that can be read: it is a folder");
    expect([missing.exitCode, sub.exitCode]).toEqual([2, 2]);
  });

  test("refuses an unknown option and an unknown kind as misuse", () => {
    expect(() => stressbookData("import", "x.csv", "--color")).toThrow("unknown option '--color'");
    expect(() => stressbookData("import", "x.csv", "--kind", "weekly")).toThrow(
      "Allowed choices are daily, hourly, funding.",
    );
    expect(() => stressbookData("import", "x.csv", "--ignore", ",")).toThrow("name columns");
  });
});
