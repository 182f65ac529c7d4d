import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium; throws, saying what to do, when there is none: these tests mean nothing without. */
export function launchChromium(): Promise<Browser> {
  const wanted = process.env.CHROMIUM_PATH;
  const executablePath = wanted ?? usualPlaces.find((path) => existsSync(path));
  if (executablePath === undefined || !existsSync(executablePath)) {
    throw new Error(
      `No Chromium at ${wanted ?? usualPlaces.join(", ")}: install it (Debian: apt install ` +
        "chromium) or set CHROMIUM_PATH to its executable.",
    );
  }
  return chromium.launch({ executablePath, args: quiet });
}

/** A page with everything written down that it should not do. */
export interface WatchedPage {
  readonly page: Page;
  /** Console messages, exceptions and requests that failed. */
  readonly complaints: string[];
  /** Every address asked for, data addresses excepted. */
  readonly requests: string[];
}

/** A new page in a context of its own, watched from its first request on. */
export async function watchedPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => complaints.push(`failed request: ${request.url()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith("data:")) requests.push(request.url());
  });
  return { page, complaints, requests };
}

/** Waits until every chart of the page is live. */
export async function chartsLive(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const charts = [...document.querySelectorAll<HTMLElement>("figure.chart")];
      return charts.every((chart) => chart.dataset.live === "true" || chart.querySelector(".note"));
    },
    undefined,
    { timeout: 30_000 },
  );
}
