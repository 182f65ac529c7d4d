import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readNotebookFile } from "../../workbench/notebook/notebook-file.ts";
import { type RunningServer, serveNotebooks } from "../../workbench/server/serve.ts";
import { buildClient } from "../../workbench/web/build.ts";
import { summarize } from "../../workbench/web/summary.ts";
import { chartsLive, launchChromium, watchedPage } from "./chromium.ts";

const folder = fileURLToPath(new URL("../../notebooks/", import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".ipynb"))
  .sort();
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  await buildClient();
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
