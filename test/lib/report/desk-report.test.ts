import { describe, expect, test } from "vitest";
import type { Account, Book } from "../../../lib/portfolio/book.ts";
import { type DeskReportOptions, deskReport } from "../../../lib/report/desk-report.ts";
import type { Scenario } from "../../../lib/scenario/scenario.ts";
import { expectClose } from "../expect-close.ts";
import { book, frozen, history, perpetual, position, priced } from "../portfolio/fixtures.ts";

const days = 100;
/** Each of -0.050, -0.049 … 0.049 once, in a scattered order. */
const btcReturns = Array.from({ length: days }, (_, k) => (((k * 37) % days) - 50) / 1000);
const ethReturns = btcReturns.map((_, k) => (((k * 61) % days) - 50) / 1000);
const closes = history({ BTC: priced(btcReturns), ETH: priced(ethReturns) });
const asOf = closes.dates.at(-1)!;
const [btc, eth] = [priced(btcReturns).at(-1)!, priced(ethReturns).at(-1)!];

const schedule = {
  name: "half a percent",
  asOf: "2022-01-01",
  source: "made up",
  rule: "cumulative",
  tiers: { default: [{ floorUsd: 0, maintenanceRate: 0.005, maxLeverage: 50 }] },
  liquidationFeeRate: 0,
} as const;
const fall: Scenario = {
  id: "fall",
  version: 1,
  name: "A fall",
  description: "Everything a fifth lower",
  source: "made up",
  kind: "hypothetical",
  shocks: [],
  defaultShock: -0.2,
};
const options: DeskReportOptions = {
  asOf,
  rules: { schedule, positionMode: "one-way" },
  policy: { warningUtilisation: 0.7, criticalUtilisation: 0.85, mostLeverage: 10 },
  risk: { confidence: 0.95, observations: days },
  scenarios: [fall],
  highLeverage: 10,
  missing: "fail",
};

const perp = (id: string, changes: object = {}) =>
  position({
    id,
    instrument: perpetual("BTC"),
    quantity: 10,
    entryPrice: btc,
    leverage: 5,
    ...changes,
  });
const account = (
  id: string,
  usd: number,
  marginMode: Account["marginMode"] = "cross",
): Account => ({
  id,
  venue: "Binance",
  marginMode,
  collateral: [{ asset: "USD", quantity: usd, haircut: 0 }],
});
/** One position of 10 BTC at 5x, so of initial margin 2 BTC, over a collateral in BTC. */
const lone = (collateralInBtc: number, changes: object = {}): Book => ({
  ...book([perp("p", changes)], [account("main", collateralInBtc * btc)]),
  asOf,
});
const desks: Book = frozen({
  ...book(
    [
      perp("long", { account: "a", trader: "ann", leverage: 20 }),
      perp("short", { account: "a", trader: "bob", quantity: -4, entryPrice: 0.9 * btc }),
      perp("eth", {
        account: "b",
        desk: "alts",
        trader: "cho",
        instrument: perpetual("ETH"),
        entryPrice: eth,
      }),
    ],
    [account("a", 3 * btc), account("b", 4 * eth), account("idle", 500)],
  ),
  asOf,
});

/** The loss at 0.95 by type 7, written out again. */
function lossQuantile(pnl: readonly number[]): number {
  const losses = pnl.map((one) => -one).sort((x, y) => x - y);
  const place = 0.95 * (losses.length - 1);
  const low = Math.floor(place);
  return losses[low]! + (place - low) * (losses[low + 1]! - losses[low]!);
}

