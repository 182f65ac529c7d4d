import { describe, expect, test } from "vitest";
import { addDays } from "../../../../lib/base/time.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import type { Account, Position } from "../../../../lib/portfolio/book.ts";
import { positionLiquidation } from "../../../../lib/portfolio/margin/position-liquidation.ts";
import { crashReplay } from "../../../../lib/scenario/replay/crash-replay.ts";
import type { CrashReplayOptions } from "../../../../lib/scenario/replay/replay-options.ts";
import { venueDefault } from "../../../../lib/scenario/venue-default.ts";
import { expectClose } from "../../expect-close.ts";
import { book, btcPerpetual as perp, perpetual, position } from "../../portfolio/fixtures.ts";

/** Bars of BTC by their [low, high, close] from an hour of 1 May on; null where it does not trade. */
function bars(from: number, hours: readonly (readonly [number, number, number] | null)[]) {
  const column = (pick: 0 | 1 | 2) => matrixFromRows(hours.map((one) => [one?.[pick] ?? NaN]));
  return {
    event: "test",
    hours: hours.map((_, i) => `2022-05-01T${String(from + i).padStart(2, "0")}:00Z`),
    assets: ["BTC"],
    low: column(0),
    high: column(1),
    close: column(2),
  };
}

const tiers = { default: [{ floorUsd: 0, maintenanceRate: 0.005, maxLeverage: 100 }] };
const schedule = {
  name: "test",
  asOf: "2022-01-01",
  source: "test",
  rule: "cumulative",
  tiers,
  liquidationFeeRate: 0,
} as const;
const base = {
  rules: { schedule, positionMode: "one-way" },
  liquidity: { BTC: { spread: 0, depthUsd: 1e18 } },
  procedure: { partialShare: 1, targetRatio: 0.6, insuranceFundUsd: 0 },
  missing: "fail",
  flashPrints: "use",
  halted: "last",
} as const;
const market = { asOf: "2022-05-01", spot: { BTC: 100 } };
const inverse: Position["instrument"] = {
  type: "perpetual",
  underlying: "BTC",
  settlement: "inverse",
  contractSize: 1,
};
const account = (id: string, quantity: number, asset = "USD"): Account => ({
  id,
  venue: "X",
  marginMode: "cross",
  collateral: [{ asset, quantity, haircut: 0 }],
});
const play = (
  positions: readonly Position[],
  accounts: readonly Account[],
  changes: Partial<CrashReplayOptions> & Pick<CrashReplayOptions, "bars">,
) => crashReplay(book(positions, accounts), market, { ...base, ...changes });
const funding = (sum: number) => ({
  dates: ["2022-05-01"],
  assets: ["BTC"],
  rates: matrixFromRows([[sum]]),
});
const close = (value: number | undefined, expected: number, subject: string) =>
  expectClose(value!, expected, { relative: 1e-9, absolute: 1e-9, subject });

/**
 * Each case was played a second time in Python (math, plain loops from the definitions: bisection on
 * equity, an exponential book, no line of this library); tolerance 1e-9.
 */
