import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunningServer } from "../../workbench/server/serve.ts";
import { chartsLive, launchChromium, watchedPage } from "./chromium.ts";
import { names, pageOf, serveCommitted } from "./committed-notebooks.ts";

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await serveCommitted();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe.each(names)("%s", (name) => {
  const address = pageOf(name);

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
