import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fixturePath, temporaryFolder } from "../notebook/fixtures.ts";
import { entry, stressbook } from "./stressbook.ts";

/** A folder with `a.ipynb`, and `b.ipynb` in which one printed number is another. */
function place(): string {
  const folder = temporaryFolder();
  copyFileSync(fixturePath("parameters"), join(folder, "a.ipynb"));
  const text = readFileSync(fixturePath("parameters"), "utf8");
  writeFileSync(join(folder, "b.ipynb"), text.replace("long 0.95 [", "long 0.96 ["));
  return folder;
}

const told = `cell [2]
  output 1, stdout
    - long 0.95 [ 2, 3 ]
    + long 0.96 [ 2, 3 ]
`;

describe("stressbook diff", () => {
  test("answers 1 with what differs, without colours when nobody looks at a terminal", async () => {
    const cwd = place();
    expect(await stressbook(["diff", "a.ipynb", "b.ipynb"], { cwd })).toEqual({
      code: 1,
      out: `a.ipynb -> b.ipynb\n${told}`,
      err: "",
    });
    const coloured = await stressbook(["diff", "a.ipynb", "b.ipynb"], {
      cwd,
      env: { NO_COLOR: "", FORCE_COLOR: "1" },
    });
    expect(coloured.out).toContain("\u001b[31m    - long 0.95");
  });

  test("answers 0 when nothing differs", async () => {
    const { code, out } = await stressbook(["diff", "a.ipynb", "a.ipynb"], { cwd: place() });
    expect({ code, out }).toEqual({ code: 0, out: "no difference in sources, texts and values\n" });
  });

  test("answers 2 and says what to type for anything else", async () => {
    const cwd = place();
    mkdirSync(join(cwd, "folder"));
    copyFileSync(join(cwd, "a.ipynb"), join(cwd, "folder/a.ipynb"));
    copyFileSync(join(cwd, "a.ipynb"), join(cwd, "folder/b.ipynb"));
    writeFileSync(join(cwd, "broken.ipynb"), "<<<<<<< HEAD");
    const refused = async (args: string[], says: string): Promise<void> => {
      const { code, out, err } = await stressbook(["diff", ...args], { cwd });
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain(says);
      expect(err, "no stack").not.toMatch(/^\s+at /m);
    };
    await refused([], "missing required argument 'files'");
    await refused(["a.ipynb"], "diff takes two notebooks: 1 given");
    await refused(["a.ipynb", "b.ipynb", "c.ipynb"], "diff takes two notebooks: 3 given");
    await refused(["a.ipynb", "d.ipynb"], "no such file: d.ipynb");
    await refused(["a.ipynb", "folder"], "folder holds 2 notebooks: name one");
    await refused(["a.ipynb", "broken.ipynb"], "broken.ipynb is not valid");
    await refused(["--text", "a.ipynb", "b.ipynb"], "--text takes one file: 2 given");
    await refused(["--text", "d.ipynb"], "no such file: d.ipynb");
  });

  test("--text leaves what is not a notebook as it is, so that git can go on", async () => {
    const cwd = place();
    writeFileSync(join(cwd, "broken.ipynb"), "<<<<<<< HEAD\n");
    const { code, out } = await stressbook(["diff", "--text", "broken.ipynb"], { cwd });
    expect({ code, out }).toEqual({ code: 0, out: "<<<<<<< HEAD\n" });
  });
});

describe("as a diff driver of git, stressbook diff", () => {
  const command = `"${process.execPath}" "${entry}" diff`;

  /** A repository whose `a.ipynb` became `b.ipynb`'s content after the commit. */
  function repository(setting: string, value: string): (...args: string[]) => string {
    const cwd = place();
    const git = (...args: string[]): string =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], {
        cwd,
        encoding: "utf8",
        env: { ...process.env, NO_COLOR: "1", GIT_CONFIG_GLOBAL: "", GIT_CONFIG_NOSYSTEM: "1" },
        stdio: ["ignore", "pipe", "pipe"],
      });
    git("init", "-q");
    writeFileSync(join(cwd, ".gitattributes"), "*.ipynb diff=stressbook\n");
    git("add", "a.ipynb", ".gitattributes");
    git("commit", "-q", "-m", "start");
    if (setting !== "") git("config", `diff.stressbook.${setting}`, value);
    renameSync(join(cwd, "b.ipynb"), join(cwd, "a.ipynb"));
    return (...args) => {
      if (args[0] === "broken") writeFileSync(join(cwd, "a.ipynb"), "<<<<<<< HEAD\n");
      else if (args[0] === "gone") rmSync(join(cwd, "a.ipynb"));
      else return git(...args);
      return git("diff");
    };
  }

  test("as textconv gives git lines to compare", () => {
    const git = repository("textconv", `${command} --text`);
    const diff = git("diff");
    expect(diff).toContain("-long 0.95 [ 2, 3 ]\n+long 0.96 [ 2, 3 ]\n");
    expect(diff).not.toContain('"cells"');
    expect(git("broken")).toContain("+<<<<<<< HEAD");
  });

  test("as external command tells cells, a deleted and a broken notebook, and lets git go on", () => {
    const git = repository("command", command);
    expect(git("diff")).toBe(`a.ipynb\n${told}`);
    expect(git("gone")).toMatch(/^a\.ipynb \(deleted\)\ntext at the top removed\n/);
    expect(git("broken")).toBe("a.ipynb\ndiffers, and is not a notebook\n");
    git("add", "--all");
    git("mv", "a.ipynb", "c.ipynb");
    expect(git("diff", "--cached", "-M", "HEAD")).toContain("c.ipynb");
  });

  test("changes nothing for who has not set it up", () => {
    expect(repository("", "")("diff")).toContain('-      "long 0.95 [ 2, 3 ]\\n"');
  });
});
