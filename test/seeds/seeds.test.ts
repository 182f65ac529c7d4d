import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dayNumber } from "../../lib/base/time.ts";
import { loadBook } from "../../lib/data/load-book.ts";
import { loadDailyCloses } from "../../lib/data/load-daily-closes.ts";
import { loadScenario } from "../../lib/data/load-scenario.ts";
import { openData } from "../../lib/data/open-data.ts";
import { priceAt } from "../../lib/market/price-at.ts";
import type { Book } from "../../lib/portfolio/book.ts";
import { bookExposure, exposureBy } from "../../lib/portfolio/exposure.ts";
import { generateBook } from "../../lib/portfolio/generate-book.ts";
import { marketAt } from "../../lib/portfolio/market.ts";
import { bookPnlHistory } from "../../lib/scenario/book-pnl-history.ts";
import { historicalEvent, historicalEvents } from "../../lib/scenario/historical-events.ts";
import { historicalScenario } from "../../lib/scenario/historical-scenario.ts";
import { pnlBy } from "../../lib/scenario/pnl-by.ts";
import { fitProxy } from "../../lib/scenario/proxy-fit.ts";
import { stressBook } from "../../lib/scenario/stress-book.ts";
import golden from "../golden/three-desk-stress.json" with { type: "json" };
import { filesUnder, root } from "../structure/sources.ts";

const closes = loadDailyCloses(openData());
const events = historicalEvents.map((event) => historicalScenario(closes, event));
const books = filesUnder("seeds/books", ".json");
const threeDesk = loadBook("seeds/books/three-desk.json");

/** Fails unless two numbers agree to the golden's relative tolerance. */
function expectClose(found: number, expected: number, what: string): void {
  const error = Math.abs(found - expected);
  const bound = golden.tolerance.relative * Math.max(1e-9, Math.abs(expected));
  expect(error, `${what}: ${found} and ${expected}`).toBeLessThanOrEqual(bound);
}

describe.each(books)("%s", (path) => {
  const book: Book = loadBook(path);

  test("enters every position within 3 % of the close of the day it was opened", () => {
    for (const { id, instrument, opened, entryPrice } of book.positions) {
      const close = priceAt(closes, { asset: instrument.underlying, date: opened! });
      expect(Math.abs(entryPrice / close - 1), `${id} ${entryPrice} ${close}`).toBeLessThan(0.03);
    }
  });

  test("has no stop that a close has crossed since", () => {
    for (const { id, instrument, opened, stop, quantity } of book.positions) {
      if (stop === undefined) continue;
      for (let day = dayNumber(opened!); day <= dayNumber(book.asOf); day++) {
        const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
        const close = priceAt(closes, { asset: instrument.underlying, date });
        expect(Math.sign(close - stop), `${id} ${date} ${stop}`).toBe(Math.sign(quantity));
      }
    }
  });

  test("has equity in every account", () => {
    for (const group of exposureBy(book, marketAt(closes, book.asOf), "account")) {
      expect(group.equityUsd, group.key).toBeGreaterThan(0);
      expect(group.leverage, group.key).toBeLessThan(20);
    }
  });
});

