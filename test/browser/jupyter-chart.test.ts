import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { priceLines } from "../../lib/charts/price-lines.ts";
import { show } from "../../lib/notebook/show.ts";
import { buildPageScripts } from "../../workbench/web/build.ts";
import { displayed } from "../lib/notebook/fake-kernel.ts";
import { launchChromium, type WatchedPage, watchedPage } from "./chromium.ts";

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stressbook-jupyter-"));
  await buildPageScripts(folder);
  browser = await launchChromium();
});

afterEach(() => vi.unstubAllEnvs());

afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const day = (i: number): string => new Date(Date.UTC(2022, 4, 1 + i)).toISOString().slice(0, 10);
const dates = Array.from({ length: 60 }, (_, i) => day(i));
const series = ["BTC", "ETH"].map((name, k) => ({
  name,
  values: dates.map((_, i) => 100 + i * (k + 1)),
}));

/** The HTML of a chart, as the kernel sends it when its page script is `script`. */
function liveHtml(script = "client.js"): string {
  vi.stubEnv("STRESSBOOK_LIVE_SCRIPT", join(folder, script));
  const options = { unit: "usd", source: "data/daily-close.csv", title: "Two prices" } as const;
  const [output] = displayed(() => show(priceLines, { dates, series }, options));
  return output!.data["text/html"]!;
}

/** A front end's page: its styles would spoil the chart, and it holds a secret. */
async function frontEnd(
  html: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage & { readonly frame: Frame }> {
  const watched = await watchedPage(browser, options);
  await watched.page.setContent(
    `<style>body { margin: 20px; background: #111 } * { letter-spacing: 3px }
     svg, figure { display: none !important }</style><div id="output">${html}</div>`,
  );
  return { ...watched, frame: watched.page.frames()[1]! };
}

const drawn = (frame: Frame) => frame.waitForSelector("figure.chart.drawn > svg");

describe("a chart in live Jupyter", () => {
  test("is drawn in place of its picture, as large as the picture, with nothing to scroll", async () => {
    const { page, frame, complaints, requests } = await frontEnd(liveHtml());
    await drawn(frame);
    const picture = (await page.locator("#output img").boundingBox())!;
    const svg = (await frame.locator("figure > svg").boundingBox())!;
    expect(svg).toEqual({ ...picture, height: Math.round(picture.height) });
    const room = await frame.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    expect(room).toBe(0);
    expect(await frame.locator("figure > svg text").first().textContent()).toBe("Two prices");
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
  });

  test("shows values, switches series and zooms", async () => {
    const { page, frame } = await frontEnd(liveHtml());
    await drawn(frame);
    const box = (await frame.locator("svg.plot").boundingBox())!;
    const at = (x: number): [number, number] => [box.x + x, box.y + box.height / 2];
    await page.mouse.move(...at(300));
    const tip = frame.locator('[aria-label="tip"] text').first();
    await tip.waitFor({ state: "attached" });
    expect(await tip.textContent()).toMatch(/BTC|ETH/);
    const item = frame.locator('[data-series="ETH"]').first();
    await item.click();
    expect(await item.getAttribute("aria-pressed")).toBe("false");
    await page.mouse.move(...at(200));
    await page.mouse.down();
    await page.mouse.move(...at(400), { steps: 4 });
    await page.mouse.up();
    expect(await frame.locator(".status.zoomed").textContent()).toMatch(
      /2022-05-\d\d to 2022-06-\d\d/,
    );
  });

  test("can neither read nor change the page around it, nor load anything", async () => {
    const { frame, requests } = await frontEnd(liveHtml());
    await drawn(frame);
    const tried = await frame.evaluate(async () => {
      const attempt = async (work: () => unknown): Promise<string> => {
        try {
          await work();
          return "succeeded";
        } catch (error) {
          return (error as Error).name;
        }
      };
      return [
        await attempt(() => window.parent.document.body.innerHTML),
        await attempt(() => localStorage.length),
        await attempt(() => fetch("http://127.0.0.1:9/")),
        origin,
      ];
    });
    expect(tried).toEqual(["SecurityError", "SecurityError", "TypeError", "null"]);
    expect(requests).toEqual([]);
  });

  test("stays a picture where scripts are off, or the page script is broken", async () => {
    writeFileSync(join(folder, "broken.js"), 'throw new Error("broken");');
    const shot = async (html: string, options?: BrowserContextOptions): Promise<Buffer> => {
      const { page } = await frontEnd(html, options);
      return settledShot(page);
    };
    const picture = await shot(liveHtml().replace(/<iframe[\s\S]*<\/iframe>/, ""));
    const withoutScripts = await shot(liveHtml(), { javaScriptEnabled: false });
    const broken = await shot(liveHtml("broken.js"));
    expect(withoutScripts.equals(picture)).toBe(true);
    expect(broken.equals(picture)).toBe(true);
    expect((await shot(liveHtml())).equals(picture)).toBe(false);
  });
});

/** A picture of the page once two in a row are the same: a busy machine draws late. */
async function settledShot(page: Page): Promise<Buffer> {
  let before = await page.screenshot();
  for (let tries = 0; tries < 20; tries++) {
    await page.waitForTimeout(500);
    const now = await page.screenshot();
    if (now.equals(before)) return now;
    before = now;
  }
  throw new Error("the page must come to rest within ten seconds");
}
