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
describe("bootstrapAttribution", () => {
  test("starts from the parts of scenarioAttribution, in their order", () => {
    const found = bootstrapAttribution(pnl, { ...options, by: "asset", resamples: 100 });
    const { parts } = scenarioAttribution(pnl, { by: "asset", confidence: 0.95 });
    expect(found.parts.map(({ key }) => key)).toEqual(parts.map(({ key }) => key));
    found.parts.forEach((part, i) => {
      expect(part.valueAtRisk.value).toBe(parts[i]!.valueAtRisk);
      expect(part.expectedShortfall.value).toBe(parts[i]!.expectedShortfall);
    });
  });

  test("resamples the book as bootstrapRisk does, draw for draw", () => {
    const found = bootstrapAttribution(pnl, options);
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

  test("orders equal parts by name, as scenarioAttribution does", () => {
    const twins = {
      ...pnl,
      lines: ["b", "c", "a"].map((position) => ({ ...pnl.lines[0]!, position })),
      values: {
        rows: 40,
        columns: 3,
        values: Float64Array.from({ length: 120 }, (_, at) => Math.sin(Math.floor(at / 3))),
      },
    };
    const asked = { ...options, by: "position" } as const;
    const drawn = bootstrapAttribution(twins, asked);
    expect(drawn.parts.map(({ key }) => key)).toEqual(["a", "b", "c"]);
    expect(drawn).toMatchObject({ by: "position", unit: "USD", resamples: 200, seed: 3 });
    const plain = scenarioAttribution(twins, asked);
    expect(plain.parts.map(({ key }) => key)).toEqual(["a", "b", "c"]);
  });

  test("refuses what bootstrapRisk refuses", () => {
    const { blockLength: _, ...without } = options;
    expect(() => bootstrapAttribution(pnl, without)).toThrow("blockLength must be given");
    expect(() => bootstrapAttribution(pnl, { ...options, resamples: 10 })).toThrow(
      "resamples must be an integer of at least 100: 10",
    );
    expect(() => bootstrapAttribution(pnl, { ...options, confidence: 0.999 })).toThrow(
      "pnl must have at least 1000 observations",
    );
    expect(() => bootstrapAttribution(pnl, { ...options, confidence: 95 })).toThrow(
      "confidence must be in (0, 1): 95",
    );
    const broken = {
      ...pnl,
      values: { ...pnl.values, values: pnl.values.values.with(0, Number.NaN) },
    };
    expect(() => bootstrapAttribution(broken, options)).toThrow("pnl[0] must be finite: NaN");
    expect(() => bootstrapAttribution(null as never, options)).toThrow("pnl must be an object");
    expect(() => bootstrapAttribution(pnl, null as never)).toThrow("options must be an object");
  });
});
