import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { exportSite } from "../../../workbench/export/export-site.ts";
import { codeCell, display, markdownCell, notebookText, onePixel } from "../web/notebooks.ts";

vi.mock("../../../workbench/web/page-script.ts", () => ({
  pageScript: (name: string) => `console.log("${name}");`,
}));

let folder: string;
let out: string;
let files: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stressbook-export-"));
  out = join(folder, "site");
  files = ["01-first.ipynb", "02-second.ipynb"].map((name) => join(folder, name));
  const stressbook = { chart: "x", data: {}, options: {} };
  const chart = display({ "image/png": onePixel }, { stressbook });
  writeFileSync(files[0]!, notebookText(markdownCell("# First\n\nSee [next](02-second.ipynb).")));
  writeFileSync(files[1]!, notebookText(markdownCell("# Second"), codeCell("show()", chart)));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("an export", () => {
  test("is an index, a page and the file of each notebook, and a list of their sums", async () => {
    const site = await exportSite({ files, out });
    expect(site).toMatchObject({ files: 5, written: true });
    expect(treeOf(out)).toEqual([
      "index.html",
      "notebooks/01-first.html",
      "notebooks/01-first.ipynb",
      "notebooks/02-second.html",
      "notebooks/02-second.ipynb",
      "stressbook-export.json",
    ]);
    const { files: sums } = JSON.parse(readFileSync(join(out, "stressbook-export.json"), "utf8"));
    for (const [path, sum] of Object.entries(sums)) expect(sumOf(join(out, path))).toBe(sum);
    expect(sumOf(join(out, "notebooks/01-first.ipynb"))).toBe(sumOf(files[0]!));
  });

  test("leads by relative links, every one to a file of it", async () => {
    await exportSite({ files, out });
    for (const page of treeOf(out).filter((path) => path.endsWith(".html"))) {
      const html = readFileSync(join(out, page), "utf8");
      const links = [...html.matchAll(/<a [^>]*href="([^"#:]+)"/g)].map((match) => match[1]!);
      expect(links.length).toBeGreaterThan(1);
      for (const link of links) expect(existsSync(join(out, page, "..", link)), link).toBe(true);
    }
  });

  test("has the same bytes elsewhere and again, and is then left alone", async () => {
    await exportSite({ files, out });
    await exportSite({ files, out: join(folder, "other") });
    const same = treeOf(out).map(
      (path) => sumOf(join(out, path)) === sumOf(join(folder, "other", path)),
    );
    expect(same).not.toContain(false);
    const { ino } = statSync(out);
    expect(await exportSite({ files, out })).toMatchObject({ written: false });
    expect(statSync(out).ino).toBe(ino);
  });

  test("replaces one of before, whole, with nothing of it left", async () => {
    await exportSite({ files, out });
    expect(await exportSite({ files: [files[1]!], out })).toMatchObject({
      files: 3,
      written: true,
    });
    expect(treeOf(out)).not.toContain("notebooks/01-first.html");
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("mends one that was damaged", async () => {
    await exportSite({ files, out });
    writeFileSync(join(out, "index.html"), "changed");
    rmSync(join(out, "notebooks/01-first.html"));
    expect(await exportSite({ files, out })).toMatchObject({ written: true });
    expect(readFileSync(join(out, "index.html"), "utf8")).toContain("First");
  });

  test("fills an empty folder, and makes those above it", async () => {
    mkdirSync(out);
    expect(await exportSite({ files, out })).toMatchObject({ written: true });
    expect(await exportSite({ files, out: join(folder, "a/b/c") })).toMatchObject({
      written: true,
    });
  });
});

describe("a folder that is not an export", () => {
  test.each<[string, (out: string) => void, RegExp]>([
    ["with a file in it", (at) => write(join(at, "thesis.txt")), /site holds thesis\.txt/],
    ["with a hidden file", (at) => write(join(at, ".git/config")), /holds \.git\/config/],
    ["with an index of its own", (at) => write(join(at, "index.html")), /holds index\.html/],
    ["that is a file", (at) => writeFileSync(at, "kept"), /not a folder/],
    ["that is a link", (at) => symlinkSync(folder, at), /not a folder/],
  ])("%s is refused and stays as it was", async (_, make, message) => {
    make(out);
    const before = treeOf(folder);
    await expect(exportSite({ files, out })).rejects.toThrow(message);
    expect(treeOf(folder)).toEqual(before);
  });

  test("an export that somebody put a file into is refused by that file's name", async () => {
    await exportSite({ files, out });
    write(join(out, "notebooks/notes.md"));
    await expect(exportSite({ files, out })).rejects.toThrow(/site holds notebooks\/notes\.md/);
    expect(treeOf(out)).toContain("notebooks/notes.md");
  });

  test("a list of sums that is damaged lists nothing", async () => {
    await exportSite({ files, out });
    writeFileSync(join(out, "stressbook-export.json"), "{");
    await expect(exportSite({ files, out })).rejects.toThrow(/site holds index\.html/);
  });
});

describe("when something fails", () => {
  test("a notebook that does not parse is named, and the export of before stays", async () => {
    await exportSite({ files, out });
    const before = treeOf(folder);
    writeFileSync(files[1]!, "{ no notebook");
    await expect(exportSite({ files, out })).rejects.toThrow(/02-second\.ipynb.*must be JSON/s);
    expect(treeOf(folder)).toEqual(before);
  });

  test("an interruption leaves the export of before", async () => {
    await exportSite({ files, out });
    cpSync(files[0]!, join(folder, "03-third.ipynb"));
    const before = treeOf(folder);
    const signal = AbortSignal.abort(new Error("stopped"));
    const all = [...files, join(folder, "03-third.ipynb")];
    await expect(exportSite({ files: all, out, signal })).rejects.toThrow("stopped");
    expect(treeOf(folder)).toEqual(before);
  });

  test("notebooks that differ only in capitals cannot share a folder", async () => {
    mkdirSync(join(folder, "b"));
    const twin = join(folder, "b/01-FIRST.ipynb");
    cpSync(files[0]!, twin);
    await expect(exportSite({ files: [files[0]!, twin], out })).rejects.toThrow(/different names/);
  });
});

function write(file: string): void {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, "kept");
}

function treeOf(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function sumOf(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
