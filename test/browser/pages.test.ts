import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readNotebookFile } from "../../workbench/notebook/notebook-file.ts";
import { type RunningServer, serveNotebooks } from "../../workbench/server/serve.ts";
import { notebookPage } from "../../workbench/web/page.ts";
import {
  codeCell,
  display,
  markdownCell,
  notebookText,
  onePixel,
} from "../workbench/web/notebooks.ts";
import { chartsLive, launchChromium, watchedPage } from "./chromium.ts";
import { exampleNotebook } from "./example-notebook.ts";

const example = "notebooks/01-example.html";
let folder: string;
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stressbook-pages-"));
  const texts = {
    "01-example.ipynb": exampleNotebook(),
    "02-damaged.ipynb": damagedNotebook(),
    "03-hostile.ipynb": hostileNotebook(),
  };
  const files = Object.entries(texts).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  server = await serveNotebooks({ files, port: 0, states: { "01-example.ipynb": "reproduced" } });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  if (folder) rmSync(folder, { recursive: true });
});

describe("the index", () => {
  test("leads to every page and back, by its links", async () => {
    const { page, complaints, requests } = await watchedPage(browser);
    await page.goto(server.url);
    expect(await page.locator(".index li").count()).toBe(3);
    expect(await page.locator(".index li").first().textContent()).toContain("3 charts · 1 table");
    await page.click("text=What did March 2020 cost?");
    expect(new URL(page.url()).pathname).toBe(`/${example}`);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.click('a[rel="next"]');
    expect(new URL(page.url()).pathname).toBe("/notebooks/02-damaged.html");
    await page.click('a[rel="prev"]');
    await page.click("a.brand");
    expect(await page.locator("h1").textContent()).toBe("Risk notebooks");
    expect(complaints).toEqual([]);
    expect(new Set(requests.map((url) => new URL(url).origin)).size).toBe(1);
    await page.context().close();
  });
});

