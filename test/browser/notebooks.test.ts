import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readNotebookFile } from "../../workbench/notebook/notebook-file.ts";
import { type RunningServer, serveNotebooks } from "../../workbench/server/serve.ts";
import { buildPageScripts } from "../../workbench/web/build.ts";
import { summarize } from "../../workbench/web/summary.ts";
import { chartsLive, launchChromium, watchedPage } from "./chromium.ts";

const folder = fileURLToPath(new URL("../../notebooks/", import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".ipynb"))
  .sort();
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  await buildPageScripts();
  server = await serveNotebooks({ files: names.map((name) => folder + name), port: 0 });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test("the index lists every committed notebook with its question", async () => {
  const { page, complaints } = await watchedPage(browser);
  await page.goto(server.url);
  expect(names).not.toEqual([]);
  expect(await page.locator(".index li").count()).toBe(names.length);
  for (const entry of await page.locator(".index li").all()) {
    expect((await entry.locator("a").textContent())!.length).toBeGreaterThan(5);
    expect((await entry.locator(".question").textContent())!.length).toBeGreaterThan(20);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});

describe.each(names)("%s", (name) => {
  const address = `notebooks/${name.replace(/\.ipynb$/, ".html")}`;
  const { charts, tables } = summarize(readNotebookFile(folder + name), name);

  test.each([
    { colorScheme: "light", width: 1280 },
    { colorScheme: "dark", width: 1280 },
    { colorScheme: "light", width: 360 },
  ] as const)("is live without a complaint, $colorScheme at $width px", async (look) => {
    const { colorScheme, width } = look;
    const options = { colorScheme, viewport: { width, height: 800 } };
    const { page, complaints, requests } = await watchedPage(browser, options);
    await page.goto(server.url + address);
    await chartsLive(page);
    expect(await page.locator('figure.chart[data-live="true"]').count()).toBe(charts);
    expect(await page.locator(".note, .katex-error").allTextContents()).toEqual([]);
    expect(await page.locator("div.table").count()).toBe(tables);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(requests).toEqual([server.url + address]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("says in its live charts what the committed ones say", async () => {
    const { page } = await watchedPage(browser);
    await page.goto(server.url + address);
    await chartsLive(page);
    for (const chart of await page.locator("figure.chart").all()) {
      const svg = chart.locator("> svg");
      const title = await svg.getAttribute("aria-label");
      const numbers = await svg.getAttribute("aria-description");
      expect(`${title}\n${numbers}`).toBe(await chart.locator("> img").getAttribute("alt"));
    }
    await page.context().close();
  });

  test("answers in every legend and on every time axis, and finds its way back", async () => {
    const { page, complaints } = await watchedPage(browser);
    await page.goto(server.url + address);
    await chartsLive(page);
    for (const chart of await page.locator("figure.chart").all()) {
      await switchFirstSeries(chart);
      if ((await chart.locator("> svg").getAttribute("data-zoom")) !== null)
        await zoomIn(page, chart);
    }
    expect(await page.locator(".note").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("links only to what exists", async () => {
    const { page } = await watchedPage(browser);
    await page.goto(server.url + address);
    const links = await page
      .locator("a[href]")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    for (const link of new Set(links.filter((href) => href.startsWith(server.url)))) {
      const { pathname, hash } = new URL(link);
      const response = await fetch(server.url.slice(0, -1) + pathname);
      expect({ link, status: response.status }).toEqual({ link, status: 200 });
      if (hash !== "")
        expect(await response.text()).toContain(`id="${decodeURIComponent(hash.slice(1))}"`);
    }
    await page.context().close();
  });
});

async function switchFirstSeries(chart: Locator): Promise<void> {
  const items = chart.locator('[data-series][role="button"]');
  if ((await items.count()) === 0) return;
  const drawing = chart.locator("> svg");
  const before = await drawing.innerHTML();
  await items.first().click();
  expect(await items.first().getAttribute("aria-pressed")).toBe("false");
  expect(sameText(await drawing.innerHTML(), before)).toBe(false);
  await items.first().click();
  expect(sameText(await drawing.innerHTML(), before)).toBe(true);
}

async function zoomIn(page: Page, chart: Locator): Promise<void> {
  const drawing = chart.locator("> svg");
  await page.mouse.move(5, 5);
  const before = await drawing.innerHTML();
  await chart.locator("svg.plot").scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox())!;
  const plot = (await chart.locator("svg.plot").boundingBox())!;
  const y = plot.y + plot.height / 2;
  await page.mouse.move(box.x + 0.4 * box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.7 * box.width, y, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(5, 5);
  const shown = await chart.locator(".status").textContent();
  const [span] = /\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d/.exec(shown!)!;
  expect({ span, same: sameText(await drawing.innerHTML(), before) }).toEqual({
    span,
    same: false,
  });
  await chart.locator(".status button").click();
  await page.mouse.move(5, 5);
  expect(sameText(await drawing.innerHTML(), before)).toBe(true);
}

// Compared as one flag: a drawing is too long to print when it differs.
function sameText(a: string, b: string): boolean {
  return a === b;
}
