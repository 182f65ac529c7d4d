import { describe, expect, test } from "vitest";
import { loadBook } from "../../../../lib/data/load-book.ts";
import { loadDailyCloses } from "../../../../lib/data/load-daily-closes.ts";
import { loadFunding } from "../../../../lib/data/load-funding.ts";
import { loadHourlyBars } from "../../../../lib/data/load-hourly-bars.ts";
import { loadMarginSchedule } from "../../../../lib/data/load-margin-schedule.ts";
import { openData } from "../../../../lib/data/open-data.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import type { Account, Position } from "../../../../lib/portfolio/book.ts";
import { linearLiquidationPrice } from "../../../../lib/portfolio/margin/linear-liquidation.ts";
import { marketAt } from "../../../../lib/portfolio/market.ts";
import { autoDeleverage } from "../../../../lib/scenario/replay/auto-deleverage.ts";
import { crashReplay } from "../../../../lib/scenario/replay/crash-replay.ts";
import type { CrashReplayOptions } from "../../../../lib/scenario/replay/replay-options.ts";
import { stressBook } from "../../../../lib/scenario/stress-book.ts";
import { expectClose } from "../../expect-close.ts";
import { book, btcPerpetual as perp, perpetual, position } from "../../portfolio/fixtures.ts";

/** Bars of BTC from close to close, with highs and lows where given; the first hour is the start. */
function bars(hours: readonly { high?: number; low?: number; close: number }[], asset = "BTC") {
  const column = (pick: (hour: (typeof hours)[number]) => number) =>
    matrixFromRows(hours.map((hour) => [pick(hour)]));
  return {
    event: "test",
    hours: hours.map(
      (_, i) => `2022-05-0${1 + Math.floor(i / 24)}T${String(i % 24).padStart(2, "0")}:00Z`,
    ),
    assets: [asset],
    high: column(({ high, close }) => high ?? close),
    low: column(({ low, close }) => low ?? close),
    close: column(({ close }) => close),
  };
}

const flat = {
  name: "flat",
  asOf: "2022-01-01",
  source: "test",
  rule: "cumulative",
  tiers: { default: [{ floorUsd: 0, maintenanceRate: 0.005, maxLeverage: 100 }] },
  liquidationFeeRate: 0,
} as const;
const free = { BTC: { spread: 0, depthUsd: 1e18 } };
const options = {
  rules: { schedule: flat, positionMode: "one-way" },
  liquidity: free,
  procedure: { partialShare: 1, targetRatio: 0.5, insuranceFundUsd: 0 },
  missing: "fail",
  flashPrints: "use",
  halted: "last",
} as const;
const market = { asOf: "2022-05-01", spot: { BTC: 100 } };
const account = (id: string, usd: number, venue = "X"): Account => ({
  id,
  venue,
  marginMode: "cross",
  collateral: [{ asset: "USD", quantity: usd, haircut: 0 }],
});
const play = (
  positions: readonly Position[],
  accounts: readonly Account[],
  changes: Partial<CrashReplayOptions> & Pick<CrashReplayOptions, "bars">,
) => crashReplay(book(positions, accounts), market, { ...options, ...changes });

