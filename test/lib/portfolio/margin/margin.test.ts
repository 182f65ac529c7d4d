import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadMarginSchedule } from "../../../../lib/data/load-margin-schedule.ts";
import { accountMargins } from "../../../../lib/portfolio/margin/account-margin.ts";
import {
  marginBreaches,
  utilisationSeverity,
} from "../../../../lib/portfolio/margin/margin-breaches.ts";
import { marginBy } from "../../../../lib/portfolio/margin/margin-by.ts";
import { parseMarginSchedule } from "../../../../lib/portfolio/margin/margin-schedule.ts";
import {
  maintenanceAmounts,
  maintenanceMarginUsd,
  tierOf,
} from "../../../../lib/portfolio/margin/margin-tiers.ts";
import { positionLiquidation } from "../../../../lib/portfolio/margin/position-liquidation.ts";
import { expectClose } from "../../expect-close.ts";
import { book, market, perpetual, position } from "../fixtures.ts";

const schedule = loadMarginSchedule("data/parameters/reference-perpetuals.json");
const btc = { rule: schedule.rule, tiers: schedule.tiers.BTC! };
const rules = { schedule, positionMode: "one-way" } as const;
const policy = { warningUtilisation: 0.7, criticalUtilisation: 0.85, mostLeverage: 10 };
const perp = (id: string, changes: object = {}) =>
  position({ id, instrument: perpetual("BTC"), leverage: 10, ...changes });

describe("maintenanceAmounts", () => {
  // Binance FAQ b3c689c1f50a44cabb3a84e663b81d93: 1,300 from 250,000 on; 16,300 and 135,365 in its example.
  test("are Binance's: each floor times the rise of the rate, added up", () => {
    const amounts = maintenanceAmounts(btc).map((tier) => tier.maintenanceAmountUsd);
    [0, 50, 1300, 16_300, 141_300].forEach((amount, k) => {
      expectClose(amounts[k]!, amount, { absolute: 1e-9, subject: `tier ${k}` });
    });
    const eth = maintenanceAmounts({ rule: "cumulative", tiers: schedule.tiers.ETH! });
    expectClose(eth[5]!.maintenanceAmountUsd, 135_365, { absolute: 1e-9, subject: "ETH" });
  });

  // FLOX-Foundation/flox@d2dc5ecf tests/test_liquidation_engine.cpp, MmFractionResolvesByTier.
  test("leave the rate of a tier alone under the rule of whole tiers", () => {
    const tiers = [
      { floorUsd: 0, maintenanceRate: 0.005, maxLeverage: 100 },
      { floorUsd: 100_000, maintenanceRate: 0.01, maxLeverage: 50 },
      { floorUsd: 1_000_000, maintenanceRate: 0.025, maxLeverage: 20 },
    ];
    const whole = { rule: "whole", tiers } as const;
    const rates = [50_000, 200_000, 5_000_000].map((usd) => tierOf(whole, usd).maintenanceRate);
    expect(rates).toEqual([0.005, 0.01, 0.025]);
    expectClose(maintenanceMarginUsd(whole, 200_000), 2000, { relative: 1e-15, subject: "margin" });
  });

  test("make the margin continuous, convex and never above the next rate of the whole", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 4e8, noNaN: true }), (notional) => {
        const margin = maintenanceMarginUsd(btc, notional);
        const near = maintenanceMarginUsd(btc, notional * (1 + 1e-12));
        expect(near - margin).toBeLessThanOrEqual(1e-9 * Math.max(1, notional));
        expect(margin).toBeGreaterThanOrEqual(0);
        expect(margin).toBeLessThanOrEqual(notional * tierOf(btc, notional).maintenanceRate);
      }),
    );
  });

  test("name the tier that is wrong", () => {
    const one = { floorUsd: 0, maintenanceRate: 0.01, maxLeverage: 50 };
    const of =
      (...tiers: (typeof one)[]) =>
      () =>
        maintenanceAmounts({ rule: "cumulative", tiers });
    expect(of()).toThrow("tiers must have at least one: none");
    expect(of({ ...one, floorUsd: 5 })).toThrow("floorUsd of tier 0 must be 0 in the first");
    expect(of(one, { ...one, floorUsd: 10, maintenanceRate: 0.005 })).toThrow("must not fall");
    expect(of({ ...one, maxLeverage: 200 })).toThrow("maxLeverage of tier 0 must be at least 1");
    expect(() => tierOf(btc, Number.NaN)).toThrow("notionalUsd must be zero or a positive number");
  });
});

