import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** How to print a page. */
interface PrintOptions {
  /** Where the browser may write: its profile and the PDF. */
  readonly folder: string;
  readonly chromium: string;
  readonly timeoutMilliseconds?: number;
  readonly signal?: AbortSignal | undefined;
}

const mostStderr = 2_000;

/**
 * Prints a page with Chromium, without a window, a network or a profile of its user.
 *
 * @throws RangeError when Chromium ends without a PDF or takes longer than two minutes
 */
export async function printPage(url: string, options: PrintOptions): Promise<Buffer> {
  const { folder, chromium, timeoutMilliseconds = 120_000, signal } = options;
  const pdf = join(folder, "page.pdf");
  const child = spawn(chromium, [...flags(folder), `--print-to-pdf=${pdf}`, url], {
    stdio: ["ignore", "ignore", "pipe"],
    // Its helpers form a group with it, and end with it.
    detached: process.platform !== "win32",
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-mostStderr);
  });
  const end = new Promise<string>((resolve) => {
    child.on("error", ({ message }) => resolve(message));
    child.on("close", (code) => resolve(`it ended with code ${code}`));
  });
  const kill = (): void => killGroup(child.pid);
  const timer = setTimeout(kill, timeoutMilliseconds);
  signal?.addEventListener("abort", kill, { once: true });
  const how = await end;
  clearTimeout(timer);
  signal?.removeEventListener("abort", kill);
  signal?.throwIfAborted();
  if (existsSync(pdf)) return readFile(pdf);
  throw new RangeError(`${chromium} printed nothing: ${how}\n${errors.trim()}`.trimEnd());
}

function flags(folder: string): string[] {
  // The sandbox needs a user to fall back to: root has none.
  const isRoot = process.getuid?.() === 0;
  return [
    "--headless",
    ...(isRoot ? ["--no-sandbox"] : []),
    `--user-data-dir=${join(folder, "profile")}`,
    "--no-first-run",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--proxy-server=127.0.0.1:9",
    "--no-pdf-header-footer",
    "--font-render-hinting=none",
  ];
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