describe("deskReport", () => {
  const report = deskReport(desks, frozen(closes), frozen(options));

  test("is a book whose traders, desks and accounts each add up to the whole", () => {
    const active = report.accounts.filter(({ key }) => key !== "idle");
    for (const groups of [report.traders, report.desks, active]) {
      const sumOf = (figure: "grossUsd" | "netUsd" | "longUsd" | "initialUsd"): number =>
        groups.reduce((total, group) => total + group[figure], 0);
      for (const figure of ["grossUsd", "netUsd", "longUsd"] as const) {
        expectClose(sumOf(figure), report.whole[figure], { relative: 1e-12, subject: figure });
      }
      const initial = report.positions.reduce((total, { initialUsd }) => total + initialUsd, 0);
      expectClose(sumOf("initialUsd"), initial, { relative: 1e-12, subject: "initialUsd" });
      const equity = groups.reduce((total, group) => total + group.equityUsd, 0);
      expectClose(equity + 500, report.whole.equityUsd, { relative: 1e-12, subject: "equity" });
    }
  });

  test("has the liquidation price that its leverage and maintenance margin give", () => {
    const [long] = report.positions;
    // Equity size (price - entry) + entry size / 20 equals 0.5 % of the notional.
    const expected = (btc * (1 - 1 / 20)) / (1 - 0.005);
    expectClose(long!.liquidationPrice!, expected, { relative: 1e-12, subject: "price" });
    expectClose(long!.liquidationDistance!, 1 - expected / btc, {
      relative: 1e-9,
      subject: "distance",
    });
    expect(long).toMatchObject({
      leverage: 20,
      marginLeverage: 20,
      instrument: "BTC linear perpetual",
    });
  });

  test("knows how far the asset moves until the whole account is liquidated", () => {
    const [, , own] = report.positions;
    // 10 ETH bought at the close over 4 ETH of dollars: 4 eth + 10 (p - eth) = 0.005 × 10 p.
    const move = 6 / (10 - 0.05) - 1;
    expectClose(own!.accountMove!, move, { relative: 1e-9, subject: "move" });
  });

  test("takes VaR of each desk of the notional times each past return", () => {
    const alts = report.risk.find(({ key }) => key === "alts")!;
    const majors = report.risk.find(({ key }) => key === "majors")!;
    const ofAlts = lossQuantile(ethReturns.map((one) => 10 * eth * one));
    const ofMajors = lossQuantile(btcReturns.map((one) => 6 * btc * one));
    expectClose(alts.estimate!.valueAtRisk, ofAlts, { relative: 1e-10, subject: "alts" });
    expectClose(majors.estimate!.valueAtRisk, ofMajors, { relative: 1e-10, subject: "majors" });
    const whole = lossQuantile(
      btcReturns.map((one, t) => 6 * btc * one + 10 * eth * ethReturns[t]!),
    );
    expect(report.risk[0]).toMatchObject({ key: "all", subject: "book" });
    expectClose(report.risk[0]!.estimate!.valueAtRisk, whole, { relative: 1e-10, subject: "book" });
  });

  test("stresses the book and, apart, the positions of high leverage", () => {
    const [row] = report.stress;
    expectClose(row!.pnlUsd, -0.2 * (6 * btc + 10 * eth), { relative: 1e-12, subject: "book" });
    expectClose(row!.highLeveragePnlUsd, -0.2 * 10 * btc, { relative: 1e-12, subject: "high" });
    expectClose(row!.highLeverageGrossUsd, 10 * btc, { relative: 1e-12, subject: "gross" });
    // Account a: 3 BTC less 0.4 lost on the short, less 1.2 of the fall, in BTC, against 0.024.
    expect(row!.liquidatedAccounts).not.toContain("a");
    const thin = deskReport(
      { ...desks, accounts: [account("a", 1.6 * btc), account("b", 4 * eth)] },
      closes,
      options,
    );
    expect(thin.stress[0]!.liquidatedAccounts).toContain("a");
  });

  test("measures concentration of gross, long and short alike", () => {
    const shares = [14 * btc, 10 * eth].map((gross) => gross / (14 * btc + 10 * eth));
    expectClose(report.concentration.asset.hhi, shares[0]! ** 2 + shares[1]! ** 2, {
      relative: 1e-12,
      subject: "HHI",
    });
    expect(report.concentration.trader.parts).toBe(3);
  });

  test("says the price date and the book's own", () => {
    const earlier = closes.dates.at(-2)!;
    const other = deskReport(desks, closes, {
      ...options,
      asOf: earlier,
      risk: { confidence: 0.9, observations: 50 },
    });
    expect(other).toMatchObject({ asOf: earlier, bookDate: asOf });
  });
});