describe("crashReplay against a second replay written from the definitions", () => {
  test("an inverse long on two coins: funding and loss in coins, liquidated where they run out", () => {
    const found = play([perp("a", 1000, { instrument: inverse })], [account("a", 2, "BTC")], {
      bars: bars(6, [
        [100, 100, 100],
        [110, 110, 110],
        [70, 110, 70],
      ]),
      rules: {
        positionMode: "one-way",
        schedule: {
          ...schedule,
          tiers: { default: [{ floorUsd: 0, maintenanceRate: 0.02, maxLeverage: 50 }] },
          liquidationFeeRate: 0.001,
        },
      },
      liquidity: { BTC: { spread: 0.002, depthUsd: 2000 } },
      funding: funding(0.003),
    });
    const event = found.log.find(({ kind }) => kind === "partial-close");
    close(found.fundingUsd, -1, "funding");
    close(event?.mark, 85.06444275966642, "mark");
    close(event?.price, 84.76728350969879, "price");
    close(event?.slippageUsd, 3.505588921386501, "slippage");
    close(event?.feeUsd, 0.9965066573020738, "fee");
    expect(found.accounts[0]!.status).toBe("liquidated");
    close(
      found.accounts[0]!.equityUsd.at(-1),
      12.753311187341149,
      "the coins that are left, at 70",
    );
    expectClose(found.unexplainedUsd, 0, { absolute: 1e-9, subject: "unexplained" });
  });

  test("a short through two tiers in quarters: what the last fee takes too much, the fund pays", () => {
    const found = play([perp("a", -10)], [account("a", 150)], {
      bars: bars(6, [
        [100, 100, 100],
        [104, 104, 104],
        [110, 130, 120],
      ]),
      rules: {
        positionMode: "one-way",
        schedule: {
          ...schedule,
          tiers: {
            default: [
              { floorUsd: 0, maintenanceRate: 0.005, maxLeverage: 100 },
              { floorUsd: 500, maintenanceRate: 0.02, maxLeverage: 50 },
            ],
          },
          liquidationFeeRate: 0.004,
        },
      },
      liquidity: { BTC: { spread: 0.002, depthUsd: 50_000 } },
      procedure: { partialShare: 0.25, targetRatio: 0.6, insuranceFundUsd: 1 },
      funding: funding(-0.003),
    });
    const parts = found.log.filter(({ kind }) => kind === "partial-close");
    const marks = [
      113.37843137254903, 113.37843137254903, 115.0421501445741, 115.0421501445741,
      115.48905731318706, 115.48905731318706, 115.48905731318706, 115.48905731318706,
    ];
    const prices = [
      113.49502674555222, 113.49502674555222, 115.15884830197028, 115.15884830197028,
      115.60538081577072, 115.60538081577072, 115.60538081577072, 115.60538081577072,
    ];
    parts.forEach(({ mark, price }, i) => {
      close(mark, marks[i]!, `mark ${i}`);
      close(price, prices[i]!, `price ${i}`);
    });
    expect(parts).toHaveLength(8);
    close(found.fundingUsd, -1.04, "funding");
    close(found.forgivenUsd, 0.00324934820202, "forgiven");
    expect(found.accounts[0]!.equityUsd.at(-1)).toBe(0);
    expectClose(found.unexplainedUsd, 0, { absolute: 1e-9, subject: "unexplained" });
  });

  // 12 coins with 50: -670 at 40, so that 95.8333 each would have been nothing. The winner with 10 has 600 on
  // 700, the one with 5 has 300 on 1,000: the first is closed whole, of the second 2 of 5.
  test("a bankruptcy that takes one winner whole and two fifths of another, to the cent", () => {
    const found = play(
      [perp("1", 12), perp("2", -5), perp("3", -10)],
      [account("1", 50), account("2", 700), account("3", 100)],
      {
        bars: bars(6, [[100, 100, 100], null, [40, 40, 40]]),
      },
    );
    const taken = found.log.filter(({ kind }) => kind === "deleveraged");
    expect(taken.map(({ position: id, coins }) => [id, coins])).toEqual([
      ["3", 10],
      ["2", 2],
    ]);
    for (const { price } of taken) close(price, 40 + 670 / 12, "bankruptcy price");
    const [dead, part, whole] = found.positions;
    close(dead!.pnlUsd, -50, "the bankrupt loses what it had");
    close(whole!.pnlUsd, 10 * (60 - 670 / 12), "taken whole");
    close(part!.pnlUsd, 2 * (60 - 670 / 12) + 3 * 60, "taken in part");
    close(part!.remaining, 0.6, "remaining");
    close(found.pnlUsd, 3 * 60, "coins that stay short");
    expect(found.forgivenUsd).toBeLessThan(1e-9);
  });

  // 1,000 dollars at 100 lose 10 coins when the price is 50; two coins are there. In coins 8 are missing, so that
  // 1 / P = 1 / 50 - 8 / 1,000: 83.33. The winner gets what 83.33 makes in coins, worth 50 each.
  test("an inverse bankruptcy is settled in coins at the price of nothing, coins at spot", () => {
    const both = [
      perp("1", 1000, { instrument: inverse }),
      perp("2", -1000, { instrument: inverse }),
    ];
    const found = play(both, [account("1", 2, "BTC"), account("2", 5, "BTC")], {
      bars: bars(6, [[100, 100, 100], null, [50, 50, 50]]),
    });
    close(found.log.find(({ kind }) => kind === "deleveraged")?.price, 250 / 3, "price");
    close(found.positions[1]!.pnlUsd, 1000 * (3 / 250 - 1 / 100) * 50, "winner");
    close(found.positions[0]!.pnlUsd, -2 * 50, "loser");
    expect(found.accounts[0]).toMatchObject({ status: "bankrupt" });
    expectClose(found.forgivenUsd, 0, { absolute: 1e-9, subject: "forgiven" });
  });
});

