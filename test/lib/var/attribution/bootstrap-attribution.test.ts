import { describe, expect, test } from "vitest";
import { bootstrapAttribution } from "../../../../lib/var/attribution/bootstrap-attribution.ts";
import { scenarioAttribution } from "../../../../lib/var/attribution/scenario-attribution.ts";
import { bootstrapRisk } from "../../../../lib/var/bootstrap-var.ts";
import { historicalVar } from "../../../../lib/var/historical-var.ts";
import { expectClose } from "../../expect-close.ts";
import { pnl } from "./three-desk.ts";

const options = {
  by: "desk",
  confidence: 0.95,
  scheme: "block",
  blockLength: 5,
  resamples: 200,
  seed: 3,
} as const;
const found = bootstrapAttribution(pnl, options);

describe("bootstrapAttribution", () => {
  test("starts from the parts of scenarioAttribution, in their order", () => {
    const { parts } = scenarioAttribution(pnl, options);
    expect(found.parts.map(({ key }) => key)).toEqual(parts.map(({ key }) => key));
    found.parts.forEach((part, i) => {
      expect(part.valueAtRisk.value).toBe(parts[i]!.valueAtRisk);
      expect(part.expectedShortfall.value).toBe(parts[i]!.expectedShortfall);
    });
  });

  test("resamples the book as bootstrapRisk does, draw for draw", () => {
    const totals = Array.from({ length: pnl.values.rows }, (_, t) =>
      pnl.lines.reduce((sum, __, j) => sum + pnl.values.values[t * pnl.lines.length + j]!, 0),
    );
    const plain = bootstrapRisk(
      totals,
      (sample) => historicalVar(sample, { confidence: 0.95, horizonDays: 1, unit: "USD" }),
      { scheme: "block", blockLength: 5, resamples: 200, seed: 3 },
    );
    const close = (value: number, expected: number, subject: string) =>
      expectClose(value, expected, { relative: 1e-9, subject });
    close(found.valueAtRisk.standardError, plain.standardError, "error of VaR");
    close(
      found.expectedShortfall.standardError,
      plain.expectedShortfallStandardError,
      "error of ES",
    );
    close(found.valueAtRisk.interval.lower, plain.valueAtRiskInterval.lower, "lower end");
    close(
      found.expectedShortfall.interval.upper,
      plain.expectedShortfallInterval.upper,
      "upper end",
    );
  });

  test("has no noise for a part that never moves, and the total's for one that is all of it", () => {
    const columns = pnl.lines.length;
    const lone = {
      ...pnl,
      values: {
        ...pnl.values,
        values: pnl.values.values.map((value, at) =>
          pnl.lines[at % columns]!.desk === "majors" ? value : 0,
        ),
      },
    };
    const { parts, valueAtRisk } = bootstrapAttribution(lone, options);
    const majors = parts.find(({ key }) => key === "majors")!;
    expectClose(majors.valueAtRisk.standardError, valueAtRisk.standardError, {
      relative: 1e-12,
      subject: "majors",
    });
    for (const { key, expectedShortfall } of parts) {
      if (key !== "majors") expect(expectedShortfall).toMatchObject({ value: 0, standardError: 0 });
    }
  });

  test("refuses what bootstrapRisk refuses", () => {
    const { blockLength: _, ...without } = options;
    expect(() => bootstrapAttribution(pnl, without)).toThrow("blockLength must be given");
    expect(() => bootstrapAttribution(pnl, { ...options, resamples: 10 })).toThrow(
      "resamples must be an integer of at least 100: 10",
    );
    expect(() => bootstrapAttribution(pnl, { ...options, confidence: 0.999 })).toThrow(
      "must have at least 1000 observations",
    );
  });
});
