import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exportPdf } from "../../../workbench/export/export-pdf.ts";
import { printPage } from "../../../workbench/export/print-page.ts";
import { stablePdf } from "../../../workbench/export/stable-pdf.ts";
import { markdownCell, notebookText } from "../web/notebooks.ts";

let folder: string;
let file: string;
let out: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stressbook-pdf-test-"));
  file = join(folder, "01-a.ipynb");
  out = join(folder, "out", "a.pdf");
  writeFileSync(file, notebookText(markdownCell("# Title")));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("a PDF", () => {
  test("is what the browser printed of the page, without the time", async () => {
    const chromium = browser(
      'printf "%%PDF-1.4 /CreationDate (D:20230102030405)" > "$pdf"; cp "$page" seen',
    );
    expect(await exportPdf({ file, out, chromium })).toBe(true);
    expect(readFileSync(out, "latin1")).toBe("%PDF-1.4 /CreationDate (D:20000101000000)");
    const page = readFileSync(join(folder, "seen"), "utf8");
    expect(page).toContain("Title");
    expect(await exportPdf({ file, out, chromium })).toBe(false);
  });

  test("never takes the place of something else", async () => {
    const other = join(folder, "thesis.pdf");
    writeFileSync(other, "my thesis");
    const chromium = browser('printf "%%PDF-" > "$pdf"');
    await expect(exportPdf({ file, out: other, chromium })).rejects.toThrow(/something else/);
    expect(readFileSync(other, "utf8")).toBe("my thesis");
  });

  test("that the browser did not print is an error with the browser's words", async () => {
    const chromium = browser("echo no display >&2; exit 3");
    await expect(exportPdf({ file, out, chromium })).rejects.toThrow(
      /printed nothing: it ended with code 3\nno display/,
    );
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});

describe("a browser that does not end", () => {
  test("is stopped, its helpers too, when the time is over", async () => {
    const chromium = browser("sleep 60 & echo $! > helper; sleep 60");
    const began = performance.now();
    await expect(
      printPage("file:///none", { folder, chromium, timeoutMilliseconds: 500 }),
    ).rejects.toThrow(/printed nothing/);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await isGone(Number(readFileSync(join(folder, "helper"), "utf8")))).toBe(true);
  });

  test("is stopped when the command is", async () => {
    const chromium = browser("sleep 60");
    const signal = AbortSignal.timeout(300);
    await expect(exportPdf({ file, out, chromium, signal })).rejects.toThrow(/timeout/);
    expect(existsSync(out)).toBe(false);
  });
});

test("stablePdf sets times and counters back and changes no place in the file", () => {
  const pdf = Buffer.from(
    "a /CreationDate (D:20230102030405+00'00')\n/ModDate (D:20230102030405)\xff\n" +
      "/ID (node00000322) /ID (node00000321) [(node00000321) 1 0 R (node00000322) 2 0 R]",
    "latin1",
  );
  const stable = stablePdf(pdf);
  expect(stable.toString("latin1")).toBe(
    "a /CreationDate (D:20000101000000+00'00')\n/ModDate (D:20000101000000)\xff\n" +
      "/ID (node00000001) /ID (node00000000) [(node00000000) 1 0 R (node00000001) 2 0 R]",
  );
  expect(stable.length).toBe(pdf.length);
});

/** A stand-in for a browser: a script that is told `$pdf` and `$page`. */
function browser(work: string): string {
  const program = join(folder, "browser");
  const lines = [
    "#!/bin/sh",
    `cd "${folder}"`,
    'for argument; do case "$argument" in --print-to-pdf=*) flag="$argument";; esac; done',
    'pdf=$(echo "$flag" | cut -d= -f2-)',
    'page=$(echo "$argument" | cut -c8-)',
    work,
  ];
  writeFileSync(program, `${lines.join("\n")}\n`);
  chmodSync(program, 0o755);
  return program;
}

async function isGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 40; i++) {
    const status = existsSync(`/proc/${pid}/status`) && readFileSync(`/proc/${pid}/status`, "utf8");
    // A process that has ended may wait to be counted.
    if (!status || /^State:\s+Z/m.test(status)) return true;
    await sleep(50);
  }
  return false;
}
