import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatAs,
  formatChange,
  formatNumber,
  formatPercent,
  formatSignificant,
  formatUsd,
  formatUsdFull,
} from "../../../lib/charts/format.ts";

describe("formatUsd", () => {
  it.each([
    [1_200_000, "$1.2M"],
    [-45_600, "−$45.6k"],
    [0, "$0"],
    [-0, "$0"],
    [0.0832, "$0.0832"],
    [999, "$999"],
    [999.6, "$1k"],
    [999_950, "$1M"],
    [1.005e9, "$1.01B"],
    [2.5e13, "$25T"],
    [4.94e15, "$4940T"],
    [456.78, "$457"],
    [1.5e-9, "$1.5e-9"],
    [Number.NaN, "n/a"],
    [Infinity, "∞"],
    [-Infinity, "−∞"],
  ])("writes %d as %s", (value, text) => {
    expect(formatUsd(value)).toBe(text);
  });

  it("is within half of the third significant digit of the value", () => {
    const scales: Record<string, number> = { k: 1e3, M: 1e6, B: 1e9, T: 1e12 };
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e14, noNaN: true }), (value) => {
        const [, digits, unit] = /^\$([\d.]+)([kMBT]?)$/.exec(formatUsd(value))!;
        const read = Number(digits) * (scales[unit!] ?? 1);
        expect(Math.abs(read - value) / value, `${value} -> ${formatUsd(value)}`).toBeLessThan(
          0.00501,
        );
      }),
    );
  });
});

describe("formatPercent and formatChange", () => {
  it.each([
    [-0.456, "−45.6 %", "−45.6 %"],
    [0.123, "12.3 %", "+12.3 %"],
    [-0.0004, "0.0 %", "0.0 %"],
    [0.0004, "0.0 %", "0.0 %"],
    [18.832, "1,883.2 %", "+1,883.2 %"],
    [Number.NaN, "n/a", "n/a"],
  ])("write %d as %s and %s", (value, percent, change) => {
    expect(formatPercent(value)).toBe(percent);
    expect(formatChange(value)).toBe(change);
  });

  it("never calls a loss total that is not", () => {
    expect(formatChange(-0.99993)).toBe("−99.99 %");
    expect(formatChange(-0.9999996)).toBe("−99.99996 %");
    expect(formatChange(-1)).toBe("−100.0 %");
  });
});

describe("the other formats", () => {
  it("separate thousands and keep the digits asked for", () => {
    expect(formatUsdFull(-1_234_567.6)).toBe("−$1,234,568");
    expect(formatUsdFull(1234.5, 2)).toBe("$1,234.50");
    expect(formatNumber(1_234_567.891)).toBe("1,234,567.89");
    expect(formatNumber(-0.004)).toBe("0.00");
    expect(formatAs("integer", 1461)).toBe("1,461");
    expect(formatAs("percent", 0.5, 0)).toBe("50 %");
    expect(formatAs("usd", Number.NaN)).toBe("n/a");
  });

  it("formatSignificant reads well over many magnitudes", () => {
    expect([0.001, 0.01, 1, 100, 100_000].map(formatSignificant)).toEqual([
      "0.001",
      "0.01",
      "1",
      "100",
      "100,000",
    ]);
    expect(formatSignificant(288.1)).toBe("288");
    expect(formatSignificant(0)).toBe("0");
  });
});
