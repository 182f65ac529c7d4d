import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  fixturePath,
  fixtures,
  fixtureText,
  notebookOf,
  notebookProcesses,
  temporaryFolder,
  until,
} from "../notebook/fixtures.ts";
import { start, stressbook } from "./stressbook.ts";

const run = ["run", "--memory", "512", "--timeout", "30"];

/** A folder that looks like a project with the given fixtures in `notebooks/`. */
function project(...names: string[]): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "package.json"), "{}");
  mkdirSync(join(folder, "notebooks"));
  for (const name of names) {
    copyFileSync(fixturePath(name), join(folder, "notebooks", `${name}.ipynb`));
  }
  return folder;
}

describe("stressbook tells a newcomer what to type instead:", () => {
  const refused = async (args: string[], ...says: string[]): Promise<void> => {
    const { code, out, err } = await stressbook(args, { cwd: project("good") });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    for (const text of says) expect(err).toContain(text);
    expect(err, "no stack").not.toMatch(/^\s+at /m);
  };

  test("an unknown command", () => refused(["rnu"], "unknown command 'rnu'", "Did you mean run?"));
  test("an unknown option", () => refused(["run", "--job", "2"], "--job", "Did you mean --jobs?"));
  test("no command", () => refused([], "Usage: stressbook", "stressbook start"));
  test("a port out of range", () =>
    refused(["serve", "--port", "99999"], "--port", "whole number from 0 to 65535"));
  test("a port that is a word", () => refused(["start", "--port", "eighty"], "whole number"));
  test("no jobs", () => refused(["run", "--jobs", "0"], "--jobs", "whole number from 1 to 64"));
  test("half a job", () => refused(["verify", "--jobs", "1.5"], "whole number from 1 to 64"));
  test("a missing file, with one of a similar name", () =>
    refused(["run", "notebooks/god.ipynb"], "no such file", "Did you mean notebooks/good.ipynb?"));
  test("a part of a name", () => refused(["run", "goo"], "Did you mean notebooks/good.ipynb?"));
  test("a file that is no notebook", () => refused(["run", "package.json"], "must end in .ipynb"));
  test("a data command that is not one", () => refused(["data", "chekc"], "Did you mean check?"));
});

