import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { readNotebookFile } from "../../../workbench/notebook/notebook-file.ts";
import { filesUnder, root } from "../../structure/sources.ts";
import { stressbook } from "../cli/stressbook.ts";
import { temporaryFolder } from "../notebook/fixtures.ts";

interface Prefix {
  readonly prefix: string;
  readonly file: string;
}

function freshPrefix(name = "tslab"): Prefix {
  const prefix = temporaryFolder();
  return { prefix, file: join(prefix, "share", "jupyter", "kernels", name, "kernel.json") };
}

const install = (prefix: string, ...more: string[]) =>
  stressbook(["kernel", "install", "--prefix", prefix, ...more]);
const uninstall = (prefix: string, ...more: string[]) =>
  stressbook(["kernel", "uninstall", "--prefix", prefix, ...more]);

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe("stressbook kernel install", () => {
  test("writes a kernel that starts tslab on this Node, in UTC and without colours", async () => {
    const { prefix, file } = freshPrefix();
    expect(await install(prefix)).toEqual({ code: 0, out: `wrote ${file}\n`, err: "" });
    const spec = JSON.parse(readFileSync(file, "utf8"));
    expect(spec.argv).toEqual([
      process.execPath,
      join(root, "node_modules", "tslab", "bin", "tslab"),
      "kernel",
      "--config-path={connection_file}",
    ]);
    expect(spec.argv.slice(0, 2).filter(existsSync)).toHaveLength(2);
    expect(spec.env).toMatchObject({
      TZ: "UTC",
      LANG: "C.UTF-8",
      LC_ALL: "C.UTF-8",
      NO_COLOR: "1",
    });
    expect(spec.interrupt_mode).toBe("signal");
    expect(readdirSync(dirname(file))).toEqual(["kernel.json"]);
  });

  test("names the page script, which setting up builds", async () => {
    const { prefix, file } = freshPrefix();
    await install(prefix);
    const { env } = JSON.parse(readFileSync(file, "utf8"));
    expect(statSync(env.STRESSBOOK_LIVE_SCRIPT).size).toBeGreaterThan(10_000);
  });

  test("is the kernel that every notebook asks for", async () => {
    const { prefix, file } = freshPrefix();
    await install(prefix);
    const { display_name, language } = JSON.parse(readFileSync(file, "utf8"));
    for (const notebook of filesUnder("notebooks", ".ipynb")) {
      const { kernelspec } = readNotebookFile(join(root, notebook)).metadata;
      expect(kernelspec, notebook).toEqual({ display_name, language, name: "tslab" });
    }
  });

  test("changes nothing the second time", async () => {
    const { prefix, file } = freshPrefix();
    await install(prefix);
    utimesSync(file, 1, 1);
    expect((await install(prefix)).out).toBe(`is up to date: ${file}\n`);
    expect(statSync(file).mtimeMs).toBe(1000);
  });

  test("replaces the one of another copy of the project", async () => {
    const { prefix, file } = freshPrefix();
    write(file, '{"argv": ["/gone"], "metadata": {"stressbook": {"workbench": "/gone"}}}');
    expect((await install(prefix)).out).toBe(`wrote ${file}\n`);
    expect(readFileSync(file, "utf8")).toContain(process.execPath);
  });

  test("leaves somebody else's kernel alone unless forced", async () => {
    for (const foreign of ['{"argv": ["tslab", "kernel"]}', "not JSON", "null", ""]) {
      const { prefix, file } = freshPrefix();
      write(file, foreign);
      const { code, err } = await install(prefix);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("--force") });
      expect(readFileSync(file, "utf8")).toBe(foreign);
      expect((await install(prefix, "--force")).code).toBe(0);
      expect(JSON.parse(readFileSync(file, "utf8")).language).toBe("typescript");
    }
  });

  test("with --dry-run prints place and content, and writes nothing", async () => {
    const { prefix, file } = freshPrefix();
    const { code, out } = await install(prefix, "--dry-run");
    expect(code).toBe(0);
    expect(readdirSync(prefix)).toEqual([]);
    await install(prefix);
    expect(out).toBe(`${file}\n${readFileSync(file, "utf8")}`);
  });

  test("without --prefix writes for this user", async () => {
    const data = temporaryFolder();
    const { out } = await stressbook(["kernel", "install", "--user"], {
      env: { JUPYTER_DATA_DIR: data },
    });
    expect(out).toBe(`wrote ${join(data, "kernels", "tslab", "kernel.json")}\n`);
  });

  test("under another name says that the notebooks do not ask for it", async () => {
    const { prefix, file } = freshPrefix("ts-risk");
    const { code, err } = await install(prefix, "--name", "ts-risk");
    expect(code).toBe(0);
    expect(err).toContain('the notebooks ask for "tslab"');
    expect(existsSync(file)).toBe(true);
  });
});