describe("crashReplay", () => {
  test("without leverage is the stress P&L of the same window", () => {
    const data = openData();
    const event = loadHourlyBars(data, "2022-11-ftx");
    const history = loadDailyCloses(data);
    const long = book([
      position({ id: "btc", quantity: 3 }),
      position({ id: "sol", quantity: 100, instrument: { type: "spot", underlying: "SOL" } }),
    ]);
    const start = marketAt(history, "2022-11-06");
    const found = crashReplay(long, start, { ...options, bars: event });
    const shocks = ["BTC", "SOL"].map((asset) => {
      const column = event.assets.indexOf(asset);
      const at = (row: number) => event.close.values[row * event.assets.length + column]!;
      return { asset, return: at(event.hours.length - 1) / at(0) - 1 };
    });
    const scenario = {
      id: "window",
      version: 1,
      name: "window",
      description: "first to last close",
      source: "hourly bars",
      kind: "historical",
      shocks,
    } as const;
    const { totals } = stressBook(long, start, { scenarios: [scenario], missing: "fail" });
    expectClose(found.pnlUsd, totals[0]!.pnlUsd, { relative: 1e-12, subject: "P&L" });
    expect(found.log).toEqual([]);
  });

  test("liquidates at the formula's price, not at the low of the hour", () => {
    const one = bars([{ close: 100 }, { low: 60, close: 95 }]);
    const found = play([perp("a", 10)], [account("a", 100)], { bars: one });
    const price = linearLiquidationPrice(
      { coins: 10, entryPrice: 100, collateralUsd: 100 },
      { rule: flat.rule, tiers: flat.tiers.default },
    )!;
    const close = found.log.find(({ kind }) => kind === "partial-close")!;
    expectClose(close.price!, price, { relative: 1e-9, subject: "price" });
    expectClose(found.accounts[0]!.equityUsd.at(-1)!, 100 - 10 * (100 - price), {
      absolute: 1e-6,
      subject: "equity",
    });
    expect(found.accounts[0]!.status).toBe("liquidated");
  });

  test("meets the worse extreme first unless told otherwise", () => {
    const one = bars([{ close: 100 }, { low: 89, high: 120, close: 110 }]);
    const dead = (hourOrder: CrashReplayOptions["hourOrder"], quantity: number) =>
      play([perp("a", quantity, { stop: quantity > 0 ? 92 : 108 })], [account("a", 500)], {
        bars: one,
        stopRule: { kind: "trailing", distance: 0.08 },
        ...(hourOrder === undefined ? {} : { hourOrder }),
      }).log.map(({ kind }) => kind);
    expect(dead(undefined, 10)).toEqual(["stop"]);
    expect(dead("close", 10)).toEqual([]);
    expect(dead(undefined, -10)).toEqual(["stop"]);
  });

  // FLOX-Foundation/flox@d2dc5ecf tests/test_liquidation_engine.cpp, InsuranceFundAbsorbsDeficit:
  // 10 at 100 with 50 of equity, the mark at 40, a fund of 1,000: a deficit of 550 leaves 450.
  test("lets the insurance fund pay what an account that was jumped over does not have", () => {
    const halt = bars([{ close: 100 }, { close: Number.NaN }, { close: 40 }]);
    const found = play([perp("a", 10)], [account("a", 50)], {
      bars: halt,
      halted: "zero",
      procedure: { ...options.procedure, insuranceFundUsd: 1000 },
    });
    expect(found.accounts[0]!.status).toBe("bankrupt");
    const jumped = crashReplay(
      book([perp("a", 10)], [account("a", 50)]),
      { ...market, spot: { BTC: 40 } },
      {
        ...options,
        bars: bars([{ close: 40 }, { close: 40 }]),
        procedure: { ...options.procedure, insuranceFundUsd: 1000 },
      },
    );
    expect(jumped.funds[0]).toMatchObject({ paidUsd: 550, endUsd: 450, uncoveredUsd: 0 });
    expect(jumped.accounts[0]).toMatchObject({ status: "bankrupt" });
    expect(jumped.accounts[0]!.equityUsd.at(-1)).toBe(0);
    expect(jumped.forgivenUsd).toBe(550);
  });

  // The same file, AdlClosesProfitableOppositeWhenFundDepleted: of two winners number 3 is closed, for
  // 10 coins at the bankruptcy price of 95 instead of 40.
  test("closes the winner with the most profit on its equity when the fund is empty", () => {
    const found = crashReplay(
      book(
        [perp("1", 10), perp("2", -5), perp("3", -10)],
        [account("1", 50), account("2", 100), account("3", 100)],
      ),
      { ...market, spot: { BTC: 40 } },
      { ...options, bars: bars([{ close: 40 }, { close: 40 }]) },
    );
    const closed = found.log.filter(({ kind }) => kind === "deleveraged");
    expect(closed.map((event) => event.position)).toEqual(["3"]);
    expectClose(closed[0]!.price!, 95, { relative: 1e-12, subject: "price" });
    expect(found.funds[0]!.uncoveredUsd).toBe(0);
    expectClose(found.accounts[2]!.equityUsd.at(-1)!, 150, { relative: 1e-12, subject: "winner" });
    expectClose(found.pnlUsd, 0, {
      absolute: 1e-9,
      subject: "a zero-sum move at a standing price",
    });
  });

  test("pays funding at 00:00, 08:00 and 16:00, a third of the day each, longs to shorts", () => {
    const day = bars(Array.from({ length: 25 }, () => ({ close: 100 })));
    const funding = {
      dates: ["2022-05-01", "2022-05-02"],
      assets: ["BTC"],
      rates: matrixFromRows([[0.003], [0.006]]),
    };
    const found = play([perp("a", 10), perp("b", -10)], [account("a", 500), account("b", 500)], {
      bars: day,
      funding,
    });
    // 1,000 of notional: 08:00 and 16:00 pay 1 each, 00:00 of the next day pays 2.
    expect(found.positions.map(({ fundingUsd }) => Math.round(fundingUsd * 1e9) / 1e9)).toEqual([
      -4, 4,
    ]);
    expect(found.warnings).toEqual([]);
    const none = play([perp("a", 10)], [account("a", 500)], { bars: day });
    expect(none.warnings[0]).toMatchObject({ code: "no-funding" });
    expect(none.fundingUsd).toBe(0);
  });

  test("cannot trade what is halted: the liquidation waits until it trades again", () => {
    const halt = bars([{ close: 100 }, { close: 95 }, { close: Number.NaN }, { close: 88 }]);
    const found = play([perp("a", 10)], [account("a", 124)], { bars: halt });
    expect(found.warnings.map(({ code }) => code)).toContain("halted");
    expect(found.log.map(({ hour }) => hour.slice(11, 13))).toEqual(["03", "03"]);
    expect(found.log[1]!.price).toBe(88);
  });

  test("ignores a print that no other hour bears out, or uses it, as told", () => {
    const flash = bars([{ close: 100 }, { low: 0.01, close: 99 }, { close: 98 }]);
    const at = (flashPrints: "use" | "ignore") =>
      play([perp("a", 10)], [account("a", 200)], { bars: flash, flashPrints }).log.length;
    expect(at("ignore")).toBe(0);
    expect(at("use")).toBeGreaterThan(0);
  });

  test("freezes a venue: a claim, no more trades, and the hedge elsewhere goes on", () => {
    const fall = bars([{ close: 100 }, { close: 90 }, { close: 50 }]);
    const found = play(
      [perp("long", 10), perp("short", -10)],
      [account("long", 1000, "Y"), account("short", 1000, "FTX")],
      { bars: fall, venueDefaults: [{ venue: "FTX", hour: "2022-05-01T01:00Z" }] },
    );
    const [long, short] = found.accounts;
    expect(short).toMatchObject({ status: "frozen", claimUsd: 1100 });
    expect(short!.equityUsd.at(-1)).toBe(1100);
    expect(long!.equityUsd.at(-1)).toBe(500);
    expectClose(found.unexplainedUsd, 0, { absolute: 1e-9, subject: "unexplained" });
  });

  test("keeps isolated positions apart: one is lost, the other and the rest are not", () => {
    const isolated: Account = { ...account("a", 1000), marginMode: "isolated" };
    const positions = [
      perp("x", 10, { account: "a", leverage: 10 }),
      perp("y", 10, { account: "a", leverage: 2 }),
    ];
    const found = play(positions, [isolated], { bars: bars([{ close: 100 }, { close: 85 }]) });
    expect(found.accounts.map(({ account: id, status }) => [id, status])).toEqual([
      ["a/x", "liquidated"],
      ["a/y", "alive"],
      ["a", "alive"],
    ]);
    expectClose(found.accounts[2]!.equityUsd.at(-1)!, 400, { absolute: 1e-9, subject: "rest" });
  });

  test("closes in parts until the ratio is back, and keeps the rest", () => {
    const found = play([perp("a", 10)], [account("a", 100)], {
      bars: bars([{ close: 100 }, { close: 90.42 }]),
      procedure: { partialShare: 0.25, targetRatio: 0.9, insuranceFundUsd: 0 },
    });
    expect(found.log.filter(({ kind }) => kind === "partial-close")).toHaveLength(1);
    expectClose(found.positions[0]!.remaining, 0.75, { relative: 1e-12, subject: "remaining" });
  });

  test("lets time pass for options and settles them at what they are worth on the hour of expiry", () => {
    const call = position({
      id: "call",
      account: "a",
      instrument: {
        type: "option",
        underlying: "BTC",
        settlement: "linear",
        contractSize: 1,
        expiry: "2022-05-02",
        strike: 90,
        kind: "call",
      },
      quantity: 2,
      entryPrice: 12,
    });
    const path = bars(Array.from({ length: 12 }, (_, i) => ({ close: 100 + i })));
    const priced = { ...market, volatility: { BTC: 0.8 } };
    const riskModel = () => ({ initialUsd: 0, maintenanceUsd: 0 });
    const found = crashReplay(book([call], [account("a", 100)]), priced, {
      ...options,
      rules: { ...options.rules, riskModel },
      bars: path,
    });
    // The market stands at the close of 1 May: the option expires eight hours into the replay, at 108.
    expect(found.log).toMatchObject([{ kind: "expired", position: "call", price: 108 }]);
    expectClose(found.accounts[0]!.equityUsd.at(-1)!, 100 + 2 * (18 - 12), {
      relative: 1e-12,
      subject: "equity",
    });
    expectClose(found.unexplainedUsd, 0, { absolute: 1e-9, subject: "unexplained" });
  });

  test("reduces an account by the desk's own limit before the exchange does", () => {
    const tight = { utilisationAbove: 0.85, reduceTo: 0.7 };
    const path = bars([{ close: 100 }, { close: 97 }, { close: 88 }]);
    const trader = perp("a", 10, { leverage: 10 });
    const without = play([trader], [account("a", 130)], { bars: path });
    const found = play([trader], [account("a", 130)], { bars: path, limit: tight });
    expect(found.log[0]!.kind).toBe("limit");
    expect(found.pnlUsd).toBeGreaterThan(without.pnlUsd);
  });

  test("names the assets without bars, an hour that is not there, and options that make no sense", () => {
    const sol = [perp("a", 1, { instrument: perpetual("SOL") })];
    const both = { ...market, spot: { BTC: 100, SOL: 10 } };
    const one = bars([{ close: 100 }, { close: 90 }]);
    expect(() =>
      crashReplay(book(sol, [account("a", 1)]), both, { ...options, bars: one }),
    ).toThrow("every asset must have hourly bars in test (BTC) or paths");
    const wrong = (changes: object) => () =>
      play([perp("a", 1)], [account("a", 50)], { bars: one, ...changes });
    expect(wrong({ from: "2022-06-01T00:00Z" })).toThrow("from must be an hour of test");
    expect(wrong({ procedure: { ...options.procedure, partialShare: 0 } })).toThrow(
      "partialShare must be in (0, 1]: 0",
    );
    expect(wrong({ limit: { utilisationAbove: 0.7, reduceTo: 0.8 } })).toThrow("reduceTo must be");
    expect(wrong({ halted: "never" })).toThrow('halted must be one of last, zero: "never"');
  });
});

