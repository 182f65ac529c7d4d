import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { notebookIn, project } from "../stamp/projects.ts";
import { stressbook } from "./stressbook.ts";

const limits = ["--memory", "512", "--timeout", "30"];

/** A project with one notebook that reads a file, run once. */
async function ran(): Promise<{ folder: string; file: string }> {
  const folder = project({ "data/a.csv": "1.5" });
  const file = notebookIn(folder, `Number(require("fs").readFileSync("../data/a.csv", "utf8"))`);
  expect((await stressbook(["run", ...limits], { cwd: folder })).code).toBe(0);
  return { folder, file };
}

describe("stressbook", () => {
  test("runs a notebook once, says that it is unchanged, runs it again when forced", async () => {
    const { folder } = await ran();
    const run = (...args: string[]) => stressbook(["run", ...limits, ...args], { cwd: folder });
    expect(await run()).toEqual({
      code: 0,
      out: "unchanged notebooks/question.ipynb  1 cell, not run again\n",
      err: "",
    });
    expect((await run("--force")).out).toMatch(/^ok +notebooks.question\.ipynb .*, unchanged\n$/);
  });

  test("verifies, reports a stale stamp with its reason, and answers 1", async () => {
    const { folder } = await ran();
    const verify = (...args: string[]) => stressbook(["verify", ...args], { cwd: folder });
    expect((await verify(...limits)).code).toBe(0);
    writeFileSync(join(folder, "data/a.csv"), "1.50");
    const stale = "  stale: data file data/a.csv changed since the run\n";
    expect(await verify("--stamp-only")).toEqual({
      code: 1,
      out:
        `stale     notebooks/question.ipynb  1 cell\n${stale}` +
        "next: `stressbook data check` names each figure that differs from the manifest\n",
      err: "",
    });
    const { code, out } = await verify(...limits, "--json", "report.json");
    expect(code).toBe(1);
    expect(out).toMatch(/^stale +notebooks.question\.ipynb {2}1 cell, \d+\.\d s\n/);
    expect(out).toContain(stale);
    const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    expect(report.notebooks[0]).toMatchObject({ verdict: "stale", differenceCount: 0 });
  });

  test("lists a tolerance in use, and refuses one without a reason before anything runs", async () => {
    const { folder, file } = await ran();
    const verify = () => stressbook(["verify", ...limits], { cwd: folder });
    const declare = (tolerance: object): void => {
      const document = JSON.parse(readFileSync(file, "utf8"));
      document.metadata.stressbook.tolerance = tolerance;
      writeFileSync(file, JSON.stringify(document).replace("1.5\\n", "1.50001\\n"));
    };
    declare({ relative: 1e-4, reason: "a demonstration" });
    const { out } = await verify();
    expect(out).toContain(
      "  tolerance of the notebook: relative 0.0001, absolute 1e-15, because: a demonstration; " +
        "needed by 1 number, the largest 6.7e-4 %\n",
    );
    declare({ relative: 1e-4 });
    const refused = await verify();
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toContain("metadata.stressbook.tolerance.reason must be given");
  });
});

describe("stressbook verify refuses, before anything runs, a report that", () => {
  test.each([
    ["nowhere/report.html", "no such file or directory"],
    ["reports", "it is a folder"],
  ])("would go to %s", async (target, why) => {
    const folder = project();
    mkdirSync(join(folder, "reports"));
    notebookIn(folder, "1");
    const { code, out, err } = await stressbook(["verify", "--html", target], { cwd: folder });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`the report ${target} cannot be written`);
    expect(err).toContain(why);
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
  });
});