describe("parseMarginSchedule", () => {
  test("refuses what is wrong with its path", () => {
    const tiers = { BTC: [{ floorUsd: 1, maintenanceRate: 0.01, maxLeverage: 50 }], ETH: [] };
    expect(() => parseMarginSchedule({ ...schedule, tiers })).toThrow(
      "tiers.BTC[0].floorUsd must be 0 in the first tier and ascend: 1",
    );
    expect(() => parseMarginSchedule({ ...schedule, tiers })).toThrow(
      "tiers.ETH must have at least",
    );
    expect(() => parseMarginSchedule({ ...schedule, liquidationFeeRat: 1 })).toThrow(
      "did you mean",
    );
  });
});

describe("accountMargins", () => {
  test("nets one contract in one-way mode and does not in hedge mode", () => {
    const both = book([perp("long", { quantity: 5 }), perp("short", { quantity: -3 })]);
    const [net] = accountMargins(both, market, rules);
    // 2 BTC net, 80,000 USD: 0.5 % less 50.
    expectClose(net!.maintenanceUsd, 350, { relative: 1e-12, subject: "one-way" });
    expectClose(net!.initialUsd, 8000, { relative: 1e-12, subject: "initial" });
    const [hedge] = accountMargins(both, market, { ...rules, positionMode: "hedge" });
    expectClose(hedge!.maintenanceUsd, 200_000 * 0.005 - 50 + 120_000 * 0.005 - 50, {
      relative: 1e-12,
      subject: "hedge",
    });
  });

  const inverse = {
    type: "perpetual",
    underlying: "BTC",
    settlement: "inverse",
    contractSize: 1,
  } as const;

  // nautechsystems/nautilus_trader@a95c8042b0 crates/model/src/accounts/margin.rs: 100,000 contracts at
  // 11,493.60 with an initial rate of 1 %: 0.08700494 BTC.
  test("asks of an inverse contract Nautilus' initial margin in coins", () => {
    const at = { ...market, spot: { BTC: 11_493.6 } };
    const tiers = { BTC: [{ floorUsd: 0, maintenanceRate: 0.0035, maxLeverage: 100 }] };
    const one = position({ quantity: 100_000, entryPrice: 11_493.6, instrument: inverse });
    const own = { ...rules, schedule: { ...schedule, tiers } };
    const [found] = accountMargins(book([one]), at, own);
    expectClose(found!.initialUsd / 11_493.6, 0.08700494, { absolute: 5e-9, subject: "initial" });
    const { margin, marginUnit } = positionLiquidation(one, at, own.schedule)!;
    expectClose(margin, 0.08700494, { absolute: 5e-9, subject: "set aside" });
    expect(marginUnit).toBe("BTC");
  });

  // FLOX-Foundation/flox@d2dc5ecf tests/test_liquidation_engine.cpp, UnderwaterLongLiquidates.
  test("sees an account under water: -190 against a maintenance margin of 4", () => {
    const tiers = { BTC: [{ floorUsd: 0, maintenanceRate: 0.005, maxLeverage: 100 }] };
    const long = perp("a", { quantity: 10, entryPrice: 100 });
    const ten = [{ asset: "USD", quantity: 10, haircut: 0 }];
    const account = { id: "main", venue: "X", marginMode: "cross", collateral: ten } as const;
    const [found] = accountMargins(
      book([long], [account]),
      { ...market, spot: { BTC: 80 } },
      { ...rules, schedule: { ...schedule, tiers } },
    );
    expectClose(found!.maintenanceUsd, 4, { absolute: 1e-9, subject: "maintenance" });
    expectClose(found!.equityUsd, -190, { absolute: 1e-9, subject: "equity" });
    expect(found!.marginRatio).toBe(Infinity);
  });

  test("and the liquidation price of an inverse position agree beyond the first tier", () => {
    const one = position({
      quantity: 2_000_000,
      entryPrice: 40_000,
      instrument: inverse,
      leverage: 5,
    });
    const { liquidationPrice, margin } = positionLiquidation(one, market, schedule)!;
    const coins = [{ asset: "BTC", quantity: margin, haircut: 0 }];
    const account = { id: "main", venue: "X", marginMode: "cross", collateral: coins } as const;
    const at = { ...market, spot: { BTC: liquidationPrice! } };
    const [found] = accountMargins(book([one], [account]), at, rules);
    expectClose(found!.marginRatio, 1, { relative: 1e-9, subject: "margin ratio" });
  });

  test("takes the leverage of the position, but no more than the tier allows", () => {
    const small = accountMargins(book([perp("a", { quantity: 1, leverage: 500 })]), market, rules);
    expectClose(small[0]!.initialUsd, 40_000 / 125, { relative: 1e-12, subject: "capped" });
  });

  test("counts equity after haircut and says when nothing is left", () => {
    const lost = book([perp("a", { quantity: 20, entryPrice: 46_000 })]);
    const [one] = accountMargins(lost, market, rules);
    expect(one).toMatchObject({ equityUsd: -20_000, utilisation: Infinity, marginRatio: Infinity });
    const [idle] = accountMargins(book([position()]), market, rules);
    expect(idle).toMatchObject({ initialUsd: 0, utilisation: 0, marginRatio: 0 });
  });

  test("is positively homogeneous under one tier, and never smaller for a short spot position", () => {
    const flat = {
      ...schedule,
      tiers: { default: [{ floorUsd: 0, maintenanceRate: 0.01, maxLeverage: 50 }] },
    };
    const at = (quantity: number) =>
      accountMargins(book([perp("a", { quantity })]), market, { ...rules, schedule: flat })[0]!;
    expectClose(at(-6).maintenanceUsd, 3 * at(2).maintenanceUsd, {
      relative: 1e-12,
      subject: "three times",
    });
    const borrowed = book([position({ quantity: -2 })]);
    expect(accountMargins(borrowed, market, rules)[0]!.maintenanceUsd).toBe(350);
  });

  test("makes what it cannot margin an error that names it, never a smaller margin", () => {
    const model = [{ id: "main", venue: "X", marginMode: "portfolio", collateral: [] } as const];
    expect(() => accountMargins(book([perp("a")], model), market, rules)).toThrow(
      "riskModel must be given: position a is in an account in portfolio mode",
    );
    const { default: _, ...tiers } = schedule.tiers;
    const sol = book([position({ instrument: perpetual("SOL") })]);
    expect(() =>
      accountMargins(sol, market, { ...rules, schedule: { ...schedule, tiers } }),
    ).toThrow('underlying must have tiers in reference perpetuals (BTC, ETH): "SOL"');
    const broken = { ...market, spot: { BTC: Number.NaN } };
    expect(() => accountMargins(book([perp("a")]), broken, rules)).toThrow(
      "position a: spot price",
    );
  });
});