describe("crashReplay of the three-desk book through LUNA", () => {
  const data = openData();
  const history = loadDailyCloses(data);
  const desks = loadBook("seeds/books/three-desk.json");
  const terms = { spread: 0.001, depthUsd: 2e7 };
  const assets = desks.positions.map(({ instrument }) => instrument.underlying);
  const replay = (changes: Partial<CrashReplayOptions> = {}) =>
    crashReplay(desks, marketAt(history, desks.asOf), {
      ...options,
      bars: loadHourlyBars(data, "2022-05-luna"),
      rules: {
        schedule: loadMarginSchedule("data/parameters/reference-perpetuals.json"),
        positionMode: "one-way",
      },
      liquidity: Object.fromEntries(assets.map((asset) => [asset, terms])),
      procedure: { partialShare: 0.25, targetRatio: 0.8, insuranceFundUsd: 1e5 },
      funding: loadFunding(data),
      missing: { proxy: "BTC" },
      history,
      ...changes,
    });

  test("conserves money to the cent: accounts, funds, fees and what was forgiven", () => {
    const found = replay();
    expect(found.log.some(({ kind }) => kind === "liquidation")).toBe(true);
    expectClose(found.unexplainedUsd, 0, { absolute: 0.005, subject: "unexplained" });
    const paid = found.funds.reduce((sum, fund) => sum + fund.paidUsd + fund.uncoveredUsd, 0);
    expectClose(paid, found.forgivenUsd, { absolute: 0.005, subject: "forgiven" });
    // From the trades of the log alone: what was paid and received, fees, and what is left at the last price.
    const bars = loadHourlyBars(data, "2022-05-luna");
    const column = bars.assets.indexOf("BTC");
    const btc = (row: number) => bars.close.values[row * bars.assets.length + column]!;
    const end = btc(bars.hours.length - 1) / btc(0);
    const inBtc = desks.positions.filter(({ instrument }) => instrument.underlying === "BTC");
    expect(inBtc.length).toBeGreaterThan(2);
    for (const { id, quantity, instrument } of inBtc) {
      const size = instrument.type === "spot" ? 1 : instrument.contractSize;
      const price = marketAt(history, desks.asOf).spot.BTC!;
      const trades = found.log.filter((event) => event.position === id && (event.coins ?? 0) !== 0);
      let [coins, cash] = [quantity * size, -quantity * size * price];
      for (const trade of trades) {
        coins += trade.coins!;
        cash -= trade.coins! * trade.price! + (trade.feeUsd ?? 0);
      }
      const { pnlUsd } = found.positions.find(({ position: one }) => one === id)!;
      expectClose(pnlUsd, cash + coins * price * end, { absolute: 0.005, subject: id });
    }
    for (const { startUsd, feesUsd, paidUsd, endUsd } of found.funds) {
      expectClose(endUsd, startUsd + feesUsd - paidUsd, { absolute: 0.005, subject: "fund" });
    }
  });

  test("gives the same to the last bit again, and leaves its inputs alone", () => {
    const short = () => replay({ to: "2022-05-08T12:00Z" });
    expect(short()).toEqual(short());
  });

  test("never leaves an account that cannot be margined out of it", () => {
    const schedule = { ...flat, tiers: { BTC: flat.tiers.default } };
    expect(() => replay({ rules: { schedule, positionMode: "one-way" } })).toThrow(
      "underlying must have tiers in flat (BTC)",
    );
  });
});

describe("autoDeleverage", () => {
  test("ranks by profit on equity, matches the coins and leaves losers and the same side alone", () => {
    const candidates = [
      { id: "a", coins: -4, unrealisedPnlUsd: 40, equityUsd: 100 },
      { id: "b", coins: -4, unrealisedPnlUsd: 90, equityUsd: 100 },
      { id: "c", coins: -50, unrealisedPnlUsd: -1, equityUsd: 10 },
      { id: "d", coins: 50, unrealisedPnlUsd: 500, equityUsd: 10 },
      { id: "e", coins: -1, unrealisedPnlUsd: 1, equityUsd: -5 },
    ];
    expect(autoDeleverage(7, candidates)).toEqual([
      { id: "e", coins: -1 },
      { id: "b", coins: -4 },
      { id: "a", coins: -2 },
    ]);
    expect(autoDeleverage(0, candidates)).toEqual([]);
    expect(() => autoDeleverage(Number.NaN, [])).toThrow("bankruptCoins must be finite: NaN");
  });
});