describe("a page", () => {
  test("complains of nothing and asks for nothing but itself", async () => {
    const { page, complaints, requests } = await openExample();
    expect(requests).toEqual([server.url + example]);
    await page.mouse.move(600, 400);
    await page.locator("#theme").click();
    expect(requests).toHaveLength(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("opened from a file is as live as from the server", async () => {
    const file = join(folder, "page.html");
    const notebook = readNotebookFile(join(folder, "01-example.ipynb"));
    writeFileSync(file, notebookPage(notebook, { fileName: "01-example.ipynb" }));
    const { page, complaints, requests } = await watchedPage(browser);
    await page.goto(pathToFileURL(file).href);
    await chartsLive(page);
    expect(await page.locator('figure.chart[data-live="true"]').count()).toBe(3);
    expect(requests).toEqual([pathToFileURL(file).href]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("without JavaScript shows pictures, tables, formulas, and hides code on request", async () => {
    const { page } = await watchedPage(browser, { javaScriptEnabled: false });
    await page.goto(server.url + example);
    for (const image of await page.locator("figure.chart > img").all()) {
      expect(await image.isVisible()).toBe(true);
      expect((await image.boundingBox())!.height).toBeGreaterThan(100);
      expect(await image.getAttribute("alt")).not.toBe("");
    }
    expect(await page.locator("table tbody tr").count()).toBe(6);
    expect(await page.locator("math").first().isVisible()).toBe(true);
    expect(await page.locator("#theme").isVisible()).toBe(false);
    expect(await page.locator("details.code").first().isVisible()).toBe(true);
    await page.locator("#show-code").click();
    expect(await page.locator("details.code").first().isVisible()).toBe(false);
    await page.context().close();
  });

  test("on paper shows the committed pictures and no controls", async () => {
    const { page } = await openExample();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("figure.chart > img").first().isVisible()).toBe(true);
    expect(await page.locator("figure.chart > svg").first().isVisible()).toBe(false);
    expect(await page.locator("header").isVisible()).toBe(false);
    await page.context().close();
  });
});

describe("a live chart", () => {
  test("takes the place of its picture and says the same numbers", async () => {
    const { page } = await openExample();
    for (const chart of await page.locator("figure.chart").all()) {
      expect(await chart.locator("> img").isVisible()).toBe(false);
      expect(await chart.locator("> svg").isVisible()).toBe(true);
      const alt = (await chart.locator("> img").getAttribute("alt"))!;
      const svg = chart.locator("> svg");
      const words = `${await svg.getAttribute("aria-label")}\n${await svg.getAttribute("aria-description")}`;
      expect(words).toBe(alt);
    }
    await page.context().close();
  });

  test("shows a tip with the value under the pointer, and none elsewhere", async () => {
    const { page } = await openExample();
    const chart = page.locator("figure.chart").first();
    const tip = chart.locator('[aria-label="tip"] text');
    expect(await tip.count()).toBe(0);
    await moveInside(page, chart, 0.5);
    await tip.first().waitFor({ state: "attached" });
    const [name, date, value] = await tip.first().locator("tspan").allTextContents();
    expect(name).toMatch(/BTC|ETH|LTC/);
    expect(value).toMatch(/\d/);
    // The middle of the figure lies a little before the middle of the plot, 2021-06-30.
    expect(date!.slice(-10) > "2021-04-01" && date!.slice(-10) < "2021-07-31").toBe(true);
    expect(await tip.first().isVisible()).toBe(true);
    await page.mouse.move(5, 5);
    await tip.first().waitFor({ state: "detached" });
    await page.context().close();
  });

  test("hides and shows a series by click on its name; the last one stays", async () => {
    const { page, complaints } = await openExample();
    const chart = page.locator("figure.chart").first();
    const item = (name: string): Locator => chart.locator(`[data-series="${name}"]`);
    const lines = (): Promise<number> => chart.locator('[aria-label="line"] path').count();
    const before = await lines();
    expect(before).toBeGreaterThanOrEqual(3);
    await item("ETH").click();
    expect(await item("ETH").getAttribute("aria-pressed")).toBe("false");
    expect(await lines()).toBe(before - 1);
    await item("BTC").click();
    expect(await lines()).toBe(before - 2);
    await item("LTC").click();
    expect(await lines()).toBe(before - 2);
    expect(await item("LTC").getAttribute("aria-pressed")).toBe("true");
    await item("ETH").click();
    expect(await item("ETH").getAttribute("aria-pressed")).toBe("true");
    expect(await lines()).toBe(before - 1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each(["Enter", "Space"])(
    "%s on a focused name does the same and keeps the focus",
    async (key) => {
      const { page } = await openExample();
      const item = page.locator('figure.chart:has([data-series="majors"]) [data-series="basis"]');
      const bars = page.locator('figure.chart:has([data-series="majors"]) [aria-label="bar"] rect');
      const before = await bars.count();
      await item.focus();
      await page.keyboard.press(key);
      expect(await item.getAttribute("aria-pressed")).toBe("false");
      expect(await bars.count()).toBe(before - 2);
      await page.keyboard.press(key);
      expect(await item.getAttribute("aria-pressed")).toBe("true");
      expect(await bars.count()).toBe(before);
      await page.context().close();
    },
  );

  test("zooms to a dragged span, says which, and shows all again", async () => {
    const { page, complaints } = await openExample();
    const chart = page.locator("figure.chart").first();
    const caption = async (): Promise<string> =>
      (await chart.locator("> svg > g").last().textContent())!;
    expect(await caption()).toContain("2019-07-01 to 2023-06-30");
    await drag(page, chart, [0.3, 0.6]);
    const shown = await chart.locator(".status").textContent();
    const [, from, to] = /(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)/.exec(shown!)!;
    // The plot begins some 50 px inside the figure: 30 % and 60 % lie in these months.
    expect(from! > "2020-06-01" && from! < "2020-11-01").toBe(true);
    expect(to! > "2021-08-01" && to! < "2022-01-01").toBe(true);
    expect(await caption()).toContain(`${from} to ${to}`);
    await chart.locator(".status button").click();
    expect(await caption()).toContain("2019-07-01 to 2023-06-30");
    await drag(page, chart, [0.6, 0.3]);
    expect(await caption()).toContain(`${from} to ${to}`);
    await doubleClick(page, chart, 0.5);
    expect(await caption()).toContain("2019-07-01 to 2023-06-30");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("has no zoom where the axis is not time", async () => {
    const { page } = await openExample();
    const chart = page.locator('figure.chart:has([data-series="majors"])');
    const before = await chart.locator("> svg").innerHTML();
    await drag(page, chart, [0.3, 0.6]);
    await page.mouse.move(5, 5);
    expect(await chart.locator(".status button").isVisible()).toBe(false);
    expect(await chart.locator("rect").count()).toBe(before.match(/<rect/g)!.length);
    await page.context().close();
  });

  test("keeps hidden series and span when the width changes", async () => {
    const { page } = await openExample();
    const chart = page.locator("figure.chart").first();
    await chart.locator('[data-series="ETH"]').click();
    await drag(page, chart, [0.3, 0.6]);
    const shown = await chart.locator(".status span").textContent();
    expect(shown).toMatch(/^\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d$/);
    await page.setViewportSize({ width: 420, height: 800 });
    await page.waitForFunction(
      () => Number(document.querySelector("figure.chart > svg")?.getAttribute("width")) < 420,
    );
    expect(await chart.locator('[data-series="ETH"]').getAttribute("aria-pressed")).toBe("false");
    expect(await chart.locator(".status span").textContent()).toBe(shown);
    await page.context().close();
  });

  test("whose payload is damaged leaves its picture and a quiet note", async () => {
    const { page, complaints } = await watchedPage(browser);
    await page.goto(`${server.url}notebooks/02-damaged.html`);
    await page.locator(".note").nth(3).waitFor();
    expect(await page.locator("figure.chart[data-live]").count()).toBe(0);
    expect(await page.locator("figure.chart > svg").count()).toBe(0);
    for (const image of await page.locator("figure.chart > img").all()) {
      expect(await image.isVisible()).toBe(true);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe("elsewhere", () => {
  test("the charts are the same in another time zone and language", async () => {
    const drawings = async (options: BrowserContextOptions): Promise<string[]> => {
      const { page } = await openExample(options);
      const all = await page
        .locator("figure.chart > svg")
        .evaluateAll((svgs) => svgs.map((svg) => svg.innerHTML));
      await page.context().close();
      return all;
    };
    const here = await drawings({ timezoneId: "UTC", locale: "en-US" });
    const there = await drawings({ timezoneId: "Pacific/Honolulu", locale: "de-DE" });
    expect(there.map((text, i) => text === here[i])).toEqual([true, true, true]);
  });
});

describe("dark and light", () => {
  test.each(["dark", "light"] as const)(
    "the system's %s theme is followed, charts included",
    async (colorScheme) => {
      const { page } = await openExample({ colorScheme });
      const paper = colorScheme === "dark" ? "rgb(17, 22, 29)" : "rgb(255, 255, 255)";
      expect(await background(page)).toBe(paper);
      expect(await chartBackground(page)).toBe(paper);
      await page.context().close();
    },
  );

  test("the switch redraws the charts, and the choice lasts", async () => {
    const { page, complaints } = await openExample({ colorScheme: "light" });
    await page.locator("#theme").click();
    expect(await background(page)).toBe("rgb(17, 22, 29)");
    expect(await chartBackground(page)).toBe("rgb(17, 22, 29)");
    await page.reload();
    await chartsLive(page);
    expect(await chartBackground(page)).toBe("rgb(17, 22, 29)");
    expect(await page.locator("#theme").textContent()).toBe("Light");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each(["dark", "light"] as const)(
    "text has at least 4.5:1 contrast in the %s theme",
    async (colorScheme) => {
      const { page } = await openExample({ colorScheme });
      const ratios = await page.evaluate(contrasts);
      expect(ratios.length).toBeGreaterThan(20);
      expect(ratios.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      await page.context().close();
    },
  );
});

describe("a phone, 360 px wide", () => {
  test.each(["", example])("has nothing that scrolls sideways: /%s", async (path) => {
    const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
    const { page } = await watchedPage(browser, phone);
    await page.goto(server.url + path);
    await chartsLive(page);
    expect(await sidewaysScroll(page)).toBe(0);
    for (const svg of await page.locator("figure.chart > svg").all()) {
      expect((await svg.boundingBox())!.width).toBeLessThanOrEqual(360);
    }
    await page.context().close();
  });
});

describe("a hostile notebook", () => {
  test("runs nothing, asks for nothing and changes nothing around it", async () => {
    const { page, complaints, requests } = await watchedPage(browser);
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(`${server.url}notebooks/03-hostile.html`);
    await chartsLive(page);
    for (const link of await page.locator("main a:not([rel])").all()) {
      if (await link.isVisible()) await link.click({ timeout: 1_000, force: true });
    }
    expect(await page.evaluate("globalThis.owned")).toBeUndefined();
    expect(dialogs).toEqual([]);
    expect(requests).toEqual([`${server.url}notebooks/03-hostile.html`]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

async function openExample(options: Parameters<typeof watchedPage>[1] = {}) {
  const watched = await watchedPage(browser, options);
  await watched.page.goto(server.url + example);
  await chartsLive(watched.page);
  expect(await watched.page.locator('figure.chart[data-live="true"]').count()).toBe(3);
  return watched;
}

/** A point at a fraction of a chart's width, halfway down its plot. */
async function pointOf(chart: Locator, fraction: number): Promise<{ x: number; y: number }> {
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.locator("svg.plot").boundingBox())!;
  const figure = (await chart.boundingBox())!;
  return { x: figure.x + fraction * figure.width, y: box.y + box.height / 2 };
}

async function moveInside(page: Page, chart: Locator, fraction: number): Promise<void> {
  const { x, y } = await pointOf(chart, fraction);
  await page.mouse.move(x - 5, y);
  await page.mouse.move(x, y, { steps: 3 });
}

async function drag(page: Page, chart: Locator, [from, to]: [number, number]): Promise<void> {
  await moveInside(page, chart, from);
  await page.mouse.down();
  const end = await pointOf(chart, to);
  await page.mouse.move(end.x, end.y, { steps: 6 });
  await page.mouse.up();
}

async function doubleClick(page: Page, chart: Locator, fraction: number): Promise<void> {
  const { x, y } = await pointOf(chart, fraction);
  await page.mouse.dblclick(x, y);
}

function background(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
}

function chartBackground(page: Page): Promise<string> {
  return page.evaluate(() => {
    return getComputedStyle(document.querySelector("figure.chart rect.background")!).fill;
  });
}

function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** Runs in the page: the contrast of each visible text to the background behind it. */
function contrasts(): { text: string; ratio: number }[] {
  const canvas = document.createElement("canvas").getContext("2d")!;
  const luminance = (colour: string): number => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const behind = (element: Element | null): string => {
    if (element === null) return getComputedStyle(document.documentElement).backgroundColor;
    const { backgroundColor } = getComputedStyle(element);
    const clear = backgroundColor === "rgba(0, 0, 0, 0)" || backgroundColor.includes("/");
    return clear ? behind(element.parentElement) : backgroundColor;
  };
  const texts = [...document.querySelectorAll("main *, .contents a, header *")].filter(
    (element) =>
      !element.closest("svg, .anchor, math, script") &&
      [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.textContent!.trim() !== "",
      ),
  );
  return texts.map((element) => {
    const [a, b] = [getComputedStyle(element).color, behind(element)].map(luminance);
    const ratio = (Math.max(a!, b!) + 0.05) / (Math.min(a!, b!) + 0.05);
    return { text: element.textContent!.slice(0, 40), ratio };
  });
}

function damagedNotebook(): string {
  const payloads = [
    { chart: "priceLines", data: { dates: [], series: [] }, options: { source: "x" } },
    { chart: "noSuchChart", data: {}, options: {} },
    { chart: "constructor", data: {}, options: {} },
    { chart: "priceLines", data: { $evil: 1 }, options: {} },
  ];
  const outputs = payloads.map((stressbook) => display({ "image/png": onePixel }, { stressbook }));
  return notebookText(markdownCell("# Damaged payloads"), codeCell("show()", ...outputs));
}

function hostileNotebook(): string {
  const own = "globalThis.owned = 1";
  return notebookText(
    markdownCell(
      `# Hostile\n\n<script>${own}</script><img src=x onerror="${own}"> [a](javascript:${own}) ` +
        `[b](data:text/html,<script>${own}</script>) ![c](http://127.0.0.1:9/c.png)\n\n` +
        `<svg onload="${own}"></svg><iframe src="http://127.0.0.1:9/"></iframe>\n\n` +
        "<style>body { display: none }</style>",
    ),
    codeCell(
      `</code></pre><script>${own}</script>`,
      display({
        "text/html": `<script>${own}</script><img src=x onerror="${own}">`,
        "text/plain": "text",
      }),
      display({ "image/svg+xml": `<svg onload="${own}">`, "text/plain": "svg" }),
      display(
        { "image/png": onePixel, "text/plain": `"><script>${own}</script>` },
        { stressbook: { chart: "x", data: `</script><script>${own}</script>`, options: {} } },
      ),
    ),
  );
}