describe("marginBy and marginBreaches", () => {
  const positions = [
    perp("a", { quantity: 20, trader: "ann", entryPrice: 40_000 }),
    perp("b", { quantity: -5, trader: "bob", entryPrice: 40_000 }),
  ];
  const one = book(positions);
  const accounts = accountMargins(one, market, rules);

  test("sum to the account over traders and desks", () => {
    for (const dimension of ["trader", "desk", "asset"] as const) {
      const groups = marginBy(one, { market, accounts }, dimension);
      const total = groups.reduce((sum, { maintenanceUsd }) => sum + maintenanceUsd, 0);
      expectClose(total, accounts[0]!.maintenanceUsd, { relative: 1e-13, subject: dimension });
    }
  });

  test("list every rule that a group breaks, critical ones first, with the reason", () => {
    const groups = marginBy(one, { market, accounts }, "trader");
    const breaches = marginBreaches(groups, { ...policy, mostLeverage: 9 });
    expect(breaches.map(({ key, rule, severity }) => [key, rule, severity])).toEqual([
      ["ann", "leverage", "critical"],
      ["bob", "leverage", "critical"],
    ]);
    expect(breaches[0]!.reason).toBe("leverage 10.0x is above 9x");
  });

  test("take 70 % for a warning, 85 % for critical, and no number for critical", () => {
    const at = (value: number) => utilisationSeverity(value, policy);
    expect([0, 0.6999, 0.7, 0.8499, 0.85, Infinity, NaN].map(at)).toEqual([
      "normal",
      "normal",
      "warning",
      "warning",
      "critical",
      "critical",
      "critical",
    ]);
    expect(() => utilisationSeverity(0, { ...policy, criticalUtilisation: 0.5 })).toThrow(
      "criticalUtilisation must be above warningUtilisation 0.7: 0.5",
    );
  });
});

describe("positionLiquidation", () => {
  test("is the distance of isolated margin: about 1 / leverage less the maintenance rate", () => {
    const found = positionLiquidation(perp("a", { entryPrice: 40_000 }), market, schedule)!;
    // 2 BTC, margin 8,000, tier of 0.5 % less 50: (8,000 + 50 - 80,000) / (2 x 0.005 - 2).
    expectClose(found.liquidationPrice!, 71_950 / 1.99, { relative: 1e-12, subject: "price" });
    expectClose(found.distance, 1 - 71_950 / 1.99 / 40_000, {
      relative: 1e-12,
      subject: "distance",
    });
    expectClose(found.bankruptcyPrice!, 36_000, { relative: 1e-12, subject: "bankruptcy" });
  });

  test("is 0 past the price, Infinity where nothing liquidates, undefined for spot", () => {
    const past = positionLiquidation(perp("a", { entryPrice: 60_000 }), market, schedule)!;
    expect(past.distance).toBe(0);
    const full = positionLiquidation(perp("a", { leverage: 1 }), market, schedule)!;
    expect(full).toMatchObject({ distance: Infinity, liquidationPrice: undefined });
    expect(positionLiquidation(position(), market, schedule)).toBeUndefined();
  });
});
