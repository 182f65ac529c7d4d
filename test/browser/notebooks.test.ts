import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readNotebookFile } from "../../workbench/notebook/notebook-file.ts";
import type { RunningServer } from "../../workbench/server/serve.ts";
import { summarize } from "../../workbench/web/summary.ts";
import { chartsLive, launchChromium, watchedPage } from "./chromium.ts";
import { names, notebookFile, pageOf, serveCommitted } from "./committed-notebooks.ts";

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
  const address = pageOf(name);
  const { charts, tables } = summarize(readNotebookFile(notebookFile(name)), name);

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

  test("links only to what exists", async () => {
    const { page } = await watchedPage(browser);
    await page.goto(server.url + address);
    const links = await page
      .locator("a[href]")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    for (const link of new Set(links.filter((href) => href.startsWith(server.url)))) {
      const { pathname, hash } = new URL(link);
      const { status, text } = await fetched(pathname);
      expect({ link, status }).toEqual({ link, status: 200 });
      if (hash !== "")
        expect(text.includes(`id="${decodeURIComponent(hash.slice(1))}"`)).toBe(true);
    }
    await page.context().close();
  });
});

/** What the server answers at a path; each is asked once, since most pages link to the same. */
const answers = new Map<string, Promise<{ status: number; text: string }>>();

function fetched(pathname: string): Promise<{ status: number; text: string }> {
  const answer = answers.get(pathname) ?? fetchOnce(pathname);
  answers.set(pathname, answer);
  return answer;
}

async function fetchOnce(pathname: string): Promise<{ status: number; text: string }> {
  const response = await fetch(server.url.slice(0, -1) + pathname);
  return { status: response.status, text: await response.text() };
}
