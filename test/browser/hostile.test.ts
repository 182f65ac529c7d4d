import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportPdf } from "../../workbench/export/export-pdf.ts";
import { exportSite } from "../../workbench/export/export-site.ts";
import { findChromium } from "../../workbench/export/find-chromium.ts";
import { formatNotebook } from "../../workbench/notebook/format-notebook.ts";
import { buildPageScripts } from "../../workbench/web/build.ts";
import { chartsLive, launchChromium, type WatchedPage, watchedPage } from "./chromium.ts";
import { hostileNotebook } from "./hostile-notebook.ts";

// A file's name is the notebook's author's choice as well.
const fileName = "<img src=x onerror=alert(1)>.ipynb";
let folder: string;
let browser: Browser;

beforeAll(async () => {
  await buildPageScripts();
  folder = mkdtempSync(join(tmpdir(), "stressbook-hostile-"));
  const file = join(folder, fileName);
  writeFileSync(file, formatNotebook(hostileNotebook()));
  await exportSite({ files: [file], out: join(folder, "site") });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

describe("a hostile notebook, exported", () => {
  test("runs nothing, asks for nothing and stays where it is, whatever is pressed", async () => {
    const { watched, dialogs, address } = await open(
      `notebooks/${fileName.replace(".ipynb", ".html")}`,
    );
    const { page, complaints, requests } = watched;
    await chartsLive(page);
    expect(await marks(page)).toBe(0);
    await pressEverything(page);
    await page.waitForTimeout(500);
    expect(page.url().split("#")[0]).toBe(address);
    expect(await marks(page)).toBe(0);
    expect(dialogs).toEqual([]);
    expect([...new Set(requests)]).toEqual([address]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("is still readable, as the text it is", async () => {
    const { watched } = await open(`notebooks/${fileName.replace(".ipynb", ".html")}`);
    const { page } = watched;
    await chartsLive(page);
    expect(await page.locator("h1").isVisible()).toBe(true);
    expect(await page.locator("text=The end of the page.").isVisible()).toBe(true);
    const text = (await page.locator("main").textContent())!;
    expect(text).toContain("<script>globalThis.owned=1");
    for (const kind of ["html", "svg", "script", "json", "picture"]) {
      expect(text).toContain(`plain beside ${kind}`);
    }
    expect(text).toContain("49,900,000 more characters are in the notebook.");
    expect(text).toContain("⟨U+202E⟩");
    expect(await page.locator("td").first().textContent()).toContain("<img src=");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
    await page.context().close();
  });

  test("draws its one honest chart with markup for names, and keeps pictures of the others", async () => {
    const { watched } = await open(`notebooks/${fileName.replace(".ipynb", ".html")}`);
    const { page } = watched;
    await chartsLive(page);
    expect(await page.locator('figure.chart[data-live="true"]').count()).toBe(2);
    expect(await page.locator(".note").count()).toBe(3);
    const legend = page.locator("figure.chart").first().locator("[data-series]");
    expect(await legend.count()).toBe(4);
    expect(await legend.first().getAttribute("data-series")).toContain("<img src=");
    expect(await page.locator("svg image, svg script, svg foreignObject, svg a").count()).toBe(0);
    await page.context().close();
  });

  test("has an index that is as harmless, and is found there", async () => {
    const { watched, dialogs, address } = await open("index.html");
    const { page, complaints, requests } = watched;
    await page.fill("#search", "readable <img onerror");
    expect(await page.locator(".item:visible").count()).toBe(1);
    for (const tag of await page.locator(".tags a").all()) await tag.click();
    expect(await marks(page)).toBe(0);
    expect(dialogs).toEqual([]);
    expect([...new Set(requests)]).toEqual([address]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("makes a page of a size that a browser opens", () => {
    const page = join(folder, "site/notebooks", fileName.replace(".ipynb", ".html"));
    expect(statSync(page).size).toBeLessThan(2_000_000);
  });

  test("prints to a PDF like any other", async () => {
    const chromium = findChromium({ platform: process.platform, env: process.env });
    const file = join(folder, fileName);
    expect(await exportPdf({ file, out: join(folder, "hostile.pdf"), chromium })).toBe(true);
  });
});

interface Opened {
  readonly watched: WatchedPage;
  readonly dialogs: readonly string[];
  readonly address: string;
}

async function open(path: string): Promise<Opened> {
  const watched = await watchedPage(browser);
  const dialogs: string[] = [];
  watched.page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const address = pathToFileURL(join(folder, "site", path)).href;
  await watched.page.goto(address);
  return { watched, dialogs, address };
}

/** What an attack that ran would have left in the page or on every object. */
function marks(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      Object.keys({ ...globalThis }).filter((key) => key === "owned").length +
      ("owned" in {} ? 1 : 0),
  );
}

/** Everything but the way out that the page itself offers: downloads, the brand, the web. */
async function pressEverything(page: Page): Promise<void> {
  const controls = page.locator(
    "main a:not([rel]):not([download]):visible, main summary:visible, main [role=button]:visible, " +
      "main button:visible, main span.path:visible, #show-code, #theme",
  );
  const count = await controls.count();
  expect(count).toBeGreaterThan(10);
  for (let i = 0; i < count; i++) {
    await controls
      .nth(i)
      .click({ force: true, timeout: 2_000 })
      .catch(() => undefined);
  }
}