describe("stressbook", () => {
  test("prints its version and help, with examples", async () => {
    expect(await stressbook(["--version"])).toEqual({ code: 0, out: "0.3.0\n", err: "" });
    for (const command of ["start", "run", "verify", "serve"]) {
      const { code, out } = await stressbook([command, "--help"]);
      expect(code).toBe(0);
      expect(out).toContain(`Usage: stressbook ${command}`);
      expect(out).toContain("Examples:");
    }
  });

  test("refuses a document that is not a notebook, without running the others", async () => {
    const [good] = fixtures("good") as [string];
    const bad = join(dirname(good), "bad.ipynb");
    writeFileSync(bad, '{"nbformat": 3}');
    const { code, out, err } = await stressbook([...run, good, bad]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("nbformat must be 4");
    expect(readFileSync(good, "utf8")).toBe(fixtureText("good"));
  });

  test("outside a project, asks for files", async () => {
    const { code, err } = await stressbook(["run"], { cwd: temporaryFolder() });
    expect(code).toBe(2);
    expect(err).toContain("no project at or above");
  });
});

describe("stressbook run", () => {
  test("runs the notebooks of the project around the current folder", async () => {
    const folder = project("good");
    const { code, out } = await stressbook(run, { cwd: join(folder, "notebooks") });
    expect(code).toBe(0);
    expect(out).toMatch(/^ok +good\.ipynb {2}5 cells, \d+\.\d s, written\n$/);
  });

  test("answers 1 when a notebook fails, with notebook, cell, line and message", async () => {
    const [bad, good] = fixtures("exception", "good") as [string, string];
    const { code, out, err } = await stressbook([...run, bad, good]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toMatch(
      /failed +\S*exception\.ipynb {2}cell \[3\], line 3: RangeError: size must be at most 1: 2\n/,
    );
    expect(out).toContain("risk (cell [2], line 3)");
    expect(out).toContain("not run: [4]");
    expect(out).toMatch(/ok +\S*good\.ipynb/);
    expect(out).toContain("2 notebooks: 1 ok, 1 failed");
  });

  test("writes the same bytes in another time zone, language and folder", async () => {
    const here = project("good");
    const there = project("good");
    const far = { TZ: "Asia/Tokyo", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8", FORCE_COLOR: "1" };
    const file = "notebooks/good.ipynb";
    const ends = await Promise.all([
      stressbook([...run, "--jobs", "1"], { cwd: here }),
      stressbook([...run, join(there, file)], { cwd: temporaryFolder(), env: far }),
    ]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    const bytes = readFileSync(join(here, file), "utf8");
    expect(readFileSync(join(there, file), "utf8")).toBe(bytes);
    expect(bytes).toContain("1,234,567.5");
  });

  test("stopped by Ctrl-C leaves no process and no half-written file, and answers 130", async () => {
    const [file] = fixtures("waiting") as [string];
    const { child, ended } = start([...run, file]);
    await until("notebook to start", () => notebookProcesses(child.pid!).length === 1);
    const [pid] = notebookProcesses(child.pid!);
    child.kill("SIGINT");
    const { code, err } = await ended;
    expect(code).toBe(130);
    expect(err).toContain("interrupted by SIGINT");
    expect(isAlive(pid!)).toBe(false);
    expect(readFileSync(file, "utf8")).toBe(fixtureText("waiting"));
    expect(readdirSync(dirname(file))).toEqual([basename(file)]);
  });

  test("killed outright takes even an endless loop with it", async () => {
    const [file] = fixtures("endless") as [string];
    const { child, ended } = start([...run, file]);
    await until("notebook to start", () => notebookProcesses(child.pid!).length === 1);
    const [pid] = notebookProcesses(child.pid!);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill("SIGKILL");
    await ended;
    await until("the loop to end", () => !isAlive(pid!));
  });
});

describe("stressbook verify", () => {
  test("answers 0 when everything reproduces, and 1 with the value that does not", async () => {
    const folder = project("good");
    const file = join(folder, "notebooks/good.ipynb");
    await stressbook(run, { cwd: folder });
    const same = await stressbook(["verify"], { cwd: folder });
    expect(same.code).toBe(0);
    expect(same.out).toMatch(/^same +notebooks\/good\.ipynb/);
    writeFileSync(file, readFileSync(file, "utf8").replace("20000", "20100"));
    const { code, out } = await stressbook(["verify"], { cwd: folder });
    expect(code).toBe(1);
    expect(out).toMatch(/differs +notebooks\/good\.ipynb {2}1 difference/);
    expect(out).toContain("cell [1], output 1, stdout line 1");
    expect(out).toMatch(/committed 20100\n +now +20000 {2}\(relative difference 0\.498 %\)/);
  });
});

describe("stressbook start", () => {
  const table = (name: string): string => `
    import * as jupyter from "tslab";
    const table = { data: { "text/plain": "desk  LUNA\\nalts  -1.0" }, transient: {},
      metadata: { stressbook: { table: { name: "${name}" } } } };
    const write = Object.values(require.cache).find((m: any) => /dist.jupyter/.test(m.filename));
    (write as any).exports.lastWriteDisplayData(table, false);`;

  function stressProject(name: string): string {
    const folder = project("good");
    notebookOf(join(folder, "notebooks"), "02-historical-stress", table(name));
    return folder;
  }

  test("prints the table of P&L by scenario and desk and, with --no-serve, ends", async () => {
    const cwd = stressProject("pnl-by-scenario-and-desk");
    const { code, out } = await stressbook(["start", "--no-serve"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain("\ndesk  LUNA\nalts  -1.0\n");
    expect(readFileSync(join(cwd, "notebooks/good.ipynb"), "utf8"), "others are left alone").toBe(
      fixtureText("good"),
    );
  });

  test("serves until it is stopped", async () => {
    const cwd = stressProject("pnl-by-scenario-and-desk");
    const { child, texts, ended } = start(["start", "--port", "0"], { cwd });
    await until("server", () => /http:\/\/localhost:\d+/.test(texts.out));
    const [url] = /http:\/\/localhost:\d+\//.exec(texts.out)!;
    const page = await (await fetch(url)).text();
    expect(page).toContain("02-historical-stress");
    child.kill("SIGINT");
    expect((await ended).code).toBe(0);
  });

  test("fails when the notebook shows no such table", async () => {
    const cwd = stressProject("other");
    const { code, err } = await stressbook(["start", "--no-serve"], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('shows no table named "pnl-by-scenario-and-desk"');
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
