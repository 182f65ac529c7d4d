import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import knownFigures from "../golden/figures.json" with { type: "json" };
import { knownFingerprints } from "../lib/math/kernels/fingerprinted.ts";
import { bitsOf, oneVar } from "../lib/parallel/one-var.ts";
import { launchChromium, type WatchedPage, watchedPage } from "./chromium.ts";
import { type ServedPage, servedPage } from "./page-bundle.ts";
import type { Asks } from "./workers-page.ts";

declare const asks: Asks;

let browser: Browser;
let served: ServedPage;
let isolated: WatchedPage;

beforeAll(async () => {
  served = await servedPage("workers-page.ts");
  browser = await launchChromium();
  isolated = await opened(served.url("isolated"));
});

afterAll(async () => {
  await browser?.close();
  served?.close();
});

async function opened(url: string): Promise<WatchedPage> {
  const watched = await watchedPage(browser);
  await watched.page.goto(url);
  await watched.page.waitForFunction(() => "asks" in globalThis);
  return watched;
}

const names = Object.keys(oneVar) as (keyof typeof oneVar)[];
/** Of Node, on one thread. */
const bitsInNode = (name: keyof typeof oneVar): string => bitsOf(oneVar[name].plain());

describe("kernels and the library in Chromium", () => {
  test("have the bits of every machine", async () => {
    expect(await isolated.page.evaluate(() => asks.hasKernels())).toBe(true);
    expect(await isolated.page.evaluate(() => asks.fingerprints())).toEqual({
      ...knownFingerprints,
      ...knownFigures,
    });
  });
});

describe.each(names)("%s on Web Workers", (name) => {
  const { chunks } = oneVar[name];
  const bits = bitsInNode(name);
  test.each([1, 2, 3, 16])(
    "has the bits of Node with %i of which one dies midway, and says so",
    async (jobs) => {
      const { page, complaints } = isolated;
      const found = await page.evaluate(([asked, count]) => asks.withDeath(asked, count), [
        name,
        jobs,
      ] as const);
      expect(found).toMatchObject({ bits, jobs, replaced: 1 });
      expect(found.note).toBeUndefined();
      const done = found.progress.filter((progress) => progress.kind === "chunk");
      expect(done.map((progress) => progress.done)).toEqual(
        Array.from({ length: chunks }, (_, k) => k + 1),
      );
      expect(found.progress.find(({ kind }) => kind === "replaced")).toMatchObject({
        chunk: { count: expect.any(Number) },
        reason: "it was ended",
      });
      expect(complaints).toEqual([]);
    },
  );
});

test.each([
  {
    page: "plain",
    without: "shared memory",
    jobs: 2,
    note: /^workers have no shared memory here: /,
  },
  {
    page: "strict",
    without: "workers",
    jobs: 1,
    note: /^2 workers could not be started, this thread drew: ./,
  },
] as const)(
  "a page without $without has the bits too, and says so",
  async ({ page: how, jobs, note }) => {
    const { page } = await opened(served.url(how));
    expect(await page.evaluate(() => typeof SharedArrayBuffer)).toBe("undefined");
    for (const name of names) {
      const found = await page.evaluate((asked) => asks.onWorkers(asked, 2), name);
      expect(found).toMatchObject({ bits: bitsInNode(name), jobs, replaced: 0 });
      expect(found.note).toMatch(note);
    }
    await page.context().close();
  },
);

test("a run that is stopped leaves its workers of use", async () => {
  const { reason, next } = await isolated.page.evaluate(() => asks.stopped());
  expect(reason).toBe("Error: enough");
  expect(next).toMatchObject({ bits: bitsInNode("monteCarloVar"), jobs: 2, replaced: 0 });
});

test("the package as it is built computes in a page, by name", async () => {
  const built = await servedPage("package-page.ts");
  try {
    const { page, complaints, requests } = await opened(built.url("isolated"));
    const found = await page.evaluate("asks.package()");
    expect(found).toEqual({
      monteCarloVar: { bits: bitsInNode("monteCarloVar"), note: "" },
      pathVar: { bits: bitsInNode("pathVar"), note: "" },
    });
    expect(built.files.filter((file) => /worker/.test(file))).toHaveLength(1);
    expect(requests.some((url) => /worker/.test(url))).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  } finally {
    built.close();
  }
});
