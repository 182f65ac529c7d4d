import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodePayload } from "../../lib/notebook/payload.ts";
import { exportPdf } from "../../workbench/export/export-pdf.ts";
import { exportSite } from "../../workbench/export/export-site.ts";
import { findChromium } from "../../workbench/export/find-chromium.ts";
import { markdownCell, notebookText } from "../workbench/web/notebooks.ts";
import { chartsLive, launchChromium, watchedPage } from "./chromium.ts";
import { exampleNotebook } from "./example-notebook.ts";

let folder: string;
let browser: Browser;
let index: string;
let example: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stressbook-site-"));
  const texts = {
    "01-example.ipynb": exampleNotebook(),
    "02-other.ipynb": notebookText(
      markdownCell("# Other\n\nBasis trades.\n\n## Méthode\n\nA café."),
    ),
  };
  const files = Object.entries(texts).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  await exportSite({ files, out: join(folder, "site") });
  index = pathToFileURL(join(folder, "site/index.html")).href;
  example = pathToFileURL(join(folder, "site/notebooks/01-example.html")).href;
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

describe("the exported site, opened from disk", () => {
  test("leads from the index to a live page, to its neighbour and back", async () => {
    const { page, complaints, requests } = await watchedPage(browser);
    await page.goto(index);
    await follow(page, "text=What did March 2020 cost?", /01-example\.html$/);
    expect(page.url()).toBe(example);
    await chartsLive(page);
    expect(await page.locator('figure.chart[data-live="true"]').count()).toBe(3);
    await follow(page, 'a[rel="next"]', /02-other\.html$/);
    expect(await page.locator("h1").textContent()).toContain("Other");
    await follow(page, "a.brand", /index\.html$/);
    expect(page.url()).toBe(index);
    expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
    expect(requests).toHaveLength(4);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("gives a chart's figures as CSV and all it was drawn from as JSON", async () => {
    const { page, complaints } = await openExample();
    const chart = page.locator("figure.chart").first();
    const payload = JSON.parse((await chart.locator("script").textContent())!);
    const { dates, series } = decodePayload(payload.data) as {
      dates: string[];
      series: { name: string; values: number[] }[];
    };
    const csv = await download(page, chart.locator('a[download$=".csv"]'));
    expect(csv.name).toBe("01-example-price-lines.csv");
    const lines = csv.text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(dates.length + 1);
    expect(lines[0]).toBe("date,BTC,ETH,LTC");
    const last = [dates.at(-1), ...series.map(({ values }) => String(values.at(-1)))];
    expect(lines.at(-1)).toBe(last.join(","));
    const json = await download(page, chart.locator('a[download$=".json"]'));
    expect(JSON.parse(json.text)).toEqual(payload);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("gives a table's values as CSV, and the notebook's file as it is", async () => {
    const { page, complaints } = await openExample();
    const { name, text } = await download(page, page.locator(".table .data a"));
    expect(name).toBe("01-example-p-l-by-scenario-and-desk.csv");
    expect(text.split("\r\n")[0]).toBe('scenario,desk,"P&L, USD",of the book,why');
    expect(text).toContain("FTX,alt-coins,-3020000,NaN,");
    expect(await page.locator(".meta a.file").getAttribute("href")).toBe("01-example.ipynb");
    const copy = readFileSync(join(folder, "site/notebooks/01-example.ipynb"));
    expect(copy.equals(readFileSync(join(folder, "01-example.ipynb")))).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each([1280, 360])("has no data link that hides another control, at %i px", async (width) => {
    const { page } = await openExample({ viewport: { width, height: 900 } });
    for (const link of await page.locator(".data a").all()) {
      await link.click({ trial: true, timeout: 2_000 });
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.context().close();
  });
});

describe("the search", () => {
  test("shows the notebooks that have all words, and where", async () => {
    const { page, complaints, requests } = await watchedPage(browser);
    await page.goto(index);
    await page.keyboard.press("/");
    await page.keyboard.type("coins DRAWDOWN");
    expect(await page.locator("#found").textContent()).toBe("1 of 2 notebooks");
    expect(await page.locator(".item:visible").count()).toBe(1);
    expect(await page.locator(".hits mark").first().textContent()).toMatch(/coins|drawdown/i);
    await follow(page, '.hits a:has-text("Drawdown")', /notebooks\/01-example\.html#section-/);
    await page.goBack();
    expect(await page.locator("#search").inputValue()).toBe("coins DRAWDOWN");
    expect(await page.locator(".item:visible").count()).toBe(1);
    expect(requests.every((url) => url.startsWith("file:"))).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("finds accents without them, nothing for nonsense, and all again", async () => {
    const { page } = await watchedPage(browser);
    await page.goto(index);
    await page.fill("#search", "methode cafe");
    expect(await page.locator(".item:visible h2").allTextContents()).toEqual(["Other"]);
    await page.fill("#search", "<img src=x onerror=alert(1)>");
    expect(await page.locator("#found").textContent()).toBe("No notebook has all of these words.");
    expect(await page.locator(".item:visible").count()).toBe(0);
    await page.fill("#search", "");
    expect(await page.locator(".item:visible").count()).toBe(2);
    expect(await page.locator(".hits").count()).toBe(0);
    await page.context().close();
  });
});

describe("a live chart under the keyboard", () => {
  test("zooms, moves and shows all again, and keeps the focus", async () => {
    const { page, complaints } = await openExample();
    const chart = page.locator("figure.chart").first();
    const shown = async (): Promise<string> => (await chart.locator(".status span").textContent())!;
    await chart.locator("> svg").focus();
    await page.keyboard.press("+");
    expect(await shown()).toBe("2020-06-30 to 2022-06-30");
    await page.keyboard.press("ArrowRight");
    expect(await shown()).toBe("2020-11-23 to 2022-11-23");
    await page.keyboard.press("+");
    expect(await shown()).toMatch(/^2021-05-\d\d to 2022-05-\d\d$/);
    expect(await page.evaluate(() => document.activeElement?.matches("figure.chart > svg"))).toBe(
      true,
    );
    await page.keyboard.press("0");
    expect(await shown()).toContain("press + and −");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("that has no time axis takes no focus of its own", async () => {
    const { page } = await openExample();
    const bars = page.locator('figure.chart:has([data-series="majors"]) > svg');
    expect(await bars.getAttribute("tabindex")).toBeNull();
    await page.context().close();
  });
});

test("a PDF is printed by the real browser, the same bytes twice", async () => {
  const chromium = findChromium({ platform: process.platform, env: process.env });
  const file = join(folder, "01-example.ipynb");
  const out = join(folder, "example.pdf");
  expect(await exportPdf({ file, out, chromium })).toBe(true);
  const pdf = readFileSync(out, "latin1");
  expect(pdf.startsWith("%PDF-")).toBe(true);
  expect(pdf.trimEnd().endsWith("%%EOF")).toBe(true);
  expect(pdf.match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(1);
  expect(pdf.match(/\/Subtype \/Image\b/g)!.length).toBeGreaterThanOrEqual(3);
  expect(pdf).not.toMatch(/\/JavaScript|file:|stressbook-/);
  expect(await exportPdf({ file, out, chromium })).toBe(false);
});

async function openExample(options: Parameters<typeof watchedPage>[1] = {}) {
  const watched = await watchedPage(browser, options);
  await watched.page.goto(example);
  await chartsLive(watched.page);
  return watched;
}

async function follow(page: Page, link: string, to: RegExp): Promise<void> {
  await page.locator(link).first().click();
  await page.waitForURL(to, { waitUntil: "load" });
}

async function download(page: Page, link: Locator): Promise<{ name: string; text: string }> {
  const [started] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const path = await started.path();
  return { name: started.suggestedFilename(), text: readFileSync(path, "utf8") };
}