describe("the three-desk book", () => {
  test("has three desks, a dozen traders, two venues, longs and shorts, 3x to 20x", () => {
    const count = (values: readonly string[]): number => new Set(values).size;
    expect(count(threeDesk.positions.map(({ desk }) => desk))).toBe(3);
    expect(count(threeDesk.positions.map(({ trader }) => trader))).toBe(12);
    expect(count(threeDesk.accounts.map(({ venue }) => venue))).toBe(2);
    expect(threeDesk.positions).toHaveLength(36);
    expect(threeDesk.positions.filter(({ quantity }) => quantity < 0).length).toBeGreaterThan(10);
    const leverages = threeDesk.positions.flatMap(({ leverage }) => leverage ?? []);
    expect([Math.min(...leverages), Math.max(...leverages)]).toEqual([3, 20]);
  });

  test("loses by desk and crash what an independent calculation finds", () => {
    const market = marketAt(closes, threeDesk.asOf);
    const result = stressBook(threeDesk, market, { scenarios: events, missing: "exclude" });
    const groups = pnlBy(result, ["scenario", "desk"]);
    expect(groups).toHaveLength(golden.deskPnl.length);
    for (const expected of golden.deskPnl) {
      const { scenario, desk } = expected;
      const found = groups.find((one) => one.scenario === scenario && one.desk === desk)!;
      expectClose(found.pnlUsd, expected.pnlUsd, `${scenario} ${desk}`);
      const excluded = result.excluded
        .filter((one) => one.scenario === scenario && one.desk === desk)
        .reduce((sum, { notionalUsd }) => sum + Math.abs(notionalUsd), 0);
      expectClose(excluded, expected.excludedGrossUsd, `${scenario} ${desk} excluded`);
    }
  });

  test("has the P&L history that an independent calculation finds", () => {
    const { observations, first, last, ...expected } = golden.history;
    const result = bookPnlHistory(threeDesk, closes, {
      asOf: threeDesk.asOf,
      window: { observations },
      missing: "fail",
    });
    const values = [...result.values];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect([result.dates[0], result.dates.at(-1)]).toEqual([first, last]);
    expectClose(Math.min(...values), expected.minimum, "minimum");
    expectClose(Math.max(...values), expected.maximum, "maximum");
    expectClose(mean, expected.mean, "mean");
    const deviation = Math.sqrt(squares / (values.length - 1));
    expectClose(deviation, expected.standardDeviation, "standard deviation");
    expect(result.dates[values.indexOf(Math.min(...values))]).toBe(expected.worstDate);
  });

  test.each(golden.fits)("$asset has the beta to BTC that scipy finds", (expected) => {
    const { asset, observations, from, to, ...figures } = expected;
    const fit = fitProxy(closes, { asset, proxy: "BTC" }, { to: "2022-05-05" });
    expect(fit).toMatchObject({ asset, observations, from, to });
    for (const [name, value] of Object.entries(figures)) {
      expectClose(fit[name as "beta"], value, `${asset} ${name}`);
    }
  });

  test("has a stablecoin whose beta is next to nothing before its collapse", () => {
    const fit = fitProxy(closes, { asset: "UST", proxy: "BTC" }, { to: "2022-05-05" });
    expect(Math.abs(fit.beta)).toBeLessThan(0.05);
    expect(fit.rSquared).toBeLessThan(0.05);
  });
});

describe("the book concentrated in LUNA", () => {
  test("loses more than its equity in LUNA's week and survives the other crashes", () => {
    const book = loadBook("seeds/books/luna-concentrated.json");
    const market = marketAt(closes, book.asOf);
    const { equityUsd } = bookExposure(book, market);
    const { totals } = stressBook(book, market, { scenarios: events, missing: "exclude" });
    const ruined = totals.filter(({ pnlUsd }) => pnlUsd < -equityUsd);
    expect(ruined.map(({ scenario }) => scenario)).toEqual(["luna-2022"]);
  });
});

describe("the scenarios", () => {
  const names = readdirSync(join(root, "seeds/scenarios")).sort();

  test.each(names)("%s has an id like its file and covers every asset of every book", (name) => {
    const scenario = loadScenario(`seeds/scenarios/${name}`);
    expect(`${scenario.id}.json`).toBe(name);
    expect(scenario.kind).toBe("hypothetical");
    for (const path of books) {
      const book = loadBook(path);
      const market = marketAt(closes, book.asOf);
      const { totals } = stressBook(book, market, { scenarios: [scenario], missing: "fail" });
      expect(totals[0]!.excludedGrossUsd).toBe(0);
    }
  });

  test("spare UST in alts-collapse and ruin it in stablecoin-depeg", () => {
    const market = marketAt(closes, threeDesk.asOf);
    const scenarios = ["alts-collapse", "stablecoin-depeg"].map((id) =>
      loadScenario(`seeds/scenarios/${id}.json`),
    );
    const { rows } = stressBook(threeDesk, market, { scenarios, missing: "fail" });
    const shocks = rows.filter(({ asset }) => asset === "UST").map(({ shock }) => shock);
    expect(shocks).toEqual([0, -0.65]);
  });
});

describe("the seed of chance", () => {
  test("makes a book from the data set", () => {
    const { seed, generator } = JSON.parse(readFileSync(join(root, "seeds/rng.json"), "utf8"));
    expect(generator).toBe("philox4x32-10");
    const size = { desks: 3, tradersPerDesk: 4, positionsPerTrader: 3 };
    const book = generateBook(closes, { seed, asOf: "2022-11-05", ...size });
    const market = marketAt(closes, book.asOf);
    const scenarios = [historicalScenario(closes, historicalEvent("ftx-2022"))];
    const { rows } = stressBook(book, market, { scenarios, missing: "fail" });
    expect(rows).toHaveLength(36);
  });
});
