import { describe, expect, test } from "vitest";
import { yearsToExpiry } from "../../../lib/instruments/time-to-expiry.ts";
import { expectClose } from "../expect-close.ts";

describe("yearsToExpiry", () => {
  test("gives Deribit's time of BTC-27SEP24 at 1699593511632 ms", () => {
    // Time in the ticker of ccxt pull request 19908: 2023-11-10, 05:18:31.632 UTC.
    const hourUtc = (1_699_593_511_632 % 86_400_000) / 3_600_000;
    const found = yearsToExpiry("2024-09-27", { date: "2023-11-10", hourUtc });
    expectClose(found, 0.88249899695586, { absolute: 1e-12, subject: "years" });
  });

  test("is 0 at 08:00 UTC, negative after, and a year over 365 days", () => {
    expect(yearsToExpiry("2023-03-31", { date: "2023-03-31", hourUtc: 8 })).toBe(0);
    expect(yearsToExpiry("2023-03-31", { date: "2023-03-31", hourUtc: 24 })).toBe(-16 / 24 / 365);
    expect(yearsToExpiry("2024-03-30", { date: "2023-03-31", hourUtc: 8 })).toBe(1);
  });

  test("refuses dates that do not exist", () => {
    expect(() => yearsToExpiry("2023-02-30", { date: "2023-01-01", hourUtc: 0 })).toThrow(
      "2023-02-30",
    );
  });
});