describe("severity", () => {
  const of = (collateralInBtc: number, changes: object = {}) =>
    deskReport(lone(collateralInBtc, changes), closes, options);

  test.each([
    ["normal", 2 / 0.69],
    ["warning", 2 / 0.71],
    ["warning", 2 / 0.84],
    ["critical", 2 / 0.86],
  ])("is %s for 2 BTC of margin over %f BTC of equity, everywhere", (severity, equity) => {
    const { positions, traders, desks: all, accounts } = of(equity);
    const found = [...positions, ...traders, ...all, ...accounts].map((row) => row.severity);
    expect(new Set(found)).toEqual(new Set([severity]));
  });

  test("of a position is critical above the policy's leverage, not at it", () => {
    expect(of(5, { leverage: 10 }).positions[0]).toMatchObject({
      severity: "normal",
      breaches: [],
    });
    const above = of(5, { leverage: 12 });
    expect(above.positions[0]!.severity).toBe("critical");
    expect(above.breaches.map(({ reason }) => reason)).toEqual(["leverage 12.0x is above 10x"]);
    expect(above.accounts[0]!.severity).toBe("normal");
  });

  test("judges the leverage that is stated, and margins at what the tier allows", () => {
    const [row] = of(5, { leverage: 80 }).positions;
    expect(row).toMatchObject({ leverage: 80, marginLeverage: 50, severity: "critical" });
  });

  test("of a position without stated leverage is that of its account, with no price made up", () => {
    const { leverage: _, ...unstated } = perp("p");
    const [row] = deskReport({ ...lone(5), positions: [unstated] }, closes, options).positions;
    expect(row!.severity).toBe("normal");
    expect(row!.liquidationPrice).toBeUndefined();
    expect(row!.accountMove).toBeLessThan(0);
  });

  test("is critical for an account past liquidation, and without equity at all", () => {
    const spent = of(0.04);
    expect(spent.breaches[0]!.reason).toBe(
      "maintenance margin is 125.0 % of equity: the venue liquidates from 100 % on",
    );
    const reasons = of(0).accounts[0]!.breaches.map(({ reason }) => reason);
    expect(reasons).toEqual([
      "maintenance margin has no equity behind it: the venue liquidates from 100 % on",
      "utilisation without equity is at or above 85.0 %",
      "leverage Infinityx is above 10x",
    ]);
  });

  test("is critical for an isolated position whose mark is past its own margin, not for a cross one", () => {
    const past = { entryPrice: 1.3 * btc };
    const isolated = { ...lone(9, past), accounts: [account("main", 9 * btc, "isolated")] };
    expect(of(9, past).positions[0]!.severity).toBe("normal");
    expect(deskReport(isolated, closes, options).breaches).toMatchObject([
      { subject: "position", rule: "liquidation", severity: "critical" },
    ]);
  });

  test("lists critical breaches first", () => {
    const order = deskReport(desks, closes, options).breaches.map(({ severity }) => severity);
    expect(order).toEqual([...order].sort());
  });
});

describe("what a report cannot do it refuses", () => {
  const gaps = history({
    BTC: priced(btcReturns),
    ETH: priced(ethReturns).map((close, t) => (t === 40 ? Number.NaN : close)),
  });

  test("a day without a return, unless told to leave the asset out, with what was left out", () => {
    expect(() => deskReport(desks, gaps, options)).toThrow("ETH (no return on 2 of 100 days");
    const { risk, warnings } = deskReport(desks, gaps, { ...options, missing: "exclude" });
    const alts = risk.find(({ key }) => key === "alts")!;
    expect(alts.estimate).toBeUndefined();
    expectClose(alts.excludedGrossUsd, 10 * eth, { relative: 1e-12, subject: "excluded" });
    expect(warnings.map(({ code }) => code)).toContain("excluded");
  });

  test.each([
    ["a price", { asOf: "2021-01-01" }, "date must be within"],
    [
      "a confidence",
      { risk: { confidence: 95, observations: 100 } },
      "risk.confidence must be in (0, 1): 95",
    ],
    [
      "days",
      { risk: { confidence: 0.95, observations: 0.5 } },
      "risk.observations must be an integer",
    ],
    ["a leverage", { highLeverage: Number.NaN }, "highLeverage must be a positive number: NaN"],
    ["a scenario", { scenarios: [] }, "scenarios must have at least one"],
    [
      "tiers",
      { rules: { schedule: { ...schedule, tiers: {} }, positionMode: "one-way" } },
      "must have tiers",
    ],
  ])("%s that is none", (_, changes, message) => {
    expect(() =>
      deskReport(desks, closes, { ...options, ...changes } as DeskReportOptions),
    ).toThrow(message);
  });

  test("an option without a risk model; with one it has its margin and no liquidation price", () => {
    const put = {
      type: "option",
      underlying: "BTC",
      settlement: "linear",
      contractSize: 1,
      expiry: "2022-12-30",
      strike: btc,
      kind: "put",
    } as const;
    const terms = { volatility: { BTC: 0.6 } };
    const held = { ...lone(5), positions: [perp("p", { instrument: put, entryPrice: 1 })] };
    expect(() => deskReport(held, closes, { ...options, terms })).toThrow(
      "riskModel must be given",
    );
    const riskModel = () => ({ initialUsd: 3 * btc, maintenanceUsd: 2 * btc });
    const rules = { ...options.rules, riskModel };
    const { positions, risk } = deskReport(held, closes, { ...options, terms, rules });
    expect(positions[0]).toMatchObject({ initialUsd: 3 * btc, maintenanceUsd: 2 * btc });
    expect(positions[0]!.liquidationPrice).toBeUndefined();
    expect(risk[0]!.estimate!.valueAtRisk).toBeGreaterThan(0);
  });
});
