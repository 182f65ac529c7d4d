import { checkFinite, checkObject, checkOneOf, describe } from "../../base/check.ts";
import { compensatedSum } from "../../math/sum.ts";
import { type BookDimension, type BookLine, grossOf } from "../../portfolio/book-line.ts";
import type { RiskContribution } from "../contribution.ts";
import type { RiskEstimate } from "../risk-estimate.ts";
import type { TailRisk } from "../tail-risk.ts";

/** What risk can be attributed to. */
export type AttributionDimension = "position" | BookDimension;

const dimensions: readonly AttributionDimension[] = [
  "position",
  "asset",
  "desk",
  "trader",
  "account",
  "venue",
  "sector",
];

/** What one position, asset, desk, trader, account, venue or sector has to do with the total. */
export interface AttributedPart extends Omit<RiskContribution, "position"> {
  /** The position's id, or the name of what is grouped by. */
  readonly key: string;
  /** Number of positions. */
  readonly positions: number;
  readonly grossUsd: number;
  /** Signed. */
  readonly netUsd: number;
  /**
   * Change of the total per dollar that the part's gross notional grows by, its mix unchanged:
   * component / gross. Negative where more of it hedges; NaN for a part without notional.
   */
  readonly marginalValueAtRisk: number;
  readonly marginalExpectedShortfall: number;
  /** The figures of the part by itself. */
  readonly aloneValueAtRisk: number;
  readonly aloneExpectedShortfall: number;
}

/** A risk estimate of a book and its parts, the largest part of expected shortfall first. */
export interface RiskAttribution extends RiskEstimate {
  readonly by: AttributionDimension;
  readonly parts: readonly AttributedPart[];
  /** The totals less the sums of the parts: rounding, and nothing else. */
  readonly residual: TailRisk;
}

/** The positions of one part. @internal */
interface LineGroup<Line extends BookLine> {
  readonly key: string;
  readonly lines: readonly Line[];
  /** Their places in the order of all lines. */
  readonly columns: readonly number[];
}

/** Groups lines by a dimension, in order of first appearance. @internal */
export function groupLines<Line extends BookLine>(
  lines: readonly Line[],
  by: AttributionDimension,
): LineGroup<Line>[] {
  checkOneOf("by", by, dimensions);
  checkLines(lines, by);
  const places = Map.groupBy(lines.keys(), (place) => lines[place]![by]);
  return [...places].map(([key, columns]) => ({
    key,
    columns,
    lines: columns.map((column) => lines[column]!),
  }));
}

function checkLines(lines: readonly BookLine[], by: AttributionDimension): void {
  if (!Array.isArray(lines)) throw new TypeError(`lines must be an array: ${describe(lines)}`);
  if (lines.length === 0) throw new RangeError("lines must have at least one position: none");
  lines.forEach((line: BookLine, i) => {
    checkObject(`lines[${i}]`, line);
    checkFinite(`lines[${i}].notionalUsd`, line.notionalUsd);
    if (typeof line[by] === "string") return;
    throw new TypeError(`lines[${i}].${by} must be a string: ${describe(line[by])}`);
  });
}

/** A part from its contribution and its figures alone. @internal */
export function partOf(
  { key, lines }: LineGroup<BookLine>,
  { position, ...contribution }: RiskContribution,
  alone: TailRisk,
): AttributedPart {
  const grossUsd = grossOf(lines);
  return {
    key,
    positions: lines.length,
    grossUsd,
    netUsd: compensatedSum(lines.map(({ notionalUsd }) => notionalUsd)),
    ...contribution,
    marginalValueAtRisk: contribution.valueAtRisk / (grossUsd || Number.NaN),
    marginalExpectedShortfall: contribution.expectedShortfall / (grossUsd || Number.NaN),
    aloneValueAtRisk: alone.valueAtRisk,
    aloneExpectedShortfall: alone.expectedShortfall,
  };
}

/** An estimate with its parts in order and what they leave. @internal */
export function attributed(
  estimate: RiskEstimate,
  by: AttributionDimension,
  parts: readonly AttributedPart[],
): RiskAttribution {
  const left = (figure: keyof TailRisk): number =>
    estimate[figure] - compensatedSum(parts.map((part) => part[figure]));
  return {
    ...estimate,
    by,
    parts: parts.toSorted(
      (a, b) => b.expectedShortfall - a.expectedShortfall || (a.key < b.key ? -1 : 1),
    ),
    residual: {
      valueAtRisk: left("valueAtRisk"),
      expectedShortfall: left("expectedShortfall"),
    },
  };
}
