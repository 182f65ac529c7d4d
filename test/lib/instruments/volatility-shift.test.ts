import { describe, expect, test } from "vitest";
import { shiftedVolatility } from "../../../lib/instruments/volatility-shift.ts";
import { expectClose } from "../expect-close.ts";

describe("shiftedVolatility", () => {
  // Deribit's portfolio margin: range 0.5 up and 0.25 down at 30 days, powers 0.3 and 0.13.
  const term = { days: 30, shortPower: 0.3, longPower: 0.13 };

  test("gives Deribit's shocks at seven days", () => {
    // Volatility 0.6, seven days; formula of the venue's portfolio margin, tolerance 1e-12.
    const up = shiftedVolatility(0.6, { relative: 0.5, term }, 7 / 365);
    const down = shiftedVolatility(0.6, { relative: -0.25, term }, 7 / 365);
    expectClose(up, 0.6 * (1 + 0.5 * (30 / 7) ** 0.3), { absolute: 1e-12, subject: "up" });
    expectClose(up, 1.0642246731632439, { absolute: 1e-12, subject: "up" });
    expectClose(down, 0.367887663418378, { absolute: 1e-12, subject: "down" });
  });

  test("is as stated at its own term, less beyond it, and bounded close to expiry", () => {
    expectClose(shiftedVolatility(0.6, { relative: 0.5, term }, 30 / 365), 0.9, {
      absolute: 1e-15,
      subject: "at its term",
    });
    const year = shiftedVolatility(0.6, { relative: 0.5, term }, 1);
    expectClose(year, 0.6 * (1 + 0.5 * (30 / 365) ** 0.13), { absolute: 1e-15, subject: "a year" });
    expect(shiftedVolatility(0.6, { relative: 0.5, term }, 0)).toBeLessThan(4);
  });

  test("adds points after the share, and never goes below 0", () => {
    expectClose(shiftedVolatility(0.5, { relative: 0.2, absolute: 0.1 }, 1), 0.7, {
      absolute: 1e-15,
      subject: "both",
    });
    expect(shiftedVolatility(0.5, { absolute: -0.6 }, 1)).toBe(0);
    expect(shiftedVolatility(0.5, {}, 1)).toBe(0.5);
  });
});
