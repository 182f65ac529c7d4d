import { describe } from "../base/check.ts";
import { formatPercent, formatUsd } from "./format.ts";
import { counted } from "./words.ts";

interface Ends {
  readonly lower: number;
  readonly upper: number;
}

/** What one part adds to VaR and expected shortfall, in USD; a hedge is negative. */
export interface RiskPart {
  readonly key: string;
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  readonly valueAtRiskInterval?: Ends;
  readonly expectedShortfallInterval?: Ends;
  /** Its share of gross exposure, in [0, 1]. */
  readonly grossShare?: number;
}

interface ContributionBar {
  readonly value: number;
  /** Where the bar ends: 0 for totals that are written only. */
  readonly drawn: number;
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  /** What the part would be were risk spread like gross exposure. */
  readonly ring: number | undefined;
  readonly label: string;
}

/** One row of the chart: a part, the rest of them, or the total. */
export interface ContributionRow {
  readonly key: string;
  readonly isTotal: boolean;
  /** VaR, then expected shortfall. */
  readonly bars: readonly [ContributionBar, ContributionBar];
  readonly tip: string;
}

/**
 * The parts as rows in the order given, those that are smallest in size beyond `most` as one row,
 * then the total. Throws a RangeError for parts that cannot be drawn.
 */
export function contributionRows(
  parts: readonly RiskPart[],
  { most, totalBars }: { readonly most: number; readonly totalBars: boolean },
): ContributionRow[] {
  checkParts(parts);
  const sizes = parts.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const apart = new Set(parts.length > most ? sizes.slice(0, Math.max(most - 1, 1)) : sizes);
  const rest = parts.filter((part) => !apart.has(part));
  const totals = sumOf(parts);
  const shown = parts.filter((part) => apart.has(part));
  const others = rest.length === 0 ? [] : [{ key: counted(rest.length, "other"), ...sumOf(rest) }];
  const total = {
    ...rowOf({ key: "total", ...totals, grossShare: undefined }, totals),
    isTotal: true,
  };
  const written = (bar: ContributionBar): ContributionBar => ({ ...bar, drawn: 0 });
  return [
    ...[...shown, ...others].map((part) => ({ ...rowOf(part, totals), isTotal: false })),
    totalBars ? total : { ...total, bars: [written(total.bars[0]), written(total.bars[1])] },
  ];
}

type Sums = Pick<RiskPart, "valueAtRisk" | "expectedShortfall"> & {
  readonly grossShare: number | undefined;
};

type DrawnPart = Omit<RiskPart, "grossShare"> & Sums;

function sizeOf({ valueAtRisk, expectedShortfall }: RiskPart): number {
  return Math.abs(valueAtRisk) + Math.abs(expectedShortfall);
}

function sumOf(parts: readonly RiskPart[]): Sums {
  const total = (of: (part: RiskPart) => number): number =>
    parts.reduce((sum, part) => sum + of(part), 0);
  const known = parts.every(({ grossShare }) => grossShare !== undefined);
  return {
    valueAtRisk: total((part) => part.valueAtRisk),
    expectedShortfall: total((part) => part.expectedShortfall),
    grossShare: known ? total((part) => part.grossShare!) : undefined,
  };
}

function rowOf(
  part: Partial<DrawnPart> & { key: string },
  totals: Sums,
): Omit<ContributionRow, "isTotal"> {
  const bar = (
    figure: "valueAtRisk" | "expectedShortfall",
    interval: Ends | undefined,
  ): ContributionBar => ({
    value: part[figure]!,
    drawn: part[figure]!,
    lower: interval?.lower,
    upper: interval?.upper,
    ring: part.grossShare === undefined ? undefined : part.grossShare * totals[figure],
    label: formatUsd(part[figure]!),
  });
  const bars = [
    bar("valueAtRisk", part.valueAtRiskInterval),
    bar("expectedShortfall", part.expectedShortfallInterval),
  ] as const;
  const share = part.grossShare;
  const tip = [
    part.key,
    `value-at-risk ${barText(bars[0])}`,
    `expected shortfall ${barText(bars[1])}`,
    ...(share === undefined ? [] : [`${formatPercent(share)} of gross exposure`]),
  ].join("\n");
  return { key: part.key, bars, tip };
}

function barText({ label, lower, upper }: ContributionBar): string {
  if (lower === undefined || upper === undefined) return label;
  return `${label} (${formatUsd(lower)} to ${formatUsd(upper)})`;
}

function checkParts(parts: readonly RiskPart[]): void {
  if (!Array.isArray(parts) || parts.length === 0) {
    throw new RangeError(`data must have at least one part: ${describe(parts)}`);
  }
  const seen = new Set<string>();
  parts.forEach((part, i) => {
    for (const figure of ["valueAtRisk", "expectedShortfall"] as const) {
      if (!Number.isFinite(part[figure])) {
        throw new RangeError(`data[${i}].${figure} must be finite: ${part[figure]}`);
      }
      const ends = part[`${figure}Interval`];
      if (ends !== undefined && !(ends.lower <= ends.upper)) {
        throw new RangeError(
          `data[${i}].${figure}Interval must have ends in order: ${ends.lower} to ${ends.upper}`,
        );
      }
    }
    if (part.grossShare !== undefined && !(part.grossShare >= 0 && part.grossShare <= 1)) {
      throw new RangeError(`data[${i}].grossShare must be in [0, 1]: ${part.grossShare}`);
    }
    if (part.key === "total") throw new RangeError(`data[${i}].key must not be "total"`);
    if (seen.has(part.key))
      throw new RangeError(`data must name a part once: ${describe(part.key)}`);
    seen.add(part.key);
  });
}