describe("crashReplay where it is easily wrong", () => {
  test("a stop that a halt jumped over is filled where trading resumes, not at the stop", () => {
    const resumed = bars(6, [[100, 100, 100], null, [40, 55, 50]]);
    const one = perp("a", 10, { stop: 90 });
    const found = play([one], [account("a", 900)], { bars: resumed, stopRule: { kind: "fixed" } });
    expect(found.log).toMatchObject([{ kind: "stop" }]);
    close(found.log[0]!.price, 55, "first price");
    close(found.accounts[0]!.equityUsd.at(-1), 450, "equity");
  });

  test("in one-way mode only the net position of an account is closed, in hedge mode both sides are", () => {
    const both = [perp("ann", 10, { account: "a" }), perp("bob", -8, { account: "a" })];
    const fall = bars(6, [
      [100, 100, 100],
      [90, 100, 90.2],
    ]);
    const closedIn = (positionMode: "one-way" | "hedge") =>
      play(both, [account("a", 20)], { bars: fall, rules: { schedule, positionMode } });
    const net = closedIn("one-way");
    const parts = net.log.filter(({ kind }) => kind === "partial-close");
    expect(parts.map(({ position: id }) => id)).toEqual(["ann"]);
    close(parts[0]!.coins, -2, "net coins");
    close(net.positions[0]!.remaining, 0.8, "long");
    expect(net.positions[1]!.remaining).toBe(1);
    expect(closedIn("hedge").positions.every(({ remaining }) => remaining === 0)).toBe(true);
  });

  test("an isolated inverse position stands on coins and goes where its liquidation price says", () => {
    const one = perp("x", 1000, { account: "a", leverage: 10, instrument: inverse });
    const isolated: Account = { ...account("a", 500), marginMode: "isolated" };
    const found = play([one], [isolated], {
      bars: bars(6, [
        [100, 100, 100],
        [85, 100, 95],
      ]),
    });
    const { liquidationPrice } = positionLiquidation(one, market, schedule)!;
    const event = found.log.find(({ kind }) => kind === "partial-close");
    close(event?.mark, liquidationPrice!, "price");
    const total = found.accounts.reduce((sum, { equityUsd }) => sum + equityUsd[0]!, 0);
    close(total, 500, "equity at the start");
    expectClose(found.unexplainedUsd, 0, { absolute: 1e-9, subject: "unexplained" });
  });

  test("a stop filled so far away that the account owes is a bankruptcy, not a debt", () => {
    const found = play([perp("a", 10, { stop: 95 })], [account("a", 100)], {
      bars: bars(6, [
        [100, 100, 100],
        [94, 100, 94],
      ]),
      stopRule: { kind: "fixed" },
      liquidity: { BTC: { spread: 0, depthUsd: 50 } },
    });
    expect(found.log.map(({ kind }) => kind)).toEqual(["stop", "bankruptcy"]);
    expect(found.accounts[0]).toMatchObject({ status: "bankrupt" });
    expect(found.accounts[0]!.equityUsd.at(-1)).toBe(0);
    close(found.funds[0]!.uncoveredUsd, found.forgivenUsd, "uncovered");
    expect(found.forgivenUsd).toBeGreaterThan(0);
  });

  test("the least equity of an hour is never above that at its end, funding included", () => {
    const found = play([perp("a", 10), perp("b", -10)], [account("a", 500), account("b", 120)], {
      bars: bars(6, [
        [100, 100, 100],
        [99, 101, 100],
        [95, 120, 118],
      ]),
      funding: funding(0.03),
    });
    for (const { leastEquityUsd, equityUsd } of found.accounts) {
      leastEquityUsd.forEach((least, hour) => {
        expect(least).toBeLessThanOrEqual(equityUsd[hour + 1]!);
      });
    }
    close(found.accounts[0]!.leastEquityUsd[0], 490, "at the low");
  });

  test("long and short of one contract are nothing in every figure, funding included", () => {
    const both = [perp("ann", 7, { account: "a" }), perp("bob", -7, { account: "a" })];
    const found = play(both, [account("a", 10)], {
      bars: bars(6, [
        [100, 100, 100],
        [20, 300, 150],
        [1, 100, 2],
      ]),
      funding: funding(0.3),
    });
    expect(found.log).toEqual([]);
    expect([...found.accounts[0]!.maintenanceUsd]).toEqual([0, 0, 0]);
    expect(found.accounts[0]!.equityUsd.every((value) => Math.abs(value - 10) < 1e-12)).toBe(true);
    expect(Math.abs(found.pnlUsd) + Math.abs(found.fundingUsd)).toBeLessThan(1e-12);
  });

  test("a venue that stops owes what venueDefault says, haircuts aside; the bankrupt stay bankrupt", () => {
    const coins = [{ asset: "BTC", quantity: 5, haircut: 0.2 }];
    const positions = [perp("a", 10), perp("b", 10)];
    const accounts: Account[] = [
      { ...account("a", 0), collateral: coins },
      { ...account("b", 50), venue: "Y" },
      { ...account("c", 9), venue: "Y" },
    ];
    const one = bars(6, [
      [100, 100, 100],
      [95, 100, 95],
      [80, 95, 90],
    ]);
    const hour = "2022-05-01T07:00Z";
    const at = (venue: string, when: string) =>
      play(positions, accounts, {
        bars: one,
        liquidity: { BTC: { spread: 0.1, depthUsd: 1e18 } },
        venueDefaults: [{ venue, hour: when }],
      }).accounts;
    const owed = venueDefault(
      book(positions, accounts),
      { ...market, spot: { BTC: 95 } },
      { venue: "X", recovery: 0 },
    );
    close(at("X", hour)[0]!.claimUsd, owed.claimUsd, "claim");
    expect(at("Y", "2022-05-01T08:00Z").map(({ status }) => status)).toEqual([
      "alive",
      "bankrupt",
      "frozen",
    ]);
  });

  test("without depth nothing is closed until nothing is left, then the venue takes over at the mark", () => {
    const none = { BTC: { spread: 0, depthUsd: 0 } };
    const held = play([perp("a", 10)], [account("a", 100)], {
      bars: bars(6, [
        [100, 100, 100],
        [90.2, 100, 92],
      ]),
      liquidity: none,
    });
    expect(new Set(held.log.map(({ kind }) => kind))).toEqual(new Set(["liquidation", "unfilled"]));
    expect(held.positions[0]!.remaining).toBe(1);
    close(held.accounts[0]!.equityUsd.at(-1), 20, "equity");
    const lost = play([perp("a", 10)], [account("a", 100)], {
      bars: bars(6, [
        [100, 100, 100],
        [80, 100, 80],
      ]),
      liquidity: none,
    });
    expect(lost.accounts[0]).toMatchObject({ status: "bankrupt" });
    expect(lost.positions[0]!.remaining).toBe(0);
    expectClose(lost.pnlUsd, -100, { absolute: 1e-9, subject: "what it had" });
    expectClose(lost.unexplainedUsd, 0, { absolute: 1e-9, subject: "unexplained" });
  });

  test("collateral worth nothing leaves the account with what its positions make", () => {
    const coins = [{ asset: "BTC", quantity: 2, haircut: 0.1 }];
    const found = play([perp("a", -1)], [{ ...account("a", 0), collateral: coins }], {
      bars: bars(6, [[100, 100, 100], null, null]),
      halted: "zero",
    });
    close(found.accounts[0]!.equityUsd.at(-1), 100, "the short's profit");
    close(found.collateralPnlUsd, -180, "collateral");
  });

  test("the desk's limit leaves spot that was paid for alone", () => {
    const spot = position({ id: "spot", account: "a", quantity: 1, entryPrice: 100 });
    const found = play([perp("a", 10, { leverage: 10 }), spot], [account("a", 140)], {
      bars: bars(6, [
        [100, 100, 100],
        [97, 100, 97],
      ]),
      limit: { utilisationAbove: 0.85, reduceTo: 0.5 },
    });
    expect(found.log.map(({ kind, position: id }) => [kind, id])).toEqual([["limit", "a"]]);
    expect(found.positions[1]!.remaining).toBe(1);
  });

  test("refuses what would do nothing, and a margin that is no number", () => {
    const one = bars(6, [
      [100, 100, 100],
      [90, 100, 95],
    ]);
    const wrong = (changes: object) => () =>
      play([perp("a", 1)], [account("a", 50)], { bars: one, ...changes });
    const stopped = (venue: string, hour: string) => wrong({ venueDefaults: [{ venue, hour }] });
    expect(stopped("Y", "2022-05-01T07:00Z")).toThrow(
      'venue of venueDefaults must be one of X: "Y"',
    );
    expect(stopped("X", "2022-05-01T06:00Z")).toThrow("hour of venueDefaults must be one");
    expect(wrong({ paths: { USTD: [1] } })).toThrow(
      'asset of paths must be one of BTC, USD: "USTD"',
    );
    expect(wrong({ stopRule: { kind: "trail", distance: 0.1 } })).toThrow("stopRule.kind must be");
    expect(wrong({ stopRule: { kind: "trailing", distance: 8 } })).toThrow("stopRule.distance");
    expect(wrong({ stopRule: { kind: "volatility", multiple: 2, hours: 1 } })).toThrow(
      "stopRule.hours must be",
    );
    const riskModel = () => ({ initialUsd: 1, maintenanceUsd: Number.NaN });
    const portfolio: Account = { ...account("a", 50), marginMode: "portfolio" };
    expect(() =>
      play([perp("a", 1)], [portfolio], { bars: one, rules: { ...base.rules, riskModel } }),
    ).toThrow("maintenanceUsd of the riskModel for a must be");
  });

  test("a proxy without bars is refused, also when the replay starts in a later hour", () => {
    const sol = perp("a", 1, { instrument: perpetual("SOL"), entryPrice: 10 });
    const days = Array.from({ length: 40 }, (_, t) => 100 + (t % 7));
    const history = {
      dates: days.map((_, t) => addDays("2022-03-01", t)),
      assets: ["SOL", "ETH"],
      closes: matrixFromRows(days.map((x) => [x, 2 * x])),
    };
    const run = () =>
      crashReplay(
        book([sol], [account("a", 50)]),
        { asOf: "2022-05-01", spot: { SOL: 10, ETH: 20 } },
        {
          ...base,
          bars: bars(6, [
            [100, 100, 100],
            [100, 100, 100],
            [90, 100, 95],
          ]),
          from: "2022-05-01T07:00Z",
          missing: { proxy: "ETH" },
          history,
        },
      );
    expect(run).toThrow('asset must have bars in test (BTC): "ETH"');
  });
});