describe("stressbook kernel uninstall", () => {
  test("removes what install wrote, and its folder", async () => {
    const { prefix, file } = freshPrefix();
    await install(prefix);
    expect((await uninstall(prefix, "--dry-run")).out).toBe(`would remove ${file}\n`);
    expect(existsSync(file)).toBe(true);
    expect((await uninstall(prefix)).out).toBe(`removed ${file}\n`);
    expect(existsSync(dirname(file))).toBe(false);
    expect(await uninstall(prefix)).toMatchObject({
      code: 0,
      out: `nothing to remove: no ${file}\n`,
    });
  });

  test("keeps files that somebody put beside it", async () => {
    const { prefix, file } = freshPrefix();
    await install(prefix);
    writeFileSync(join(dirname(file), "logo-svg.svg"), "<svg/>");
    expect((await uninstall(prefix)).code).toBe(0);
    expect(readdirSync(dirname(file))).toEqual(["logo-svg.svg"]);
  });

  test("leaves somebody else's kernel alone", async () => {
    const { prefix, file } = freshPrefix();
    write(file, "{}");
    expect(await uninstall(prefix)).toMatchObject({ code: 2, out: "" });
    expect(readFileSync(file, "utf8")).toBe("{}");
  });
});

describe("stressbook kernel refuses", () => {
  const refused = async (args: string[], ...says: string[]): Promise<void> => {
    const { code, out, err } = await stressbook(["kernel", ...args]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    for (const text of says) expect(err).toContain(text);
    expect(err, "no stack").not.toMatch(/^\s+at /m);
  };

  test("no command", () => refused([], "install", "uninstall", "--dry-run"));
  test("an unknown command", () => refused(["instal"], "Did you mean install?"));
  test("an unknown option", () => refused(["install", "--pre", "x"], "Did you mean --prefix?"));
  test("two places", () => refused(["install", "--user", "--prefix", "x"], "cannot be used with"));
  test.each(["..", ".", "a/b", "Ä", "", "TSLAB"])("the name %j", (name) =>
    refused(["install", "--name", name], "use small letters, digits"),
  );

  test("a prefix that is a file", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    await refused(
      ["install", "--prefix", file],
      "a file stands where a folder must be",
      "--prefix",
    );
  });

  test("a folder where the file must be", async () => {
    const { prefix, file } = freshPrefix();
    mkdirSync(file, { recursive: true });
    await refused(["install", "--prefix", prefix], file, "a folder stands where the file must be");
    expect(readdirSync(dirname(file))).toEqual(["kernel.json"]);
  });

  test("a folder in which nothing can be made", async () => {
    // Root may write everywhere but where the kernel alone makes files.
    const prefix = process.getuid?.() === 0 ? "/proc" : temporaryFolder();
    if (prefix !== "/proc") chmodSync(prefix, 0o500);
    await refused(["install", "--prefix", prefix], prefix, "choose another place with --prefix");
  });
});
